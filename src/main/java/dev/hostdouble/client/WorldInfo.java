package dev.hostdouble.client;

/**
 * A world in a list.
 *
 * @param requests how many calls its journal has
 * @param memory about how many bytes it uses
 */
public record WorldInfo(String name, ClockClient.Reading clock, long seed, long requests, long memory) {
    static WorldInfo of(Members json) {
        return new WorldInfo(
                json.text("name"),
                ClockClient.Reading.of(json.object("clock")),
                json.number("seed"),
                json.number("requests"),
                json.number("memory"));
    }
}
