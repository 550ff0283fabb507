package dev.hostdouble.client;

import java.util.List;

/**
 * How a server is.
 *
 * @param status {@code ok}, or {@code starting}
 * @param apis the providers, such as {@code hosterapi}
 * @param worlds the names of the worlds
 * @param clock the clock of the default world
 * @param seed the seed of all worlds
 * @param scenarios the active scenarios of the default world
 * @param problems what is wrong in watched files
 */
public record Health(
        String status,
        String version,
        List<String> apis,
        List<String> worlds,
        ClockClient.Reading clock,
        long seed,
        List<String> scenarios,
        List<String> problems) {
    static Health of(Members json) {
        return new Health(
                json.text("status"),
                json.text("version"),
                json.texts("apis"),
                json.texts("worlds"),
                ClockClient.Reading.of(json.object("clock")),
                json.number("seed"),
                json.texts("scenarios"),
                json.optionalTexts("problems"));
    }

    /** Whether the server has started. */
    public boolean isOk() {
        return status.equals("ok");
    }
}
