package dev.hostdouble.explore;

import java.time.Duration;

/** Hears how an exploration goes on, on any thread. */
public interface Progress {
    /** Nobody listens. */
    Progress NONE = new Progress() {
        @Override
        public void learned(Undisturbed undisturbed, int trials, int parallel) {
            // nobody listens
        }

        @Override
        public void tried(TrialResult result, int done, int planned, Duration left) {
            // nobody listens
        }
    };

    /** The undisturbed runs have ended, and the trials begin. */
    void learned(Undisturbed undisturbed, int trials, int parallel);

    /**
     * A trial has ended.
     *
     * @param done how many have, with this one
     * @param planned how many there will be; grows when pairs are added
     * @param left about how long the others take, in real time
     */
    void tried(TrialResult result, int done, int planned, Duration left);
}
