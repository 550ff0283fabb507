package dev.hostdouble.core;

/**
 * A limit on the work that somebody asks for, counted in steps and not in time, so that the same request has the same result
 * on every machine. The work also stops if its thread is interrupted, because nobody waits for it any more.
 */
public final class WorkLimit {
    private static final int STEPS_BETWEEN_LOOKS = 1 << 20;

    private final long most;
    private long done;
    private long nextLook = STEPS_BETWEEN_LOOKS;

    /**
     * A limit.
     *
     * @param most how many steps are allowed; a step takes a few nanoseconds
     */
    public WorkLimit(long most) {
        this.most = most;
    }

    /** No limit. */
    public static WorkLimit none() {
        return new WorkLimit(Long.MAX_VALUE);
    }

    /**
     * Counts steps.
     *
     * @throws ExceededException if there are more than allowed, or nobody waits for the result
     */
    public void spend(long steps) {
        done += steps;
        if (done > most) {
            throw new ExceededException();
        }
        if (done >= nextLook) {
            nextLook = done + STEPS_BETWEEN_LOOKS;
            if (Thread.currentThread().isInterrupted()) {
                throw new ExceededException();
            }
        }
    }

    /** The work was given up. */
    public static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ExceededException() {
            super("too much work");
        }
    }
}
