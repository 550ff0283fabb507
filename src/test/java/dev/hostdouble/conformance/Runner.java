package dev.hostdouble.conformance;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.Providers;
import dev.hostdouble.conformance.Plan.State;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.WorldSnapshot;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sends all variants of a provider's operations through the whole pipeline, without a network, and checks each reply. */
final class Runner {
    private static final Map<String, Operation> OPERATIONS =
            Operation.all(Providers.ALL).stream().collect(toMap(Operation::id, operation -> operation));
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final long SEED = 1;
    private static final int JOURNAL = 1;
    private static final int MAX_WORLDS = 1;
    private static final String WORLD = "conformance";
    private static final String VSS = "vss";

    private final Provider provider;
    private final Plan plan;
    private final boolean isFull;
    private final AnswerCheck check;
    private final Coverage coverage = new Coverage();
    private final Map<Start, List<StartState>> starts = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    Runner(Provider provider, boolean isFull, Shapes shapes) throws IOException {
        this.provider = provider;
        this.plan = Plan.of(provider.name());
        this.isFull = isFull;
        this.check = new AnswerCheck(provider, shapes);
    }

    /** Runs all variants. */
    Runner run() {
        for (State state : plan.states()) {
            try {
                run(state);
            } catch (IOException | InvalidFileException | RuntimeException e) {
                throw new IllegalStateException("in state '" + state.name() + "'", e);
            }
        }
        return this;
    }

    Coverage coverage() {
        return coverage;
    }

    /** What is wrong with replies. */
    List<String> problems() {
        return problems;
    }

    private void run(State state) throws IOException, InvalidFileException {
        Worlds worlds = worlds(state);
        World world = worlds.get(WORLD);
        Givens givens = new Givens(worlds, world, provider, state.names());
        if (provider.name().equals(VSS)) {
            givens.logIn("josem", "jm");
        }
        givens.apply(state.given());
        WorldSnapshot snapshot = WorldSnapshot.of(world);
        for (Operation operation : provider.operations()) {
            if (state.isMetBy(operation)) {
                List<Variant> variants = Variants.of(provider, plan, isFull, operation, state, givens.names());
                run(new Session(worlds, world, snapshot, state), variants);
            }
        }
        if (!snapshot.isSame()) {
            problems.add("in state '" + state.name() + "': something has changed the world unnoticed");
        }
        worlds.delete(WORLD);
    }

    /** A world in a state. */
    private record Session(Worlds worlds, World world, WorldSnapshot snapshot, State state) {}

    private Worlds worlds(State state) throws IOException, InvalidFileException {
        Start start = new Start(Optional.ofNullable(state.world()), state.options());
        List<StartState> known = starts.get(start);
        List<StartState> read = known == null ? read(start) : known;
        starts.put(start, read);
        WorldSettings settings = new WorldSettings(
                        ClockMode.MANUAL, SEED, false, false, JOURNAL, MAX_WORLDS, WorldSettings.hostClock())
                .withNow(StartDate.at(EmulatorClock.START));
        return new Worlds(settings, read);
    }

    /** What a world starts with. */
    private record Start(Optional<String> world, Map<String, Object> options) {}

    private List<StartState> read(Start start) throws IOException, InvalidFileException {
        StartStates files = new StartStates(List.of(provider));
        Map<String, Source> sources = new HashMap<>(files.sources(start.world().map(Path::of)));
        if (!start.options().isEmpty()) {
            sources.put(provider.stateFile(), new Source("options", YAML.writeValueAsString(start.options())));
        }
        return files.read(sources);
    }

    private void run(Session session, List<Variant> variants) {
        boolean isUsualSuccess = false;
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            Reply reply = session.worlds().handle(WORLD, variant.request());
            Operation operation = operation(session.world());
            boolean isSuccess = operation
                    .answer(reply.answer())
                    .filter(KnownAnswer::isSuccess)
                    .isPresent();
            isUsualSuccess |= isSuccess && i == 0;
            coverage.count(variant.operation().id());
            coverage.met(operation.id(), reply.answer(), session.state().name());
            List<String> wrong = new ArrayList<>(check.problems(variant, operation, reply));
            if (isUsualSuccess) {
                AnswerCheck.difference(reply.answer(), variant.refusal(), " as its row says")
                        .ifPresent(wrong::add);
            }
            List<String> changed = session.snapshot().changes();
            if (!changed.isEmpty()) {
                session.snapshot().restore(changed);
                if (!isSuccess || operation.reads()) {
                    wrong.add("changes " + changed);
                }
            }
            for (String what : wrong) {
                problems.add("in state '%s': %s%n    %s%n    %d %s"
                        .formatted(session.state().name(), variant, what, reply.status(), reply.body()));
            }
        }
    }

    /** The operation of the latest call. */
    private static Operation operation(World world) {
        String id = world.with(session -> session.journal().entries().get(0).operation());
        return Objects.requireNonNull(OPERATIONS.get(id), id);
    }
}
