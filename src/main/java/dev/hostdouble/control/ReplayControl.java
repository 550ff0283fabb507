package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.EventLog;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.recording.MaskedRecording;
import dev.hostdouble.recording.Recording;
import dev.hostdouble.recording.RecordingWriter;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSession;
import java.util.List;

/** {@code GET replay}: all that happened in a world, in one file that {@code hostdouble replay} plays again. */
final class ReplayControl {
    /** The parameters of the file. */
    static final List<QueryParam> PARAMETERS = List.of(QueryParam.SECRETS);

    private final List<Provider> providers;
    private final ReplayContext context;
    private final String version;

    ReplayControl(List<Provider> providers, ReplayContext context, String version) {
        this.providers = List.copyOf(providers);
        this.context = context;
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
                context.acceptAnyToken(),
                context.strict(),
                session.startedAt(),
                context.startStates(),
                context.shippedStates(),
                log.startScenarios(),
                log.events());
    }
}
