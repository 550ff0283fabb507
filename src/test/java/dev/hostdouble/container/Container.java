package dev.hostdouble.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** A running container of the image, which is removed at the end. */
final class Container implements AutoCloseable {
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final int PATIENCE_MILLIS = 60_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String name = "hostdouble-it-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
    private final URI url;

    private Container(URI url) {
        this.url = url;
    }

    /** Starts the image with its port 8080 published, and waits for the line that says it is ready. */
    static Container start(String options, String arguments) throws IOException {
        int port = Podman.freePort();
        return run(port, "-p 127.0.0.1:" + port + ":8080 " + options, arguments);
    }

    /** Starts the image with nothing published. */
    static Container run(int port, String options, String arguments) throws IOException {
        Container container = new Container(URI.create("http://127.0.0.1:" + port));
        try {
            Podman.shell("podman run -d --name " + container.name + " " + options + " " + Podman.IMAGE + " "
                            + arguments)
                    .succeeds();
            container.sh("for i in $(seq " + PATIENCE_MILLIS / 100 + "); do podman logs " + container.name
                    + " 2>&1 | grep 'hostdouble ready' && exit; sleep 0.1; done; podman logs " + container.name
                    + "; exit 1");
            return container;
        } catch (IOException | AssertionError e) {
            container.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    String log() throws IOException {
        return Podman.shell("podman logs " + name).succeeds().output();
    }

    /** The health check as the image has it, run inside. */
    Podman.Result health() throws IOException {
        return Podman.shell("podman exec " + name + " /app/bin/health");
    }

    /** Runs commands of this machine's shell; fails where they fail. */
    String sh(String commands) throws IOException {
        return Podman.shell(commands).succeeds().output();
    }

    String exec(String command) throws IOException {
        return Podman.output("podman exec " + name + " " + command);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException {
        return send(HttpRequest.newBuilder(url.resolve(path)), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException {
        return send(HttpRequest.newBuilder(url.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)), headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException {
        try {
            HttpRequest built = (headers.length == 0 ? request : request.headers(headers)).build();
            return CLIENT.send(built, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Stops it as an engine does, by SIGTERM, and returns its exit code. */
    int stop() throws IOException {
        Podman.shell("podman stop -t 20 " + name).succeeds();
        String code = Podman.output("podman inspect --format '{{.State.ExitCode}}' " + name);
        assertThat(code).containsOnlyDigits();
        return Integer.parseInt(code);
    }

    @Override
    public void close() throws IOException {
        Podman.shell("podman rm -f -t 0 " + name).succeeds();
    }
}
