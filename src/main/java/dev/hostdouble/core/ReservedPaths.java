package dev.hostdouble.core;

/** The paths that the server keeps for itself, in front of those of all providers. */
public final class ReservedPaths {
    /** What every path of the control API begins with. */
    public static final String CONTROL = "/_emulator";

    /** The path that says whether the server works; it answers at once. */
    public static final String HEALTH = CONTROL + "/health";

    /** What every path begins with that names its world. */
    public static final String WORLD = "/_w/";

    /** The header that names the world of a request, unless its path does. */
    public static final String WORLD_HEADER = "Emulator-World";

    private ReservedPaths() {}

    /** Whether a path belongs to the control API. */
    public static boolean isControl(String path) {
        return path.equals(CONTROL) || path.startsWith(CONTROL + "/");
    }

    /** Whether no call in a world has a path. */
    public static boolean contains(String path) {
        return isControl(path) || path.startsWith(WORLD);
    }
}
