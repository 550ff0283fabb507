package dev.hostdouble.scenario;

/** What happens to a client in a world where a scenario is active. */
@FunctionalInterface
interface Story<C> {
    void happens(C client) throws Exception;
}
