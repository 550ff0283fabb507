package dev.hostdouble.vss;

import java.util.List;
import java.util.Objects;

/**
 * A synchronization of a start state, which began before the world did.
 *
 * @param state running, finished or failed
 * @param age how long before the start of the world it began or, if it has ended, ended
 * @param added the paths of the images that it added, if it has finished
 * @param deleted the paths of the images that it deleted
 * @param warnings what it says of files that are no images
 * @param error why it failed
 */
record RequestYaml(
        long id,
        String user,
        String state,
        String age,
        List<String> added,
        List<String> deleted,
        List<String> warnings,
        String error) {
    RequestYaml {
        state = Objects.requireNonNullElse(state, "running");
        age = Objects.requireNonNullElse(age, "0s");
        added = Objects.requireNonNullElse(added, List.of());
        deleted = Objects.requireNonNullElse(deleted, List.of());
        warnings = Objects.requireNonNullElse(warnings, List.of());
        error = Objects.requireNonNullElse(error, "");
    }

    boolean isRunning() {
        return state.equals("running");
    }
}
