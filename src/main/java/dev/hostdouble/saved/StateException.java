package dev.hostdouble.saved;

/** A state that cannot be loaded. Its message names the place, such as {@code /tables/hostkey_iso/3/size}, and the reason. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StateException(String message) {
        super(message);
    }

    /** The same with a longer place. */
    StateException inside(String place) {
        String message = String.valueOf(getMessage());
        return new StateException(message.startsWith("/") ? place + message : place + ": " + message);
    }
}
