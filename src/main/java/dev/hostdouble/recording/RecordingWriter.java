package dev.hostdouble.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.PiecewiseBody;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.core.StreamedBody;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.Change;
import dev.hostdouble.journal.WorldEvent.ClockMove;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a recording as JSON that people can read: one event after the other, bodies as text where they are text. */
public final class RecordingWriter extends PiecewiseBody {
    private static final int LAST_ASCII = 127;

    private final Recording recording;
    private final JsonGenerator json;
    private int written = -1; // how many events; -1 before the head

    private RecordingWriter(Recording recording) {
        this.recording = recording;
        try {
            this.json = new JsonFactory().createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json.setPrettyPrinter(printer());
    }

    /** Returns the file of a recording, which is made while it is read. */
    public static StreamedBody write(Recording recording) {
        return new RecordingWriter(recording);
    }

    @Override
    protected boolean step() throws IOException {
        if (written < 0) {
            head();
        } else if (written < recording.events().size()) {
            event(recording.events().get(written));
        } else {
            tail();
            json.close();
            return false;
        }
        written++;
        json.flush();
        return true;
    }

    private static DefaultPrettyPrinter printer() {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n"); // the same on every system
        return new DefaultPrettyPrinter(separators).withObjectIndenter(lines);
    }

    private void head() throws IOException {
        json.writeStartObject();
        json.writeNumberField("replay", Recording.FORMAT);
        text("version", recording.version());
        json.writeBooleanField("complete", recording.incomplete().isEmpty());
        if (recording.incomplete().isPresent()) {
            text("incomplete", recording.incomplete().get());
        }
        text("secrets", recording.isMasked() ? "mask" : "keep");
        json.writeNumberField("seed", recording.seed());
        json.writeBooleanField("acceptAnyToken", recording.acceptAnyToken());
        json.writeBooleanField("strict", recording.strict());
        text("startedAt", recording.startedAt().toString());
        texts("scenarios", recording.startScenarios());
        json.writeArrayFieldStart("events");
    }

    private void tail() throws IOException {
        json.writeEndArray();
        // The longest texts come last.
        texts("startStates", recording.startStates());
        texts("shippedStates", recording.shippedStates());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            string(text);
        }
        json.writeEndArray();
    }

    private void texts(String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> one : new TreeMap<>(texts).entrySet()) {
            text(one.getKey(), one.getValue());
        }
        json.writeEndObject();
    }

    private void event(WorldEvent event) throws IOException {
        json.writeStartObject();
        text("at", event.time().date().toString());
        text("elapsed", event.time().elapsed().toString());
        if (event instanceof JournalEntry call) {
            call(call);
        } else if (event instanceof ControlAction action) {
            text("control", action.method());
            text("path", action.path());
            body(action.body());
        } else if (event instanceof ClockMove move) {
            text("clock", move.mode());
            text("toDate", move.to().date().toString());
            text("toElapsed", move.to().elapsed().toString());
        } else if (event instanceof ScenarioEvent scenario) {
            text("scenario", scenario.kind().word());
            text("name", scenario.name());
            if (!scenario.source().isEmpty()) {
                text("source", scenario.source());
            }
        } else if (event instanceof ScenariosNamed named) {
            text("named", named.header());
            texts("sources", named.sources());
        } else if (event instanceof Change change) {
            json.writeObjectFieldStart("change");
            for (Map.Entry<String, Object> one : new TreeMap<>(change.values()).entrySet()) {
                json.writeFieldName(one.getKey());
                if (one.getValue() instanceof Number number) {
                    json.writeNumber(number.longValue());
                } else {
                    string(String.valueOf(one.getValue()));
                }
            }
            json.writeEndObject();
        } else {
            json.writeBooleanField("settled", true);
        }
        json.writeEndObject();
    }

    private void call(JournalEntry call) throws IOException {
        Request request = call.request();
        text("call", call.operation());
        text("method", request.method());
        text("scheme", request.scheme());
        text("authority", request.authority());
        text("base", request.base());
        text("path", request.path());
        text("query", request.query());
        headers(request.headers());
        body(request.body());
        if (!request.parts().isEmpty()) {
            json.writeArrayFieldStart("parts");
            for (Part part : request.parts()) {
                json.writeStartObject();
                text("name", part.name());
                json.writeBooleanField("file", part.file());
                body(part.content());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        reply(call.reply());
    }

    private void reply(Reply reply) throws IOException {
        json.writeObjectFieldStart("reply");
        json.writeNumberField("status", reply.status());
        text("reason", reply.reason());
        headers(reply.headers());
        body(reply.body());
        if (!reply.delivery().isImmediate()) {
            Delivery delivery = reply.delivery();
            json.writeObjectFieldStart("delivery");
            text("delay", delivery.delay().toString());
            json.writeNumberField("bytesPerSecond", delivery.bytesPerSecond());
            text("fault", delivery.fault().name());
            json.writeNumberField("after", delivery.after());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void headers(Headers headers) throws IOException {
        json.writeArrayFieldStart("headers");
        for (Header field : headers.fields()) {
            json.writeStartArray();
            string(field.name());
            string(field.value());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void body(Bytes body) throws IOException {
        if (body.length() == 0) {
            return;
        }
        Optional<String> text = Utf8.decode(body.array());
        if (text.isPresent()) {
            text("body", text.get());
        } else {
            json.writeBinaryField("base64", body.array());
        }
    }

    private void text(String name, String text) throws IOException {
        json.writeFieldName(name);
        string(text);
    }

    /** Half a surrogate pair cannot be written in UTF-8; an escape can stand for it. */
    private void string(String text) throws IOException {
        json.setHighestNonEscapedChar(Utf8.isEncodable(text) ? 0 : LAST_ASCII);
        json.writeString(text);
    }
}
