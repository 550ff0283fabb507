package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Request;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.recording.CredentialSwap;
import dev.hostdouble.recording.MaskedRecording;
import dev.hostdouble.recording.Recording;
import java.util.List;
import java.util.Optional;

/** What a report does with credentials: stand-ins take their places, the same ones everywhere, or they stay. */
interface ReportMask {
    /** Hears of a part of the state, before any part of it is asked for. */
    JsonNode collect(String place, JsonNode value);

    /** A part of the state. */
    JsonNode state(String place, JsonNode value);

    /** The recording, after the whole state was collected. */
    Recording recording();

    /** Something that happened. */
    WorldEvent event(WorldEvent event);

    /** A request to an operation. */
    Request request(String operation, Request request);

    /** A text of the world, such as a scenario. */
    String text(String text);

    /** The output of a job. */
    String output(String operation, String text);

    /** The value that a rule counts by. */
    String key(String text);

    /** Why the state may go on differently; empty if it does not. */
    Optional<String> problem(List<String> scenarios);

    /** Stand-ins for the credentials of a recording. */
    static ReportMask standIns(Recording recording, List<Provider> providers) {
        MaskedRecording masked = MaskedRecording.begin(recording, providers);
        CredentialSwap swap = masked.swap();
        return new ReportMask() {
            @Override
            public JsonNode collect(String place, JsonNode value) {
                return masked.collect(place, value);
            }

            @Override
            public JsonNode state(String place, JsonNode value) {
                return masked.inState(place, value);
            }

            @Override
            public Recording recording() {
                return masked.masked();
            }

            @Override
            public WorldEvent event(WorldEvent event) {
                return swap.in(event);
            }

            @Override
            public Request request(String operation, Request request) {
                return swap.in(operation, request);
            }

            @Override
            public String text(String text) {
                return swap.inSource(text);
            }

            @Override
            public String output(String operation, String text) {
                return swap.inText(operation, text);
            }

            @Override
            public String key(String text) {
                return swap.whole(text);
            }

            @Override
            public Optional<String> problem(List<String> scenarios) {
                return masked.problem(scenarios);
            }
        };
    }

    /** Credentials as they are. */
    static ReportMask none(Recording recording) {
        return new ReportMask() {
            @Override
            public JsonNode collect(String place, JsonNode value) {
                return value;
            }

            @Override
            public JsonNode state(String place, JsonNode value) {
                return value;
            }

            @Override
            public Recording recording() {
                return recording;
            }

            @Override
            public WorldEvent event(WorldEvent event) {
                return event;
            }

            @Override
            public Request request(String operation, Request request) {
                return request;
            }

            @Override
            public String text(String text) {
                return text;
            }

            @Override
            public String output(String operation, String text) {
                return text;
            }

            @Override
            public String key(String text) {
                return text;
            }

            @Override
            public Optional<String> problem(List<String> scenarios) {
                return Optional.empty();
            }
        };
    }
}
