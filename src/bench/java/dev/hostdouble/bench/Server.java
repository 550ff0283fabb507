package dev.hostdouble.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own. */
final class Server implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Target target;
    private final Process process;
    private final int port;
    private final long started;
    private Optional<String> vssToken = Optional.empty();

    private Server(Target target, Process process, int port, long started) {
        this.target = target;
        this.process = process;
        this.port = port;
        this.started = started;
    }

    static Server start(Target target) throws IOException {
        return start(target, Path.of("").toAbsolutePath());
    }

    /** Starts it in a folder: some write files, or read those of their stubs. */
    static Server start(Target target, Path folder) throws IOException {
        int port = freePort();
        List<String> command = target.command().stream()
                .map(word -> word.replace("{port}", String.valueOf(port)))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(target.environment());
        long started = System.nanoTime();
        return new Server(target, builder.start(), port, started);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    Target target() {
        return target;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Server await() throws IOException, InterruptedException {
        return await(Call.READ);
    }

    /** Asks until it answers, with pauses that hardly count. */
    Server await(Call call) throws IOException, InterruptedException {
        while (true) {
            try (Connection connection = new Connection(port)) {
                connection.call(call);
                return this;
            } catch (IOException e) {
                if (System.nanoTime() - started > PATIENCE_NANOS || !process.isAlive()) {
                    close();
                    throw new IOException(target.name() + " does not answer: " + String.join(" ", target.command()), e);
                }
                Thread.sleep(2);
            }
        }
    }

    /** The call with the token that it needs here. */
    Call authorized(Call call) throws IOException {
        if (!target.ours() || !call.path().startsWith("/v2/")) {
            return call;
        }
        if (vssToken.isEmpty()) {
            String basic = "Basic am9zZW06am9zZW0=";
            String reply = call(Call.control("POST", "/auth/request-token", "").authorized(basic));
            vssToken = Optional.of("Bearer " + reply.replaceAll(".*\"token\":\"([^\"]*)\".*", "$1"));
        }
        return call.authorized(vssToken.get());
    }

    /** One call on a connection of its own; the body of its reply. */
    String call(Call call) throws IOException {
        try (Connection connection = new Connection(port)) {
            return connection.call(call);
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
    double resident() throws IOException {
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
    double live(Path jdk) throws IOException, InterruptedException {
        jcmd(jdk, "GC.run");
        String heap = jcmd(jdk, "GC.heap_info");
        int classes = heap.indexOf("Metaspace"); // what follows is no heap
        return Pattern.compile("used (\\d+)K")
                        .matcher(classes < 0 ? heap : heap.substring(0, classes))
                        .results()
                        .mapToLong(used -> Long.parseLong(used.group(1))) // one for each generation
                        .sum()
                / 1024.0;
    }

    /** Orders the JVM something; what it says. */
    String jcmd(Path jdk, String... order) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(jdk.resolve("bin/jcmd").toString(), String.valueOf(pid())), Stream.of(order))
                .toList();
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    /** Ends it at once: nothing is to be learned from its going. */
    /** Has it stand still while others are measured: some servers use a processor although nobody calls them. */
    Server pause() throws IOException, InterruptedException {
        return signal("STOP");
    }

    /** Has it go on. */
    Server resume() throws IOException, InterruptedException {
        return signal("CONT");
    }

    private Server signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
        return this;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
