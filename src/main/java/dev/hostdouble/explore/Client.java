package dev.hostdouble.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the client in worlds of the arena. */
final class Client {
    /** A client that has made that many calls more than undisturbed does not end: its worlds would only grow. */
    private static final int MOST_MORE_CALLS = 3000;

    private final Arena arena;
    private final ClientProgram program;
    private final AtomicInteger worlds = new AtomicInteger();
    private volatile int usualCalls;

    Client(Arena arena, ClientProgram program) {
        this.arena = arena;
        this.program = program;
    }

    /** Makes known how many calls the client makes undisturbed. */
    void usually(int calls) {
        usualCalls = calls;
    }

    /** Works with a run of the client, and forgets its world afterwards. */
    interface Work<T> {
        /** Reads what it needs of the run. */
        T of(Run run) throws IOException, InterruptedException;
    }

    /**
     * Runs the client once in a new world.
     *
     * @param scenario is active from the first call on
     */
    <T> T run(Optional<String> scenario, Work<T> work) throws IOException, InterruptedException {
        String world = "run-" + worlds.incrementAndGet();
        arena.open(world, scenario);
        try {
            ClientExit exit = process(world);
            boolean isStruck = arena.hasApplied(world);
            List<SeenCall> calls = arena.calls(world);
            arena.calm(world);
            Outcome outcome = arena.outcome(world);
            Costs costs = arena.costs(world);
            Run run = new Run(
                    calls,
                    arena.isParallel(world),
                    exit,
                    isStruck,
                    outcome,
                    costs,
                    () -> again(world),
                    () -> arena.outcomeAfterAll(world));
            return work.of(run);
        } finally {
            arena.delete(world);
        }
    }

    private ClientExit process(String world) throws IOException, InterruptedException {
        int before = arena.count(world);
        return program.run(arena.environment(world), () -> arena.count(world) - before > usualCalls + MOST_MORE_CALLS);
    }

    private Run.Again again(String world) {
        try {
            ClientExit exit = process(world);
            return new Run.Again(exit, arena.outcome(world));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
