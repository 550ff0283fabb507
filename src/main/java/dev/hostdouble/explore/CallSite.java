package dev.hostdouble.explore;

/**
 * A call of the undisturbed client, as a scenario names it.
 *
 * @param operation the id of the operation
 * @param nth the how-manieth call of that operation it is, from 1
 */
public record CallSite(String operation, int nth) {
    @Override
    public String toString() {
        return operation + "#" + nth;
    }
}
