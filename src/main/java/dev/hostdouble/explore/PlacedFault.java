package dev.hostdouble.explore;

/** A fault at a call. */
public record PlacedFault(Fault fault, CallSite call) {
    /** Its name, such as {@code lost-reply@hosterapi/server.create#1}. */
    @Override
    public String toString() {
        return fault.name() + "@" + call;
    }
}
