package dev.hostdouble.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own. */
final class Server implements AutoCloseable {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Process process;
    private final int port;
    private final Path jdk;
    private final long started;

    private Server(Process process, int port, Path jdk, long started) {
        this.process = process;
        this.started = started;
        this.port = port;
        this.jdk = jdk;
    }

    /** The plain jar, as users start it. */
    static Server hostdouble(Path jdk, List<String> flags, String... options) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("-jar", "target/hostdouble.jar"));
        command.addAll(List.of("--port", String.valueOf(port)));
        command.addAll(List.of(options));
        return start(jdk, flags, command, port);
    }

    static Server constant(Path jdk, List<String> flags) throws IOException {
        int port = freePort();
        String path = System.getProperty("java.class.path");
        return start(jdk, flags, List.of("-cp", path, Constant.class.getName(), String.valueOf(port)), port);
    }

    private static Server start(Path jdk, List<String> flags, List<String> arguments, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        command.addAll(flags);
        command.addAll(arguments);
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Server(process, port, jdk, started);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Asks until it answers, without a pause worth mentioning. */
    Server await(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try (Connection connection = new Connection(port)) {
                connection.call("GET", path, "");
                return this;
            } catch (IOException e) {
                if (System.nanoTime() - start > PATIENCE_NANOS || !process.isAlive()) {
                    throw e;
                }
                Thread.sleep(1);
            }
        }
    }

    /** How long ago it was started. */
    double ageMillis() {
        return (System.nanoTime() - started) / 1e6;
    }

    /** The processor time it has used, all threads together. */
    long processorNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Memory the process occupies, in MiB; 0 where the system does not say. */
    long resident() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .sum();
        }
    }

    /** What the heap still holds after a full collection, in MiB. */
    long live() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) >> 10 : 0;
    }

    private String jcmd(String order) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(jdk.resolve("bin/jcmd").toString(), String.valueOf(process.pid()), order)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** Ends it at once, where nothing is to be learned from its going. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
