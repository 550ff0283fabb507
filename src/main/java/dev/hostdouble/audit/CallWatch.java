package dev.hostdouble.audit;

/** Follows the calls of a session for one rule. */
interface CallWatch {
    /** Looks at a call; they come in their order. */
    void see(SeenCall call);

    /** Judges what only the end of the session shows. */
    default void end() {}
}
