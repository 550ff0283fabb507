package dev.hostdouble.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a recording, one event after the other. */
public final class RecordingReader {
    private static final long MAX_BYTES = 256L << 20;

    private final Path file;
    private final ObjectMapper mapper;
    private final Map<String, JsonNode> members = new HashMap<>();
    private final List<WorldEvent> events = new ArrayList<>();

    private RecordingReader(Path file) {
        this.file = file;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength((int) MAX_BYTES)
                        .build())
                .build());
    }

    /**
     * Reads a file from {@code GET replay}.
     *
     * @throws InvalidFileException if it is not one, or of another format
     * @throws IOException if it cannot be read
     */
    public static Recording read(Path file) throws InvalidFileException, IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            throw new IOException("cannot read " + file + ": expected a file of at most " + (MAX_BYTES >> 20) + " MiB");
        }
        return new RecordingReader(file).read();
    }

    private Recording read() throws InvalidFileException, IOException {
        try (JsonParser json = mapper.getFactory().createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notARecording();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                member(json, json.currentName());
            }
            requireFormat();
            return recording();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidFileException(List.of(file + ":" + line + ": invalid JSON: " + e.getOriginalMessage()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidFileException(List.of(file + ":1: not a recording: " + e.getMessage()));
        }
    }

    private void member(JsonParser json, String name) throws IOException, InvalidFileException {
        JsonToken value = json.nextToken();
        if (!name.equals("events")) {
            members.put(name, mapper.readTree(json));
            return;
        }
        requireFormat();
        if (value != JsonToken.START_ARRAY) {
            throw notARecording();
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            events.add(EventReader.read(mapper.readTree(json)));
        }
    }

    /** The number of the format comes first, so that an event of another format is no surprise. */
    private void requireFormat() throws InvalidFileException {
        int format = member("replay").asInt();
        if (format == 1) {
            throw new InvalidFileException(List.of(
                    file + ":1: a recording of an older version (replay: 1): export it again with this version"));
        }
        if (format != Recording.FORMAT) {
            throw notARecording();
        }
    }

    private InvalidFileException notARecording() {
        return new InvalidFileException(
                List.of(file + ":1: not a recording: expected a file from GET /_emulator/replay"));
    }

    private JsonNode member(String name) {
        return members.getOrDefault(name, mapper.missingNode());
    }

    private Recording recording() {
        List<String> scenarios = new ArrayList<>();
        member("scenarios").forEach(source -> scenarios.add(source.asText()));
        return new Recording(
                member("version").asText(),
                member("secrets").asText().equals("mask"),
                incomplete(),
                member("seed").asLong(),
                member("acceptAnyToken").asBoolean(),
                member("strict").asBoolean(),
                Instant.parse(member("startedAt").asText()),
                texts("startStates"),
                texts("shippedStates"),
                scenarios,
                events);
    }

    private Optional<String> incomplete() {
        return member("complete").asBoolean()
                ? Optional.empty()
                : Optional.of(member("incomplete").asText("the file does not say why"));
    }

    private Map<String, String> texts(String name) {
        Map<String, String> texts = new HashMap<>();
        member(name)
                .properties()
                .forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }
}
