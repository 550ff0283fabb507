package dev.hostdouble.client;

/** A request to the control API that was refused, or that could not be made. */
public final class HostdoubleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    HostdoubleException(int status, String message) {
        super(message);
        this.status = status;
    }

    HostdoubleException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** The HTTP status of the reply, such as 404; 0 if there was no reply. */
    public int status() {
        return status;
    }
}
