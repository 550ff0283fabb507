package dev.hostdouble.job;

/** What a scenario does to a job that starts. */
public sealed interface JobFault {
    /**
     * Applies the fault to the timeline of a job. A fault about time never turns a job that fails into one that finishes.
     *
     * @param own the timeline without the fault; it fails where the provider refuses the job
     */
    Timeline applyTo(Timeline own);

    /**
     * The job fails as soon as its progress reaches a point.
     *
     * @param output the text of the failed job
     * @param at the progress it stops at, 0 to 1
     */
    record Fail(String output, double at) implements JobFault {
        public Fail {
            requireProgress(at);
        }

        @Override
        public Timeline applyTo(Timeline own) {
            return own.failsBelow(at) ? own : own.failing(at);
        }
    }

    /** The job stops moving for good once its progress reaches a point, 0 to 1. */
    record Hold(double at) implements JobFault {
        public Hold {
            requireProgress(at);
        }

        @Override
        public Timeline applyTo(Timeline own) {
            return own.failsBelow(at) || own.failsAt(at) ? own : own.holding(at);
        }
    }

    /** The job takes that many times as long. */
    record Slow(double factor) implements JobFault {
        public Slow {
            if (!(factor > 0 && factor <= 1e6)) {
                throw new IllegalArgumentException("invalid factor " + factor + ": expected over 0, at most 1000000");
            }
        }

        @Override
        public Timeline applyTo(Timeline own) {
            return own.stretched(factor);
        }
    }

    /** The client gets a ticket, but the job does not exist: it never starts, so its timeline stays. */
    record Vanish() implements JobFault {
        @Override
        public Timeline applyTo(Timeline own) {
            return own;
        }
    }

    /** The job goes on, but nobody knows the ticket that the client gets: its id is another one. */
    record Purge() implements JobFault {
        private static final String PREFIX = "purged.";

        /** The id of the job whose ticket is gone. */
        public static String idOf(String ticket) {
            return PREFIX + ticket;
        }

        @Override
        public Timeline applyTo(Timeline own) {
            return own;
        }
    }

    /** The job ends as soon as it starts. */
    record Finish() implements JobFault {
        @Override
        public Timeline applyTo(Timeline own) {
            return own.endingAtOnce();
        }
    }

    /**
     * The job's progress falls back once on its way.
     *
     * @param at the progress it has reached before, 0 to 1
     * @param to the progress it falls back to, below that
     */
    record Regress(double at, double to) implements JobFault {
        public Regress {
            requireProgress(at);
            requireProgress(to);
            if (to >= at) {
                throw new IllegalArgumentException("invalid regress to " + to + ": expected a progress below " + at);
            }
        }

        @Override
        public Timeline applyTo(Timeline own) {
            return own.failsBelow(at) ? own : own.regressing(at, to);
        }
    }

    private static void requireProgress(double at) {
        if (!(at >= 0 && at <= 1)) {
            throw new IllegalArgumentException("invalid progress " + at + ": expected 0 to 1");
        }
    }
}
