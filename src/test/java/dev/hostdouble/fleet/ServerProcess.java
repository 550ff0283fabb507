package dev.hostdouble.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.cli.Main;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, on a port that it keeps when it is started again. */
final class ServerProcess implements AutoCloseable {
    private final int port;
    private final Path worlds;
    private Process process;

    /** Starts one, which may not be ready yet. */
    ServerProcess(Path worlds) throws IOException {
        this.worlds = worlds;
        this.port = Balancer.freePort();
        this.process = start();
    }

    private Process start() throws IOException {
        String jars = Files.readString(Path.of("target", "runtime-class-path")).strip();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(File.pathSeparator, "target/classes", jars),
                        Main.class.getName(),
                        "--port",
                        String.valueOf(port),
                        "--clock",
                        "manual",
                        "--state",
                        worlds + "/",
                        "--checkpoint",
                        "1s")
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        worlds.resolveSibling("server-" + port + ".log").toFile()))
                .start();
    }

    /** Waits until it is ready. */
    void awaitReady() throws IOException {
        String line = process.inputReader().readLine();
        if (line == null || !line.contains(" ready on ")) {
            throw new IOException("not ready: " + line);
        }
    }

    int port() {
        return port;
    }

    /** The names of its worlds, as it says itself. */
    List<String> worlds() {
        Reply reply = Reply.to(URI.create("http://127.0.0.1:" + port), "GET", "/_emulator/worlds", "");
        List<String> names = new ArrayList<>();
        for (JsonNode world : reply.json().path("worlds")) {
            names.add(world.path("name").asText());
        }
        return names;
    }

    /** Ends it with SIGTERM; returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Ends it with SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void restart() throws IOException {
        process = start();
        awaitReady();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
