package dev.hostdouble.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * How to measure.
 *
 * @param jdk what everything runs on
 * @param flags of the JVMs of both servers
 * @param quick whether it is only to be seen that it works
 */
record Setting(Path jdk, List<String> flags, boolean quick, int rounds) {
    /** A read of the shipped start state. */
    static final String STATUS = "/api/v1/datacenter/server/4001/status";
}
