package dev.hostdouble.control;

/** An error that rows have because of their kind. */
enum SharedError {
    BAD_REQUEST("400", "BadRequest", "the name of the world, a parameter or the body is invalid"),
    UNAUTHORIZED("401", "Unauthorized", "the control token is missing or wrong"),
    FORBIDDEN("403", "Forbidden", "the control API is closed, or a web page of another origin sent the request"),
    UNKNOWN_WORLD("404", "UnknownWorld", "the world does not exist"),
    UNAVAILABLE("503", "Unavailable", "there is no room for it, or another server has the world"),
    OTHER("default", "OtherError", "an error that any request can get: 408, 413, 414, 431 or 500");

    private final String status;
    private final String reference;
    private final String when;

    SharedError(String status, String reference, String when) {
        this.status = status;
        this.reference = reference;
        this.when = when;
    }

    String status() {
        return status;
    }

    /** Its name among the responses that operations refer to. */
    String reference() {
        return reference;
    }

    String when() {
        return when;
    }

    boolean isOf(ControlRoute row) {
        return switch (this) {
            case UNAUTHORIZED -> row.guarded();
            case UNKNOWN_WORLD -> row.needsWorld() && !row.createsWorld();
            case UNAVAILABLE -> row.needsWorld() || row.path().text().equals("/worlds/{name}");
            default -> true;
        };
    }
}
