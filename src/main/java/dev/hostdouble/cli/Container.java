package dev.hostdouble.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether this program runs in a container. */
final class Container {
    /** The variable that Podman and Hostdouble's own image set. */
    private static final String VARIABLE = "container";

    private Container() {}

    /**
     * Whether there are the signs of a container: the marker files of Docker and Podman, or the variable {@code container}.
     *
     * @param root the root of the file system
     */
    static boolean isAround(Map<String, String> environment, Path root) {
        return environment.containsKey(VARIABLE)
                || Files.exists(root.resolve(".dockerenv"))
                || Files.exists(root.resolve("run").resolve(".containerenv"));
    }
}
