package dev.hostdouble.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Podman with a storage of its own below {@code target}, in which the image is built once. */
public final class Podman {
    static final String IMAGE = "localhost/hostdouble:it";

    private static final Path FOLDER = Path.of("target", "container").toAbsolutePath();
    private static final List<String> PROGRAMS = List.of("podman", "runc", "busybox", "mvn", "tar");
    private static final int TIMEOUT_SECONDS = 400;

    /** The offline mirror is the local repository of this machine; setup says why. */
    private static final String BUILD = "podman build --format docker --pull-never --layers --tag " + IMAGE;

    private static String buildLog = "";

    private Podman() {}

    /** What a command did: its exit code, and its standard output and error, in the order in which they came. */
    record Result(int code, String output) {
        Result succeeds() {
            assertThat(code).as(output).isZero();
            return this;
        }
    }

    /** Builds the image unless this process has done so; skips the calling test, loudly, where that is not possible. */
    public static synchronized void buildOnce() throws IOException {
        requirePrograms();
        if (!buildLog.isEmpty()) {
            return;
        }
        run("src/it/container/setup " + FOLDER).succeeds();
        run("cd " + FOLDER
                        + " && mkdir -p bin && printf '#!/bin/sh\\nexec podman \"$@\"\\n' >bin/docker && chmod +x bin/docker")
                .succeeds();
        buildLog = shell(BUILD + " --volume '" + repository() + ":/mirror:ro' .")
                .succeeds()
                .output();
    }

    /** Builds an image of other sources; the repository is not there, so that nothing can be downloaded again. */
    static Result buildOf(Path sources, String tag) throws IOException {
        return shell(BUILD.replace(IMAGE, tag) + " " + sources);
    }

    /** Runs shell commands with Podman's settings, as {@code docker} too, in the folder of the project. */
    static Result shell(String commands) throws IOException {
        return run(". " + FOLDER.resolve("environment") + "; PATH=" + FOLDER.resolve("bin") + ":$PATH; " + commands);
    }

    static String output(String commands) throws IOException {
        return shell(commands + " 2>/dev/null").succeeds().output().strip();
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Result run(String commands) throws IOException {
        Path log = Files.createTempFile(Files.createDirectories(FOLDER), "command", ".log");
        Process process = new ProcessBuilder("bash", "-c", commands)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("still running after " + TIMEOUT_SECONDS + " s: " + commands);
            }
            return new Result(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + commands, e);
        } finally {
            Files.delete(log);
        }
    }

    private static Path repository() {
        return Path.of(System.getProperty("user.home"), ".m2", "repository");
    }

    private static void requirePrograms() throws IOException {
        Map<String, String> environment = System.getenv();
        for (String program : PROGRAMS) {
            boolean isThere = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            require(isThere, program);
        }
        require("root".equals(System.getProperty("user.name")), "root");
        require(environment.containsKey("JDK25") || hasJdk25(), "a JDK 25 in /usr/lib/jvm");
        require(Files.isDirectory(repository()), "a Maven repository in " + repository());
    }

    private static boolean hasJdk25() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return false;
        }
        try (Stream<Path> jdks = Files.list(all)) {
            return jdks.anyMatch(jdk -> jdk.getFileName().toString().contains("25")
                    && Files.isExecutable(jdk.resolve("bin").resolve("jlink")));
        }
    }

    private static void require(boolean isThere, String what) {
        if (!isThere) {
            System.err.println("SKIPPED: the image is not tested, for want of " + what);
            Assumptions.abort("no " + what);
        }
    }
}
