package dev.hostdouble.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a recording, one event after the other. */
final class RecordingReader {
    private static final int LONGEST_MESSAGE = 300;

    private final String file;
    private final boolean isSent;
    private final int linesBefore;
    private final ObjectMapper mapper;
    private final Map<String, JsonNode> members = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>(); // where the members are
    private final List<WorldEvent> events = new ArrayList<>();
    private boolean hasEvents;

    /**
     * A reader of one recording.
     *
     * @param file what messages call it
     * @param isSent whether messages may name members: their sender knows them; those of a file may be secrets of others
     * @param linesBefore in the file, where the recording is a part of it
     */
    RecordingReader(String file, boolean isSent, int linesBefore) {
        this.file = file;
        this.isSent = isSent;
        this.linesBefore = linesBefore;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength((int) RecordingFile.MAX_BYTES)
                        .build())
                .build());
    }

    /**
     * Reads all of it.
     *
     * @throws InvalidFileException if it is no recording, or one of another format
     */
    Recording read(InputStream in) throws InvalidFileException, IOException {
        try (JsonParser json = mapper.getFactory().createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notARecording();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                member(json, json.currentName());
            }
            if (json.nextToken() != null) {
                throw invalid("", "there is something after its end");
            }
            requireFormat();
            return recording();
        } catch (JsonProcessingException e) {
            int line =
                    linesBefore + (e.getLocation() == null ? 1 : e.getLocation().getLineNr());
            throw new InvalidFileException(List.of(file + ":" + line + ": invalid JSON: " + JsonProblem.of(e)));
        }
    }

    private InvalidFileException invalid(int line, String what) {
        return new InvalidFileException(List.of(file + ":" + line + ": " + Excerpt.of(what, LONGEST_MESSAGE)));
    }

    /** What is wrong with a member other than the events, or with the whole file. */
    private InvalidFileException invalid(String member, String what) {
        return invalid(lines.getOrDefault(member, 1), "not a recording: " + what);
    }

    private void event(JsonParser json) throws IOException, InvalidFileException {
        int line = linesBefore + json.currentTokenLocation().getLineNr();
        JsonNode event = mapper.readTree(json);
        try {
            events.add(EventReader.read(event));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw invalid(line, "invalid event " + (events.size() + 1) + ": " + e.getMessage());
        }
    }

    private void member(JsonParser json, String name) throws IOException, InvalidFileException {
        JsonToken value = json.nextToken();
        if (!name.equals("events")) {
            lines.put(name, linesBefore + json.currentTokenLocation().getLineNr());
            members.put(name, mapper.readTree(json));
            return;
        }
        requireFormat();
        if (value != JsonToken.START_ARRAY) {
            throw notARecording();
        }
        hasEvents = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            event(json);
        }
    }

    /** The number of the format comes first, so that an event of another format is no surprise. */
    private void requireFormat() throws InvalidFileException {
        JsonNode number = member("replay");
        int format = number.isInt() ? number.intValue() : 0;
        if (format == 1) {
            throw new InvalidFileException(List.of(
                    file + ":1: a recording of an older version (replay: 1): export it again with this version"));
        }
        if (format > Recording.FORMAT) {
            throw new InvalidFileException(List.of(file + ":1: a recording of a newer version (replay: " + format
                    + "): expected " + Recording.FORMAT));
        }
        if (format != Recording.FORMAT) {
            throw notARecording();
        }
    }

    /** What is read is something else. */
    InvalidFileException notARecording() {
        String found = isSent && !members.isEmpty()
                ? "; found " + Excerpt.of(members.keySet().toString())
                : "";
        return new InvalidFileException(List.of(file
                + ":1: not a recording: expected a file from GET /_emulator/replay or GET /_emulator/report" + found));
    }

    private JsonNode member(String name) {
        return members.getOrDefault(name, mapper.missingNode());
    }

    /** A member that every recording has; nothing is guessed for one that is cut off or of another type. */
    private JsonNode required(String name, String type, Predicate<JsonNode> isType) throws InvalidFileException {
        JsonNode value = member(name);
        if (!isType.test(value)) {
            throw invalid(name, "expected " + type + " '" + name + "'");
        }
        return value;
    }

    private String text(String name) throws InvalidFileException {
        return required(name, "a text", JsonNode::isTextual).asText();
    }

    private boolean flag(String name) throws InvalidFileException {
        return required(name, "true or false", JsonNode::isBoolean).asBoolean();
    }

    private Recording recording() throws InvalidFileException {
        if (!hasEvents) {
            throw invalid("events", "expected a list 'events'");
        }
        List<String> scenarios = new ArrayList<>();
        required("scenarios", "a list", JsonNode::isArray).forEach(source -> scenarios.add(source.asText()));
        String secrets = text("secrets");
        if (!secrets.matches("mask|keep")) {
            throw invalid("secrets", "expected mask or keep as 'secrets'");
        }
        return new Recording(
                text("version"),
                secrets.equals("mask"),
                incomplete(),
                required("seed", "a whole number", seed -> seed.isIntegralNumber() && seed.canConvertToLong())
                        .asLong(),
                flag("acceptAnyToken"),
                flag("strict"),
                startedAt(),
                texts("startStates"),
                texts("shippedStates"),
                scenarios,
                events);
    }

    private Instant startedAt() throws InvalidFileException {
        try {
            return Instant.parse(text("startedAt"));
        } catch (DateTimeException e) {
            throw invalid("startedAt", "expected a time such as 2024-02-01T00:00:00Z as 'startedAt'");
        }
    }

    private Optional<String> incomplete() throws InvalidFileException {
        return flag("complete")
                ? Optional.empty()
                : Optional.of(member("incomplete").asText("the file does not say why"));
    }

    private Map<String, String> texts(String name) throws InvalidFileException {
        Map<String, String> texts = new HashMap<>();
        required(name, "an object", JsonNode::isObject)
                .properties()
                .forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }
}
