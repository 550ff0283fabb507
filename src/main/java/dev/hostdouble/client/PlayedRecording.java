package dev.hostdouble.client;

import java.util.List;
import java.util.Optional;

/**
 * How a recording came out when it was played in a world.
 *
 * @param calls how many calls were played
 * @param differences how many replies differed from the recorded ones
 * @param problems what came out differently or could not be repeated, at most 20 of it
 * @param incomplete why the recording lacks something; then it may come out differently without a fault
 */
public record PlayedRecording(long calls, long differences, List<String> problems, Optional<String> incomplete) {
    static PlayedRecording of(Members json) {
        return new PlayedRecording(
                json.number("calls"),
                json.number("differences"),
                json.texts("problems"),
                json.optionalText("incomplete"));
    }
}
