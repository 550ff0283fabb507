package dev.hostdouble.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The load generator as seen from here. One process makes all the load of a run, so that it is warm for every server. */
final class LoadProcess implements AutoCloseable {
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

    /** What came of one load: how many requests, how many a second, and latencies in milliseconds. */
    record Result(long requests, double perSecond, double p50, double p99) {}

    /** Puts that many connections' load on a path for some time. */
    Result forMillis(Server server, String path, int connections, long millis) throws IOException {
        return run(server, path, connections, millis, Long.MAX_VALUE);
    }

    /** Sends about that many requests. */
    Result requests(Server server, String path, int connections, long count) throws IOException {
        return run(server, path, connections, 3_600_000, count);
    }

    private Result run(Server server, String path, int connections, long millis, long count) throws IOException {
        orders.println(server.port() + " " + path + " " + connections + " " + millis + " " + count);
        String line = results.readLine();
        if (line == null) {
            throw new IOException("the load generator has stopped");
        }
        String[] words = line.split(" ", -1);
        double seconds = Long.parseLong(words[1]) / 1e9;
        long requests = Long.parseLong(words[0]);
        return new Result(requests, requests / seconds, Long.parseLong(words[2]) / 1e6, Long.parseLong(words[3]) / 1e6);
    }

    @Override
    public void close() {
        orders.close(); // the end of its orders ends it
        process.onExit().join();
    }
}
