package dev.hostdouble.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs programs that not every machine has.
 *
 * @param folder where they run
 * @param environment variables that they have besides those of this process
 */
record Program(Path folder, Map<String, String> environment) {
    private static final int MOST_SECONDS = 240;

    /** Whether a program is on the {@code PATH}. */
    static boolean isFound(String name) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Skips the test, and says so on standard error, if a program is missing. */
    static void require(String test, String name) {
        if (!isFound(name)) {
            skip(test + ": no " + name + " on the PATH");
        }
    }

    /** Skips the test, and says why on standard error. */
    static void skip(String why) {
        System.err.println("SKIPPED: " + why);
        Assumptions.abort(why);
    }

    /** This program with one more variable. */
    Program with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Program(folder, Map.copyOf(more));
    }

    /** Starts a command; standard error goes where standard output goes, and standard input is empty. */
    Process start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Runs a command to its end. */
    Ended run(String... command) throws Exception {
        Process process = start(List.of(command));
        // The output ends when the program does: one that hangs is ended, with what it started.
        CompletableFuture<Process> end = process.onExit()
                .orTimeout(MOST_SECONDS, TimeUnit.SECONDS)
                .whenComplete((ended, late) -> {
                    if (late != null) {
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        process.destroyForcibly();
                    }
                });
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            assertThat(end).as(text).succeedsWithin(Duration.ofSeconds(MOST_SECONDS));
            return new Ended(code, text);
        }
    }

    /** How a command ended: its exit code, and what it printed. */
    record Ended(int code, String output) {
        /** Fails unless the exit code was 0. */
        Ended fine() {
            assertThat(code).as(output).isZero();
            return this;
        }

        /** Fails unless the output has this text, in which {@code …} stands for anything. */
        Ended shows(String text) {
            assertThat(output).containsPattern(pattern(text));
            return this;
        }
    }

    /** A text in which {@code …} stands for anything. */
    static Pattern pattern(String text) {
        return Pattern.compile("(?s)" + Pattern.quote(text.strip()).replace("…", "\\E.*?\\Q"));
    }
}
