package dev.hostdouble.core;

/** Thrown in strict mode instead of an answer that is only assumed, so that the call leaves no trace. */
public final class AssumedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AssumedException(String operation, String answer) {
        super(operation + " would answer '" + answer + "', which is only assumed", null, false, false);
    }
}
