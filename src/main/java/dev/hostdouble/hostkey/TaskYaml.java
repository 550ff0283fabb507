package dev.hostdouble.hostkey;

import dev.hostdouble.job.JobType;
import dev.hostdouble.provider.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task of a start state, which began before the world did.
 *
 * @param key the key by which it is polled
 * @param operation such as {@code vm.create_snapshot}
 * @param server the server it works on, or else
 * @param image the id of the image
 * @param state running, finished or failed
 * @param age how long before the start of the world it began or, if it has ended, ended
 * @param name the name of the snapshot
 * @param type the type of the snapshot
 * @param iso the file name of the image that is mounted or unmounted
 * @param scope what it says at its end, if it has ended
 */
record TaskYaml(
        String key,
        String operation,
        @Nullable Long server,
        @Nullable Long image,
        String state,
        String age,
        String name,
        String type,
        String iso,
        String scope) {
    TaskYaml {
        state = Objects.requireNonNullElse(state, "running");
        age = Objects.requireNonNullElse(age, "0s");
        name = Objects.requireNonNullElse(name, "");
        type = Objects.requireNonNullElse(type, Snapshots.DEFAULT_TYPE);
        iso = Objects.requireNonNullElse(iso, "");
        scope = Objects.requireNonNullElse(scope, "");
    }

    boolean isRunning() {
        return state.equals("running");
    }

    /** The type of the tasks of the operation that started it. */
    JobType jobType() {
        return row().job().orElseThrow();
    }

    /** The action that started it, without its module. */
    String action() {
        return row().action();
    }

    private Operation row() {
        return HostkeyOperations.TABLE.operations().stream()
                .filter(known -> known.name().equals(operation))
                .findFirst()
                .orElseThrow();
    }
}
