package dev.hostdouble;

import dev.hostdouble.cli.Main;
import dev.hostdouble.client.TlsClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Uses everything once, on nothing but the product's own class path: what {@link DependenciesTest} watches. */
final class RuntimeTour {
    private static final String SCENARIO = """
            {"scenario":"tour","rules":[{"on":"vss/iso.list","when":{"query.sort":{"matches":"^name"}},"effect":{"delay":"1ms"}}]}""";
    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString("josem:josem".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;

    private RuntimeTour(URI server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        PrintWriter out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
        run(out, "check", "fixtures/worlds/default/vss.yaml", "scenarios/any/slow-provider.yaml");
        run(out, "operations");
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withHttps(0))) {
            RuntimeTour tour = new RuntimeTour(emulator.url());
            new TlsClient(emulator, "localhost").connect().close();
            tour.refuseKey(out);
            tour.walk();
            Path recording = tour.recording();
            run(out, "replay", recording.toString());
            Files.delete(recording);
        }
        System.exit(0);
    }

    private static void run(PrintWriter out, String... command) {
        if (Main.run(command, out, out) != 0) {
            System.exit(1);
        }
    }

    /** A key that cannot be read. */
    private void refuseKey(PrintWriter out) throws IOException, InterruptedException {
        Path certificate = Files.writeString(
                Files.createTempFile("tour", ".pem"),
                send("GET", "/_emulator/ca.pem", "", "Accept", "*/*")
                        .replace("-----M", "-----\nM")
                        .replace("-----END", "\n-----END"));
        Path key = Files.writeString(
                Files.createTempFile("tour", ".key"),
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        String[] command = {"--https-port", "0", "--https-cert", certificate.toString(), "--https-key", key.toString()};
        if (Main.run(command, out, out) != 1) {
            System.exit(1);
        }
        Files.delete(certificate);
        Files.delete(key);
    }

    private void walk() throws Exception {
        String token = send("POST", "/auth/request-token", "", "Authorization", BASIC)
                .replaceAll(".*\"token\":\\s*\"([^\"]+)\".*", "$1");
        send("POST", "/_emulator/scenarios", SCENARIO, "Content-Type", "application/json");
        send("GET", "/v2/iso?filter=name,like,CentO%25&sort=name,desc", "", "Authorization", "Bearer " + token);
        send("GET", "/_emulator/metrics", "", "Accept", "*/*");
        send("GET", "/_emulator/metrics", "", "Accept", "application/openmetrics-text");
        send("GET", "/api/v1/datacenter/server", "", "Authorization", "Bearer none");
        send(
                "POST",
                "/iso.php",
                "--b\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\nlist_iso\r\n--b--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=b");
    }

    private Path recording() throws IOException, InterruptedException {
        return Files.writeString(
                Files.createTempFile("tour", ".json"), send("GET", "/_emulator/replay", "", "Accept", "*/*"));
    }

    private String send(String method, String path, String body, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header(header, value)
                .build();
        return client.send(request, BodyHandlers.ofString()).body().replace("\n", "");
    }
}
