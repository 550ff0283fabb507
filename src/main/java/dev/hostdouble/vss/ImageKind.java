package dev.hostdouble.vss;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of images in the public catalogues and in the users' stores. The end of a file's name tells its kind. */
enum ImageKind {
    ISO("ISO image", "/v2/iso", "/v2/user/image/iso", RequestKind.IMAGE_SYNC),
    FLOPPY("floppy image", "/v2/floppy", "/v2/user/image/floppy", RequestKind.IMAGE_SYNC),
    VM("VM image", "/v2/image", "/v2/user/image/vm", RequestKind.IMAGE_SYNC),
    /** Personal only. */
    VMDK("VMDK file", "", "/v2/user/file/vmdk", RequestKind.VMDK_SYNC);

    private final String noun;
    private final String publicPath;
    private final String userPath;
    private final RequestKind request;

    ImageKind(String noun, String publicPath, String userPath, RequestKind request) {
        this.noun = noun;
        this.publicPath = publicPath;
        this.userPath = userPath;
        this.request = request;
    }

    /** The kind in words. */
    String noun() {
        return noun;
    }

    /** The kind in words, with its article. */
    String description() {
        return (this == ISO ? "an " : "a ") + noun;
    }

    /** The path of the public list. */
    String publicPath() {
        return publicPath;
    }

    /** The path of the personal list. */
    String userPath() {
        return userPath;
    }

    /** The kind of the requests that synchronize it. */
    RequestKind request() {
        return request;
    }

    /** What the names of its files end in. */
    List<String> suffixes() {
        return switch (this) {
            case ISO -> List.of(".iso");
            case FLOPPY -> List.of(".flp", ".img");
            case VM -> List.of(".ova", ".ovf");
            case VMDK -> List.of(".vmdk");
        };
    }

    /** The kind of a file; empty if it is not an image. */
    static Optional<ImageKind> ofFile(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(kind -> kind.suffixes().stream().anyMatch(lower::endsWith))
                .findFirst();
    }

    /** The kind of something that a start state or a change calls an image: an ISO image unless its name says otherwise. */
    static ImageKind ofImage(String path) {
        return ofFile(path).orElse(ISO);
    }
}
