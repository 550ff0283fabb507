package dev.hostdouble.recording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.Change;
import dev.hostdouble.journal.WorldEvent.ClockMove;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.journal.WorldEvent.Settled;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the events of a recording. */
final class EventReader {
    private EventReader() {}

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException naming what is wrong with it, and what is expected
     */
    static WorldEvent read(JsonNode event) {
        WorldTime at = time(event, "at", "elapsed");
        if (event.has("call")) {
            return call(at, event);
        }
        if (event.has("control")) {
            return new ControlAction(at, text(event, "control"), text(event, "path"), body(event));
        }
        if (event.has("clock")) {
            return new ClockMove(at, text(event, "clock"), time(event, "toDate", "toElapsed"));
        }
        if (event.has("scenario")) {
            return new ScenarioEvent(
                    at,
                    kind(text(event, "scenario")),
                    text(event, "name"),
                    event.path("source").asText());
        }
        if (event.has("named")) {
            List<String> sources = new ArrayList<>();
            event.path("sources").forEach(source -> sources.add(source.asText()));
            return new ScenariosNamed(at, text(event, "named"), sources);
        }
        if (event.has("change")) {
            Map<String, Object> values = new HashMap<>();
            event.path("change")
                    .properties()
                    .forEach(one -> values.put(
                            one.getKey(),
                            one.getValue().isNumber()
                                    ? (Object) one.getValue().asLong()
                                    : one.getValue().asText()));
            return new Change(at, values);
        }
        if (event.has("settled")) {
            return new Settled(at);
        }
        throw new IllegalArgumentException(
                "unknown event: expected call, control, clock, scenario, named, change or settled");
    }

    private static JournalEntry call(WorldTime at, JsonNode event) {
        List<Part> parts = new ArrayList<>();
        event.path("parts")
                .forEach(part ->
                        parts.add(new Part(text(part, "name"), part.path("file").asBoolean(), body(part))));
        Request request = new Request(
                text(event, "method"),
                text(event, "scheme"),
                text(event, "authority"),
                text(event, "base"),
                text(event, "path"),
                text(event, "query"),
                headers(event),
                body(event),
                parts);
        JsonNode answer = event.path("reply");
        Reply reply = Reply.of(number(answer, "status"), body(answer))
                .withReason(text(answer, "reason"))
                .with(headers(answer))
                .withDelivery(delivery(answer.path("delivery")));
        return new JournalEntry(0, at, text(event, "call"), request, reply, List.of());
    }

    private static Delivery delivery(JsonNode node) {
        return node.isMissingNode()
                ? Delivery.IMMEDIATE
                : new Delivery(
                        duration(node, "delay"),
                        number(node, "bytesPerSecond"),
                        fault(text(node, "fault")),
                        number(node, "after"));
    }

    private static ConnectionFault fault(String word) {
        return Arrays.stream(ConnectionFault.values())
                .filter(fault -> fault.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown 'fault' '" + Excerpt.of(word)
                        + "': expected one of " + Arrays.toString(ConnectionFault.values())));
    }

    private static ScenarioEvent.Kind kind(String word) {
        return Arrays.stream(ScenarioEvent.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown scenario event '" + Excerpt.of(word) + "'"));
    }

    private static WorldTime time(JsonNode event, String date, String elapsed) {
        return new WorldTime(instant(event, date), duration(event, elapsed));
    }

    private static Instant instant(JsonNode node, String name) {
        String text = text(node, name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a time such as 2024-02-01T00:00:00Z as '" + name + "'", e);
        }
    }

    private static Duration duration(JsonNode node, String name) {
        String text = text(node, name);
        try {
            return Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("expected a duration such as PT1.5S as '" + name + "'", e);
        }
    }

    private static int number(JsonNode node, String name) {
        JsonNode number = node.path(name);
        if (!number.isInt()) {
            throw new IllegalArgumentException("expected a whole number '" + name + "'");
        }
        return number.intValue();
    }

    private static String text(JsonNode node, String name) {
        JsonNode text = node.path(name);
        if (!text.isTextual()) {
            throw new IllegalArgumentException("expected a text '" + name + "'");
        }
        return text.asText();
    }

    private static Headers headers(JsonNode node) {
        List<Header> headers = new ArrayList<>();
        node.path("headers")
                .forEach(pair -> headers.add(
                        new Header(pair.path(0).asText(), pair.path(1).asText())));
        return new Headers(headers);
    }

    private static Bytes body(JsonNode node) {
        if (!node.has("base64")) {
            return Bytes.of(node.path("body").asText());
        }
        try {
            return Bytes.of(Base64.getDecoder().decode(text(node, "base64")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected base64 as 'base64'", e);
        }
    }
}
