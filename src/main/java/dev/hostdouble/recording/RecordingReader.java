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
import dev.hostdouble.report.ReportException;
import dev.hostdouble.report.ReportFile;
import dev.hostdouble.report.ReportFile.Section;
import dev.hostdouble.yaml.InputFile;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a recording, one event after the other. */
public final class RecordingReader {
    private static final long MAX_BYTES = 256L << 20;
    private static final int LONGEST_MESSAGE = 300;

    private final String file;
    private final int linesBefore;
    private final ObjectMapper mapper;
    private final Map<String, JsonNode> members = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>(); // where the members are
    private final List<WorldEvent> events = new ArrayList<>();
    private boolean hasEvents;

    private RecordingReader(String file, int linesBefore) {
        this.file = file;
        this.linesBefore = linesBefore;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength((int) MAX_BYTES)
                        .build())
                .build());
    }

    /**
     * Reads a file from {@code GET replay}, or the recording in one from {@code GET report}.
     *
     * @throws InvalidFileException if it is not one, or of another format
     * @throws IOException if it cannot be read
     */
    public static Recording read(Path file) throws InvalidFileException, IOException {
        InputFile.open(file, ReportFile.MAX_BYTES).close();
        ReportFile.Source source = () -> Files.newInputStream(file);
        if (!ReportFile.mayBe(source)) {
            InputFile.open(file, MAX_BYTES).close();
        }
        return read(file.toString(), source);
    }

    /**
     * As {@link #read(Path)}, from elsewhere.
     *
     * @param file what messages call it
     */
    public static Recording read(String file, ReportFile.Source source) throws InvalidFileException, IOException {
        if (ReportFile.mayBe(source)) {
            return inReport(file, source);
        }
        try (InputStream in = source.open()) {
            return new RecordingReader(file, 0).read(in);
        }
    }

    private static Recording inReport(String file, ReportFile.Source source) throws InvalidFileException, IOException {
        Section section;
        try {
            section = ReportFile.read(source)
                    .orElseThrow(() -> notARecording(file, false))
                    .section(ReportFile.REPLAY);
        } catch (ReportException e) {
            throw new InvalidFileException(List.of(file + ":1: " + e.getMessage()));
        }
        if (section.length() > MAX_BYTES) {
            throw new InvalidFileException(
                    List.of(file + ":" + section.line() + ": a recording larger than " + (MAX_BYTES >> 20) + " MiB"));
        }
        try (InputStream in = section.open(source)) {
            return new RecordingReader(file, section.line()).read(in);
        }
    }

    private Recording read(InputStream in) throws InvalidFileException, IOException {
        try (JsonParser json = mapper.getFactory().createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notARecording(file, members.containsKey("state"));
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
            throw notARecording(file, members.containsKey("state"));
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
            throw notARecording(file, members.containsKey("state"));
        }
    }

    /** Names of members may be anything, also secrets: only what is known is named. */
    private static InvalidFileException notARecording(String file, boolean isState) {
        return new InvalidFileException(List.of(file
                + ":1: not a recording: expected a file from GET /_emulator/replay or GET /_emulator/report"
                + (isState ? "; this is a state" : "")));
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
