package dev.hostdouble.control;

/** A call of the control API that cannot be done; its message says what is allowed. */
final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    ControlException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
