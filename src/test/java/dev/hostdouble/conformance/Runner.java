package dev.hostdouble.conformance;

import static java.util.stream.Collectors.toMap;

import dev.hostdouble.Providers;
import dev.hostdouble.conformance.Plan.State;
import dev.hostdouble.conformance.StateWorlds.InState;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSnapshot;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sends all variants of a provider's operations through the whole pipeline, without a network, and checks each reply. */
final class Runner {
    private static final Map<String, Operation> OPERATIONS =
            Operation.all(Providers.ALL).stream().collect(toMap(Operation::id, operation -> operation));

    private final Provider provider;
    private final Plan plan;
    private final boolean isFull;
    private final AnswerCheck check;
    private final Coverage coverage = new Coverage();
    private final StateWorlds worlds;
    private final List<String> problems = new ArrayList<>();

    Runner(Provider provider, boolean isFull, Shapes shapes) throws IOException {
        this.provider = provider;
        this.plan = Plan.of(provider.name());
        this.isFull = isFull;
        this.check = new AnswerCheck(provider, shapes);
        this.worlds = new StateWorlds(provider);
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
        InState inState = worlds.in(state);
        World world = inState.world();
        WorldSnapshot snapshot = WorldSnapshot.of(world);
        for (Operation operation : provider.operations()) {
            if (state.isMetBy(operation)) {
                List<Variant> variants = Variants.of(provider, plan, isFull, operation, state, inState.names());
                run(new Session(inState.worlds(), world, snapshot, state), variants);
            }
        }
        if (!snapshot.isSame()) {
            problems.add("in state '" + state.name() + "': something has changed the world unnoticed");
        }
        inState.worlds().delete(world.name());
    }

    /** A world in a state. */
    private record Session(Worlds worlds, World world, WorldSnapshot snapshot, State state) {}

    private void run(Session session, List<Variant> variants) {
        boolean isUsualSuccess = false;
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            Reply reply = session.worlds().handle(session.world().name(), variant.request());
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
