package dev.hostdouble.explore;

/** What a client can be blamed for after a fault. */
public enum Blame {
    /** Everything. */
    ALL,
    /** Not what it leaves behind: after this fault it cannot remove anything, or believes with reason that nothing is there. */
    NOT_LEFTOVERS,
    /** Only how it ends: the fault tells it something untrue, and what it then does is right. */
    ONLY_CONDUCT
}
