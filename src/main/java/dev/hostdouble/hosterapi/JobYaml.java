package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.hostdouble.job.JobType;
import dev.hostdouble.provider.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job of a start state, which began before the world did. The members after {@code output} are parameters of the
 * operation that started it.
 *
 * @param id the number on its ticket; null if it has none
 * @param operation such as {@code server.create}
 * @param server the virtual server it works on, or else
 * @param dedicated the dedicated server
 * @param account who ordered a new server
 * @param state running, finished or failed
 * @param age how long before the start of the world it began or, if it has ended, ended
 * @param progress at which it failed
 */
record JobYaml(
        @Nullable Long id,
        String operation,
        @Nullable Long server,
        @Nullable Long dedicated,
        String account,
        String state,
        String age,
        Double progress,
        JsonNode output,
        @Nullable String template,
        @Nullable Integer cpuCores,
        @Nullable Integer mem,
        @Nullable String disk,
        @Nullable Integer ipCount,
        @JsonProperty("package") @Nullable String packageName,
        String hostname,
        @Nullable Long backup) {
    /** The progress of the failed job on the page. */
    private static final double A_THIRD = 0.33;

    JobYaml {
        account = Objects.requireNonNullElse(account, Accounts.RESELLER);
        state = Objects.requireNonNullElse(state, "running");
        progress = Objects.requireNonNullElse(progress, A_THIRD);
        hostname = Objects.requireNonNullElse(hostname, "");
        age = Objects.requireNonNullElse(age, "0s");
        output = Objects.requireNonNullElse(output, NullNode.getInstance());
    }

    boolean isRunning() {
        return state.equals("running");
    }

    /** The job type of the operation that started it. */
    JobType type() {
        return HosterOperations.TABLE.operations().stream()
                .filter(known -> known.name().equals(operation))
                .findFirst()
                .flatMap(Operation::job)
                .orElseThrow();
    }
}
