package dev.hostdouble.fleet;

import dev.hostdouble.client.RawSocket;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real balancer with the configuration that the docs show, in front of three ports of this host. */
final class Balancer implements AutoCloseable {
    private static final Path CONFIGURATIONS = Path.of("docs/fleet");

    private final Process process;
    private final int port;

    private Balancer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Balancer haproxy(List<Integer> servers, Path folder) throws IOException, InterruptedException {
        Path program = program("haproxy");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(),
                "-db",
                "-f",
                CONFIGURATIONS.resolve("haproxy.cfg").toString());
        builder.environment()
                .putAll(Map.of(
                        "FLEET_BIND", "127.0.0.1:" + port,
                        "FLEET_1", "127.0.0.1:" + servers.get(0),
                        "FLEET_2", "127.0.0.1:" + servers.get(1),
                        "FLEET_3", "127.0.0.1:" + servers.get(2)));
        return started(builder, port, folder.resolve("haproxy.log"));
    }

    static Balancer nginx(List<Integer> servers, Path folder) throws IOException, InterruptedException {
        Path program = program("nginx");
        int port = freePort();
        String text = Files.readString(CONFIGURATIONS.resolve("nginx.conf"))
                .replace("listen 8080", "access_log off; listen 127.0.0.1:" + port)
                .replace("one:8080", "127.0.0.1:" + servers.get(0))
                .replace("two:8080", "127.0.0.1:" + servers.get(1))
                .replace("three:8080", "127.0.0.1:" + servers.get(2));
        Path file = Files.writeString(folder.resolve("nginx.conf"), text);
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(),
                "-c",
                file.toString(),
                "-g",
                "daemon off; error_log stderr; pid " + folder.resolve("nginx.pid") + ";");
        return started(builder, port, folder.resolve("nginx.log"));
    }

    private static Balancer started(ProcessBuilder builder, int port, Path log)
            throws IOException, InterruptedException {
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Balancer balancer = new Balancer(process, port);
        while (!balancer.listens()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(log));
            }
        }
        return balancer;
    }

    private boolean listens() {
        try (RawSocket socket = RawSocket.local(port)) {
            return socket.available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Skips the test, loudly, if a program is missing. */
    static Path program(String name) {
        for (String folder : List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin")) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name);
            }
        }
        System.err.println("SKIPPED: a test needs the program " + name + ", which is not installed");
        Assumptions.abort("no " + name);
        throw new IllegalStateException(name);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
