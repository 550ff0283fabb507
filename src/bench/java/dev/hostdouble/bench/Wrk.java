package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** wrk with one thread, and a script that sets the request and prints figures that a program can read. */
final class Wrk implements LoadGenerator {
    private final Path script;

    Wrk() throws IOException {
        script = Files.createTempFile("bench", ".lua");
    }

    static boolean isInstalled() throws InterruptedException {
        try {
            Process wrk = new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            wrk.waitFor();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "wrk -t1";
    }

    @Override
    public Loaded load(Server server, Call call, int connections, int seconds)
            throws IOException, InterruptedException {
        Files.writeString(script, script(server.authorized(call)));
        String url = "http://127.0.0.1:" + server.port() + call.path();
        Process wrk = new ProcessBuilder(List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds,
                        "--timeout",
                        "30s",
                        "-s",
                        script.toString(),
                        url))
                .redirectErrorStream(true)
                .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        try {
            return said.lines()
                    .map(Loaded::parse)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> new IOException("wrk has failed: " + said));
        } catch (IllegalStateException e) {
            throw new IOException(server.target().name() + ", " + call.name() + ": " + e.getMessage(), e);
        }
    }

    static String script(Call call) {
        StringBuilder lua = new StringBuilder("wrk.method = " + quoted(call.method()) + "\n");
        if (!call.authorization().isEmpty()) {
            lua.append("wrk.headers[\"Authorization\"] = ")
                    .append(quoted(call.authorization()))
                    .append('\n');
        }
        if (!call.type().isEmpty()) {
            lua.append("wrk.headers[\"Content-Type\"] = ")
                    .append(quoted(call.type()))
                    .append("\nwrk.body = ")
                    .append(quoted(call.body()))
                    .append('\n');
        }
        return lua + """
                done = function(summary, latency)
                  local failed = summary.errors
                  io.write(string.format("bench: %d %d %d %d %d %d %d %d %d\\n", summary.requests, summary.duration,
                    latency:percentile(50), latency:percentile(99),
                    failed.status, failed.connect, failed.read, failed.write, failed.timeout))
                end
                """;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public void close() {
        script.toFile().delete();
    }
}
