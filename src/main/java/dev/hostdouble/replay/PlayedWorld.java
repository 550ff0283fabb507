package dev.hostdouble.replay;

import dev.hostdouble.core.Excerpt;
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
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.recording.LearnedCredentials;
import dev.hostdouble.recording.Recording;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldCopy;
import dev.hostdouble.world.WorldSession;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.WorldStart;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A world in which a recording happens again, and that nobody else sees. Every event happens at exactly the time that was recorded. */
public final class PlayedWorld implements AutoCloseable {
    private final String source;
    private final Recording recording;
    private final ScenarioReader reader;
    private final ChangeReader changes;
    private final NamedScenarios named;
    private final Optional<LearnedCredentials> credentials;
    private final Worlds worlds;
    private final World world;
    private final ControlActions control;
    private final PlayProblems problems = new PlayProblems();
    private Optional<ClockMode> clock = Optional.empty();
    private int calls;

    private PlayedWorld(String source, Recording recording, String name, WorldSettings settings, Parts parts)
            throws InvalidFileException, IOException {
        WorldStart start = parts.start().read(recording.startStates(), recording.shippedStates());
        this.source = source;
        this.recording = recording;
        this.reader = new ScenarioReader(parts.providers());
        this.changes = new ChangeReader(parts.providers());
        this.named = new NamedScenarios(reader);
        this.credentials = recording.isMasked()
                ? Optional.of(new LearnedCredentials(recording, parts.providers()))
                : Optional.empty();
        List<Scenario> scenarios = new ArrayList<>();
        for (String text : recording.startScenarios()) {
            scenarios.add(reader.restore("scenario", text));
        }
        this.worlds = new Worlds(
                settings.forRecording(recording.seed(), recording.acceptAnyToken(), recording.strict())
                        .withNow(StartDate.at(recording.startedAt()))
                        .withScenarios(() -> scenarios)
                        .withRequestedScenarios(named),
                start);
        this.world = worlds.get(name);
        this.control = parts.control().apply(worlds);
    }

    /**
     * What a world needs besides the recording.
     *
     * @param start reads the start states of the recording
     * @param control the control API of its worlds
     */
    public record Parts(List<Provider> providers, WorldStart.Reader start, Function<Worlds, ControlActions> control) {
        public Parts {
            providers = List.copyOf(providers);
        }
    }

    /**
     * The world at the start of a recording.
     *
     * @param source what messages call the recording
     * @param name of the world; there is always room in memory for the default one
     * @param settings what the recording does not say
     * @throws InvalidFileException if a start state or a scenario is invalid
     */
    public static PlayedWorld of(String source, Recording recording, String name, WorldSettings settings, Parts parts)
            throws InvalidFileException, IOException {
        try {
            return new PlayedWorld(source, recording, name, settings, parts);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw unplayable(source, "its start", e);
        }
    }

    private static InvalidFileException unplayable(String source, String place, RuntimeException e) {
        String why = Excerpt.of(String.valueOf(e.getMessage()), PlayProblems.LONGEST);
        return new InvalidFileException(List.of(source + ":1: " + place + " cannot be played: " + why));
    }

    /** What came out differently, and what could not be repeated; the first 100 of it. */
    public List<String> problems() {
        return problems.first();
    }

    /** The number of calls so far. */
    public int calls() {
        return calls;
    }

    /** The number of replies that differ. */
    public int differences() {
        return problems.differences();
    }

    /**
     * Lets all events happen again.
     *
     * @param before runs before each event; what it throws ends the play
     * @throws InvalidFileException naming the event that cannot happen, and why
     */
    public void play(Runnable before) throws InvalidFileException {
        int event = 0;
        for (WorldEvent next : recording.events()) {
            event++;
            before.run();
            try {
                play(next);
            } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
                throw unplayable(source, "event " + event, e);
            }
        }
    }

    private void play(WorldEvent event) {
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
            Reply actual = worlds.handle(world.name(), request);
            Reply wanted = credentials
                    .map(known -> known.in(operation, call.reply(), actual))
                    .orElse(call.reply());
            ReplyDifference.of(wanted, actual).ifPresent(difference -> problems.differ(what + difference));
        } catch (NamedScenarios.UnknownException e) {
            problems.differ(what + e.getMessage());
        }
    }

    private void play(ControlAction action) {
        Reply reply = control.repeat(world.name(), action);
        if (reply.status() >= 400) {
            problems.note("control " + action.method() + " " + action.path() + ": status " + reply.status() + ", "
                    + reply.body().text().strip());
        }
    }

    private void play(WorldSession session, WorldEvent event) {
        if (event instanceof Settled) {
            session.settled(jobs -> jobs);
        } else if (event instanceof ClockMove move) {
            ClockMode mode = ClockMode.parse(move.mode());
            session.setClock(mode, move.to());
            session.restoreTime(move.to()); // the next event says how far it got
            clock = Optional.of(mode);
        } else if (event instanceof ScenariosNamed header) {
            named.learn(header.header(), header.sources());
        } else if (event instanceof ScenarioEvent scenario) {
            play(session, scenario);
        } else if (event instanceof Change change) {
            Optional<RequestedChange> read =
                    changes.read(change.values(), (key, message) -> problems.note("change " + key + ": " + message));
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
            problems.note("scenario " + event.name() + ": " + e.getMessage());
        }
    }

    /** What the world is now, as a function sees it. */
    public <T> T look(Function<WorldSession, T> function) {
        return world.with(function);
    }

    /**
     * What it is now, for another world: with its calls, and a clock in the mode that was set last.
     *
     * @param usual the mode if none was set
     * @param gaps why the calls cannot be repeated in other worlds
     */
    public WorldCopy copy(ClockMode usual, List<String> gaps) {
        world.run(session -> gaps.forEach(session.journal()::noteGap));
        return WorldCopy.ofPlayed(world, clock.orElse(usual));
    }

    /** Gives up the world. */
    @Override
    public void close() {
        boolean unused = worlds.delete(world.name());
    }
}
