package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.Version;
import dev.hostdouble.control.Access;
import dev.hostdouble.control.Control;
import dev.hostdouble.control.ReplayContext;
import dev.hostdouble.control.ServerState;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.Change;
import dev.hostdouble.journal.WorldEvent.ClockMove;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.journal.WorldEvent.Settled;
import dev.hostdouble.provider.ChangeReader;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.recording.LearnedCredentials;
import dev.hostdouble.recording.Recording;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSession;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A world in which a recording happens again. Every event happens at exactly the time that was recorded. */
final class ReplayedWorld {
    private final ScenarioReader reader = new ScenarioReader(Providers.ALL);
    private final ChangeReader changes = new ChangeReader(Providers.ALL);
    private final NamedScenarios named = new NamedScenarios(reader);
    private final Optional<LearnedCredentials> credentials;
    private final Worlds worlds;
    private final World world;
    private final Control control;
    private final List<String> problems = new ArrayList<>();
    private int calls;
    private int differences;

    private ReplayedWorld(Recording recording) throws InvalidFileException, IOException {
        this.credentials =
                recording.isMasked() ? Optional.of(new LearnedCredentials(recording, Providers.ALL)) : Optional.empty();
        Map<String, StartStates.Source> own = new TreeMap<>();
        recording.startStates().forEach((file, text) -> own.put(file, new StartStates.Source(file, text)));
        List<Scenario> scenarios = new ArrayList<>();
        for (String source : recording.startScenarios()) {
            scenarios.add(reader.restore("scenario", source));
        }
        WorldSettings settings = new WorldSettings(
                        ClockMode.MANUAL,
                        recording.seed(),
                        recording.acceptAnyToken(),
                        recording.strict(),
                        0,
                        1,
                        WorldSettings.hostClock())
                .withNow(StartDate.at(recording.startedAt()))
                .withScenarios(() -> scenarios)
                .withRequestedScenarios(named);
        StartStates states = new StartStates(Providers.ALL);
        Map<String, String> shipped = new TreeMap<>(states.shipped());
        shipped.putAll(recording.shippedStates());
        this.worlds = new Worlds(settings, states.read(own, shipped));
        this.world = worlds.get(Worlds.DEFAULT);
        this.control = new Control(
                worlds,
                Providers.ALL,
                new Catalogue(Providers.ALL),
                Access.OPEN,
                Version.current(),
                new ReplayContext(false, false, Map.of(), Map.of()),
                ServerState.STARTED);
    }

    /**
     * The world at the start of a recording.
     *
     * @throws InvalidFileException if a start state or a scenario is invalid
     */
    static ReplayedWorld of(Recording recording) throws InvalidFileException, IOException {
        return new ReplayedWorld(recording);
    }

    /** What came out differently, and what could not be repeated. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The number of calls so far. */
    int calls() {
        return calls;
    }

    /** The number of replies that differ. */
    int differences() {
        return differences;
    }

    /** Lets an event happen again. */
    void play(WorldEvent event) {
        world.run(session -> session.restoreTime(event.time()));
        if (event instanceof JournalEntry call) {
            play(call);
        } else if (event instanceof ControlAction action) {
            play((ControlAction) changed(action));
        } else {
            world.run(session -> play(session, changed(event)));
        }
    }

    private WorldEvent changed(WorldEvent event) {
        return credentials.map(known -> known.in(event)).orElse(event);
    }

    private void play(JournalEntry call) {
        calls++;
        String operation = call.operation();
        Request request =
                credentials.map(known -> known.in(operation, call.request())).orElse(call.request());
        String what = "call " + calls + " (" + operation + " " + request.method() + " "
                + call.request().path() + "): ";
        try {
            Reply actual = worlds.handle(Worlds.DEFAULT, request);
            Reply wanted = credentials
                    .map(known -> known.in(operation, call.reply(), actual))
                    .orElse(call.reply());
            ReplyDifference.of(wanted, actual).ifPresent(difference -> differ(what + difference));
        } catch (NamedScenarios.UnknownException e) {
            differ(what + e.getMessage());
        }
    }

    private void differ(String problem) {
        differences++;
        problems.add(problem);
    }

    private void play(ControlAction action) {
        int query = action.path().indexOf('?');
        Request request = new Request(
                action.method(),
                "http",
                "localhost",
                "",
                Control.BASE + (query < 0 ? action.path() : action.path().substring(0, query)),
                query < 0 ? "" : action.path().substring(query + 1),
                Headers.NONE,
                action.body(),
                List.of());
        Reply reply = control.handle(Worlds.DEFAULT, request);
        if (reply.status() >= 400) {
            problems.add("control " + action.method() + " " + action.path() + ": status " + reply.status() + ", "
                    + reply.body().text().strip());
        }
    }

    private void play(WorldSession session, WorldEvent event) {
        if (event instanceof Settled) {
            session.settled(jobs -> jobs);
        } else if (event instanceof ClockMove move) {
            session.setClock(ClockMode.MANUAL, move.to());
        } else if (event instanceof ScenariosNamed header) {
            named.learn(header.header(), header.sources());
        } else if (event instanceof ScenarioEvent scenario) {
            play(session, scenario);
        } else if (event instanceof Change change) {
            Optional<RequestedChange> read =
                    changes.read(change.values(), (key, message) -> problems.add("change " + key + ": " + message));
            read.ifPresent(session::change);
        }
    }

    private void play(WorldSession session, ScenarioEvent event) {
        try {
            switch (event.kind()) {
                case ACTIVATED -> session.activate(reader.restore(event.name(), event.source()));
                case RELOADED -> session.reload(reader.restore(event.name(), event.source()));
                case DEACTIVATED -> session.deactivate(event.name());
                case INSTALLED -> reader.restoreRule(event.source()).forEach(session::install);
            }
        } catch (InvalidFileException e) {
            problems.add("scenario " + event.name() + ": " + e.getMessage());
        }
    }
}
