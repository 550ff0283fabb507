package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.saved.ReportState;
import dev.hostdouble.saved.StateException;
import dev.hostdouble.saved.StateReader;
import dev.hostdouble.saved.StateWriter;
import dev.hostdouble.world.NoRoomException;
import dev.hostdouble.world.SavedWorld;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The whole state of a world as JSON: to look at, to keep, to change by hand and to load. */
final class StateControl {
    /** About how much more memory a state needs while it is read than its text. */
    static final long PARSED = 8;

    private final StateReader reader;
    private final String version;

    StateControl(StateReader reader, String version) {
        this.reader = reader;
        this.version = version;
    }

    /** {@code GET state}: everything but the calls in the journal. Credentials are in it as they are. */
    Reply save(ControlCall call) {
        requireRoom(call, "a copy of the world", 2 * call.world().bytes());
        SavedWorld saved = SavedWorld.of(call.world());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            new StateWriter(out, version).world(saved);
        } catch (StateException e) {
            throw new ControlException(409, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.of(200, Bytes.of(bytes.toByteArray()))
                .with(Headers.of("Content-Type", "application/json", "Cache-Control", "no-store"));
    }

    /**
     * {@code PUT state}: the world goes on from there, or stays as it is where the state cannot be loaded. The body may be a
     * report.
     */
    Reply load(ControlCall call) {
        requireRoom(call, "a state of that size", PARSED * call.request().body().length());
        boolean isNew = call.worlds().find(call.worldName()).isEmpty();
        try {
            byte[] body = call.request().body().array();
            SavedWorld saved = reader.read(ReportState.open(() -> new ByteArrayInputStream(body)));
            StateReader.load(call.world(), saved);
        } catch (StateException e) {
            if (isNew) {
                call.worlds().delete(call.worldName());
            }
            throw new ControlException(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ControlJson.reply(200, Map.of("loaded", call.worldName()));
    }

    /** All of it is in memory until it has been sent, or taken over. */
    static void requireRoom(ControlCall call, String what, long bytes) {
        if (!call.worlds().memory().hasRoom(bytes)) {
            throw NoRoomException.memory(what, call.worlds().memory());
        }
    }
}
