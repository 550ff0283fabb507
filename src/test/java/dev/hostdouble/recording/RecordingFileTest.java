package dev.hostdouble.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.client.StreamedText;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Headers;
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
import dev.hostdouble.journal.WorldEvent.ScenarioEvent.Kind;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.journal.WorldEvent.Settled;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording is read as it was written. */
class RecordingFileTest {
    private static final WorldTime AT =
            new WorldTime(Instant.parse("2024-02-01T00:00:00.000000001Z"), Duration.ofNanos(86_400_000_000_001L));
    private static final Bytes NO_TEXT = Bytes.of(new byte[] {(byte) 0xFF, 0, 1});

    @TempDir
    private Path folder = Path.of("");

    private static List<WorldEvent> events() {
        Request request = new Request(
                "POST",
                "http",
                "h:1",
                "/_w/a",
                "/p%20q",
                "a=%ff",
                Headers.of("X", "é\t", "x", ""),
                Bytes.of("ü\u0000\n\"𝄞"),
                List.of(new Part("f", true, NO_TEXT), new Part("g", false, Bytes.NONE)));
        Reply reply = Reply.of(200, NO_TEXT)
                .withReason("Fine")
                .with(Headers.of("A", "b"))
                .withDelivery(new Delivery(Duration.ofMillis(1500), 7, ConnectionFault.STALL, 3));
        return List.of(
                new JournalEntry(0, AT, "vss/iso.list", request, reply, List.of()),
                new ControlAction(AT, "POST", "/jobs/1/fail?x=1", Bytes.of("{}")),
                new ControlAction(AT, "POST", "/jobs/1/finish", Bytes.NONE),
                new ClockMove(AT, "x60", new WorldTime(Instant.EPOCH, WorldTime.LONGEST)),
                new Settled(AT),
                new ScenarioEvent(AT, Kind.ACTIVATED, "a/b", "{\"half\":\"\ud800\"}"),
                new ScenarioEvent(AT, Kind.DEACTIVATED, "a/b", ""),
                new ScenariosNamed(AT, "a/b,delay=1s", List.of("{}", "[]")),
                new Change(AT, Map.of("hosterapi/vm", 4001L, "state", "stopped")));
    }

    private static Recording recording(Optional<String> incomplete) {
        return new Recording(
                "1.2",
                true,
                incomplete,
                -5,
                true,
                false,
                Instant.parse("2024-02-01T00:00:00.123Z"),
                Map.of("vss.yaml", "next: { request: 7 }\n"),
                Map.of("vss.yaml", "a: ü\n"),
                List.of("{\"scenario\":\"s\"}"),
                events());
    }

    private static String text(Recording recording) throws IOException {
        return StreamedText.of(RecordingWriter.write(recording));
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("recording.json"), text);
    }

    @Test
    void everything_is_read_as_it_was_written() throws Exception {
        for (Optional<String> incomplete : List.of(Optional.<String>empty(), Optional.of("it was full"))) {
            Recording recording = recording(incomplete);
            Recording read = RecordingFile.read(write(text(recording)));
            assertThat(read).usingRecursiveComparison().isEqualTo(recording);
        }
    }

    @Test
    void people_can_read_it() throws IOException {
        String text = text(recording(Optional.of("it was full")));
        assertThat(text).startsWith("""
                {
                  "replay": 2,
                  "version": "1.2",
                  "complete": false,
                  "incomplete": "it was full",
                  "secrets": "mask",
                """).contains("""
                    "at": "2024-02-01T00:00:00.000000001Z",
                    "elapsed": "PT24H0.000000001S",
                    "call": "vss/iso.list",
                """, "\"body\": \"ü", "\"base64\": \"/wAB\"", "[ \"X\", \"é");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"at\": \"2024|\"at\": \"never|expected a time such as 2024-02-01T00:00:00Z as 'at'",
                "\"elapsed\": \"PT|\"elapsed\": \"QT|expected a duration such as PT1.5S as 'elapsed'",
                "\"status\": |\"state\": |expected a whole number 'status'",
                "\"base64\": \"/wAB\"|\"base64\": \"!\"|expected base64 as 'base64'",
                "\"method\": |\"verb\": |expected a text 'method'"
            })
    void a_damaged_event_is_named_with_its_line_and_member(String part, String other, String why) throws Exception {
        Recording recording = recording(Optional.empty());
        String text = text(recording);
        String damaged = text.replace(part, other);
        assertThat(damaged).isNotEqualTo(text);
        assertThatThrownBy(() -> RecordingFile.read(write(damaged)))
                .isInstanceOf(InvalidFileException.class)
                .message()
                .containsPattern(":(1\\d|[2-9]\\d|\\d{3,}): invalid event \\d+: ")
                .contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"replay\":1,\"events\":[{\"at\":\"x\"}]}|:1: a recording of an older version (replay: 1): export it again",
                "{\"replay\":3}|:1: a recording of a newer version (replay: 3): expected 2",
                "{\"events\":[]}|:1: not a recording",
                "[]|:1: not a recording",
                "{\"replay\":2,\"events\":[{}]}|expected a text 'at'",
                "{\"replay\":2,\"events\":[{\"at\":\"2024-02-01T00:00:00Z\",\"elapsed\":\"PT0S\"}]}|unknown event",
                "{\"replay\":2,|invalid JSON"
            })
    void anything_else_is_refused(String text, String message) throws Exception {
        Path file = write(text);
        assertThatThrownBy(() -> RecordingFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(message);
    }
}
