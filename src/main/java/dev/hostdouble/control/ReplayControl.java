package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.EventLog;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.recording.MaskedRecording;
import dev.hostdouble.recording.Recording;
import dev.hostdouble.recording.RecordingFile;
import dev.hostdouble.recording.RecordingWriter;
import dev.hostdouble.replay.PlayedWorld;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldCopy;
import dev.hostdouble.world.WorldSession;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that happened in a world, in one file: to keep, and to play in another world. */
final class ReplayControl {
    /** The parameters of the file. */
    static final List<QueryParam> PARAMETERS = List.of(QueryParam.SECRETS);

    /** More events could take minutes. The command {@code replay} plays them all. */
    private static final int MOST_EVENTS = 20_000;

    private static final int SHOWN_PROBLEMS = 20;

    /** The name of the world in which a recording is played. The server's own worlds do not include it. */
    private static final String PLAYED = "recording";

    /** What messages call the recording. */
    private static final String SOURCE = "body";

    private final List<Provider> providers;
    private final Worlds worlds;
    private final PlayedWorld.Parts parts;
    private final String version;

    ReplayControl(List<Provider> providers, Worlds worlds, String version) {
        this.providers = List.copyOf(providers);
        this.worlds = worlds;
        this.parts = new PlayedWorld.Parts(
                providers, worlds.start()::with, played -> Control.ofRecordings(played, providers, version));
        this.version = version;
    }

    /** {@code GET replay?secrets=}: stand-ins take the places of credentials, unless {@code secrets=keep} is given. */
    Reply export(ControlCall call) {
        boolean keep = QueryParam.SECRETS.of(call.query()).equals("keep");
        World world = call.world();
        Recording recording = world.with(session -> recording(world, session));
        // Outside of the world, which goes on meanwhile.
        return Reply.of(200, Bytes.NONE)
                .with(RecordingWriter.write(keep ? recording : MaskedRecording.of(recording, providers)))
                .with(Headers.of("Content-Type", "application/json", "Cache-Control", "no-store"));
    }

    /** What has happened in a world until now, with its credentials. */
    Recording recording(World world, WorldSession session) {
        EventLog.Snapshot log = session.journal().log();
        return new Recording(
                version,
                false,
                log.incomplete(),
                world.seed(),
                worlds.settings().acceptAnyToken(),
                worlds.settings().strict(),
                session.startedAt(),
                world.start().own(),
                world.start().shipped(),
                log.startScenarios(),
                log.events());
    }

    /**
     * {@code PUT replay}: plays a recording, or the one in a report. The world is then as the recording ends, with its calls; it
     * stays as it is if that cannot be. All is played elsewhere: only other heavy requests wait for it.
     */
    Reply play(ControlCall call) {
        StateControl.requireRoom(
                call,
                "a recording of that size",
                StateControl.PARSED * call.request().body().length());
        try {
            Recording recording = read(call.request().body().array());
            try (PlayedWorld played = PlayedWorld.of(SOURCE, recording, PLAYED, worlds.settings(), parts)) {
                played.play(ReplayControl::requireListener);
                List<String> gaps = gaps(recording, worlds.settings());
                into(call, played.copy(worlds.settings().clock(), gaps));
                return ControlJson.reply(200, PlayedJson.of(call.worldName(), played, recording, gaps));
            }
        } catch (InvalidFileException e) {
            throw new ControlException(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(byte[] body) throws InvalidFileException, IOException {
        Recording recording = RecordingFile.read(SOURCE, () -> new ByteArrayInputStream(body));
        int events = recording.events().size();
        if (events > MOST_EVENTS) {
            throw new ControlException(
                    400,
                    "too many events to play here: " + events + ", expected at most " + MOST_EVENTS
                            + "; the command 'hostdouble replay FILE' plays them all");
        }
        return recording;
    }

    /** Nobody waits for the end of a play whose client has left. */
    private static void requireListener() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ControlException(503, "the client has left; the recording was not played");
        }
    }

    /** Why a recording of the world would not repeat what was played. */
    private static List<String> gaps(Recording recording, WorldSettings settings) {
        List<String> gaps = new ArrayList<>();
        recording.incomplete().ifPresent(gaps::add);
        if (recording.acceptAnyToken() != settings.acceptAnyToken()) {
            gaps.add("the recording was made and played with --auth " + auth(recording.acceptAnyToken())
                    + ", and this server goes on with --auth " + auth(settings.acceptAnyToken()));
        }
        if (recording.strict() != settings.strict()) {
            gaps.add("the recording was made and played " + strict(recording.strict()) + ", and this server goes on "
                    + strict(settings.strict()));
        }
        return gaps;
    }

    private static String auth(boolean any) {
        return any ? "any" : "fixtures";
    }

    private static String strict(boolean strict) {
        return strict ? "with --strict" : "without --strict";
    }

    private static void into(ControlCall call, WorldCopy played) {
        boolean isNew = call.worlds().find(call.worldName()).isEmpty();
        boolean isDone = false;
        try {
            played.into(call.world());
            isDone = true;
        } finally {
            if (isNew && !isDone && call.worlds().isHere(call.worldName())) {
                call.worlds().delete(call.worldName());
            }
        }
    }

    /** {@code incomplete} says why the recording may come out differently. */
    private record PlayedJson(
            String played,
            int calls,
            int differences,
            List<String> problems,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String incomplete) {
        static PlayedJson of(String world, PlayedWorld played, Recording recording, List<String> gaps) {
            Stream<String> settings =
                    gaps.stream().skip(recording.incomplete().stream().count());
            return new PlayedJson(
                    world,
                    played.calls(),
                    played.differences(),
                    Stream.concat(settings, played.problems().stream())
                            .limit(SHOWN_PROBLEMS)
                            .toList(),
                    recording.incomplete().orElse(null));
        }
    }
}
