package dev.hostdouble.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that can be started, as often as one likes.
 *
 * @param command what starts it on the port that {@code {port}} stands for
 * @param environment variables of its own
 * @param ours whether it is Hostdouble, and so gives its own replies
 */
record Target(String name, List<String> command, Map<String, String> environment, boolean ours) {
    static final String HOSTDOUBLE = "Hostdouble";
    static final String LAUNCHER = "Hostdouble, bin/hostdouble";
    static final String JAVALIN = "Javalin constant";
    static final String JETTY = "Jetty constant";

    /** The jar that was built from this tree. */
    static final Path JAR = Path.of("target/hostdouble.jar");

    /** A jar, as users start it. */
    static Target hostdouble(String name, Path jar, Path jdk, List<String> flags, String... options) {
        List<String> command = java(jdk, flags, "-jar", jar.toAbsolutePath().toString(), "--port", "{port}");
        command.addAll(List.of(options));
        return new Target(name, command, Map.of(), true);
    }

    static Target hostdouble(Path jdk, List<String> flags, String... options) {
        return hostdouble(HOSTDOUBLE, JAR, jdk, flags, options);
    }

    /** The launcher, with the flags that it has itself. */
    static Target launcher(Path jdk, List<String> flags, String... options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of("bin/hostdouble").toAbsolutePath().toString(), "--port", "{port}"));
        command.addAll(List.of(options));
        Map<String, String> environment = new HashMap<>(Map.of("JAVA_HOME", jdk.toString()));
        if (!flags.isEmpty()) {
            environment.put("JDK_JAVA_OPTIONS", String.join(" ", flags));
        }
        return new Target(LAUNCHER, command, environment, true);
    }

    /** One of the servers of the bench that answer recorded replies. */
    static Target constant(String name, Class<?> main, Path jdk, List<String> flags, Path stubs) {
        String path = String.join(
                ":",
                Path.of("target/bench-classes").toAbsolutePath().toString(),
                Path.of("src/bench/resources").toAbsolutePath().toString(),
                JAR.toAbsolutePath().toString());
        return new Target(
                name, java(jdk, flags, "-cp", path, main.getName(), "{port}", stubs.toString()), Map.of(), false);
    }

    static List<String> java(Path jdk, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        command.addAll(flags);
        command.addAll(List.of(arguments));
        return command;
    }
}
