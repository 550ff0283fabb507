package dev.hostdouble.vss;

/** The kinds of requests. Each has a list of its own. */
enum RequestKind {
    IMAGE_SYNC("image_sync"),
    VMDK_SYNC("vmdk_sync"),
    /** Changes of virtual machines. */
    CHANGE("change");

    private final String type;

    RequestKind(String type) {
        this.type = type;
    }

    /** Its name in paths and in the member {@code type}. */
    String type() {
        return type;
    }

    /** The path of its list. */
    String path() {
        return "/v2/request/" + type;
    }
}
