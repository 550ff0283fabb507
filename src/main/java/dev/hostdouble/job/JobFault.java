package dev.hostdouble.job;

/** What a scenario does to a job that starts. */
public sealed interface JobFault {
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
    }

    /** The job stops moving for good once its progress reaches a point, 0 to 1. */
    record Hold(double at) implements JobFault {
        public Hold {
            requireProgress(at);
        }
    }

    /** The job takes that many times as long. */
    record Slow(double factor) implements JobFault {
        public Slow {
            if (!(factor > 0 && factor <= 1e6)) {
                throw new IllegalArgumentException("invalid factor " + factor + ": expected over 0, at most 1000000");
            }
        }
    }

    /** The client gets a ticket, but the job does not exist. */
    record Vanish() implements JobFault {}

    /** The job is done as soon as it is begun. */
    record Finish() implements JobFault {}

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
    }

    private static void requireProgress(double at) {
        if (!(at >= 0 && at <= 1)) {
            throw new IllegalArgumentException("invalid progress " + at + ": expected 0 to 1");
        }
    }
}
