package dev.hostdouble.explore;

import java.util.List;

/**
 * What the client does without faults.
 *
 * @param calls its calls, in order
 * @param result what it leaves in its world, one line for each thing that it made, changed or removed
 * @param refused the calls that the provider refused although there was no fault, such as {@code call 3, hosterapi/job.info: 404
 *     JOB_NOT_FOUND}
 * @param differences in what two undisturbed runs differ; empty for a client that does the same each time
 */
public record Undisturbed(
        List<CallLine> calls, List<String> result, ClientExit exit, List<String> refused, List<String> differences) {
    public Undisturbed {
        calls = List.copyOf(calls);
        result = List.copyOf(result);
        refused = List.copyOf(refused);
        differences = List.copyOf(differences);
    }
}
