package dev.hostdouble.client;

import java.util.List;

/**
 * A world in a list.
 *
 * @param requests how many calls its journal has
 * @param scenarios the names of its active scenarios
 * @param memory about how many bytes it uses
 */
public record WorldInfo(
        String name, ClockClient.Reading clock, long seed, long requests, List<String> scenarios, long memory) {
    static WorldInfo of(Members json) {
        return new WorldInfo(
                json.text("name"),
                ClockClient.Reading.of(json.object("clock")),
                json.number("seed"),
                json.number("requests"),
                json.texts("scenarios"),
                json.number("memory"));
    }
}
