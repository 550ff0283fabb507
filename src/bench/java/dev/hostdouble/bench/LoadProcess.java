package dev.hostdouble.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The bench's own load generator as seen from here. One process makes all the load of a run, so that it is warm for every
 * server.
 */
final class LoadProcess implements LoadGenerator {
    private final Process process;
    private final PrintStream orders;
    private final BufferedReader results;

    LoadProcess(Path jdk) throws IOException {
        process = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Load.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        results = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "the bench's own generator, one thread";
    }

    @Override
    public Loaded load(Server server, Call call, int connections, int seconds) throws IOException {
        String request =
                Base64.getEncoder().encodeToString(server.authorized(call).bytes());
        orders.println(server.port() + " " + connections + " " + 1000L * seconds + " " + request);
        String line = results.readLine();
        if (line == null) {
            throw new IOException("the load generator has stopped");
        }
        return Loaded.parse(line).orElseThrow(() -> new IOException("the load generator says " + line));
    }

    @Override
    public void close() {
        orders.close(); // the end of its orders ends it
        process.onExit().join();
    }
}
