package dev.hostdouble.scenario;

/** What happens to a client in a world in which a scenario is active. */
@FunctionalInterface
interface Story {
    void happens(ScenarioClient caller) throws Exception;
}
