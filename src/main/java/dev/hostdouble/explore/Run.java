package dev.hostdouble.explore;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a run of the client showed. The suppliers change its world: the last of them first spoils it for the other.
 *
 * @param calls its calls, in order
 * @param isParallel whether it made several calls at the same time
 * @param isStruck whether each rule of its scenario applied
 * @param outcome what it left, after all jobs that end by themselves
 * @param costs what it would have cost
 * @param again runs the client once more in the same world, without faults; returns how that ended
 * @param afterAll what the world has once the provider has also finished the jobs that hang
 */
record Run(
        List<SeenCall> calls,
        boolean isParallel,
        ClientExit exit,
        boolean isStruck,
        Outcome outcome,
        Costs costs,
        Supplier<Again> again,
        Supplier<Outcome> afterAll) {
    Run {
        calls = List.copyOf(calls);
    }

    /** How a second run of the client in the same world ended. */
    record Again(ClientExit exit, Outcome outcome) {}
}
