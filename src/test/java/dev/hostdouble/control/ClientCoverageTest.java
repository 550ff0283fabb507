package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.HostdoubleClientTour;
import dev.hostdouble.provider.PathTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The typed client has a method for every endpoint of the control API: a tour calls all of them through a proxy. */
class ClientCoverageTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> requests = ConcurrentHashMap.newKeySet();

    @Test
    void every_endpoint_has_a_method() throws Exception {
        try (Hostdouble server = Hostdouble.start(Settings.forTests().withHttps(0))) {
            ExecutorService threads = Executors.newCachedThreadPool(); // a stream keeps one
            HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            proxy.createContext("/", exchange -> forward(server.url(), exchange));
            proxy.setExecutor(threads);
            proxy.start();
            try {
                URI url = URI.create("http://127.0.0.1:" + proxy.getAddress().getPort() + "/");
                HostdoubleClient client = HostdoubleClient.at(url);
                new HostdoubleClientTour(client).walk();
                assertThat(client.trustedCertificates()).startsWith("-----BEGIN CERTIFICATE-----");
            } finally {
                proxy.stop(0);
                threads.shutdownNow();
            }
        }
        List<String> endpoints =
                ControlRows.all().stream().map(ControlRoute::name).toList();
        assertThat(endpoints).hasSizeGreaterThan(30);
        assertThat(endpoints.stream().filter(endpoint -> requests.stream().noneMatch(made -> fits(made, endpoint))))
                .isEmpty();
    }

    private static boolean fits(String request, String endpoint) {
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        String path = endpoint.substring(method.length() + 1);
        return request.startsWith(method + " ")
                && PathTemplate.of(path)
                        .match(PathTemplate.split(request.substring(method.length() + 1)))
                        .isPresent();
    }

    /** Passes on every piece at once, so that a stream can be followed. */
    private static void pass(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[8192];
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            to.write(piece, 0, read);
            to.flush();
        }
    }

    private void forward(URI server, HttpExchange exchange) throws IOException {
        URI target = exchange.getRequestURI();
        String path = target.getRawPath();
        int control = path.indexOf(Control.BASE);
        if (control >= 0) {
            requests.add(exchange.getRequestMethod() + " " + path.substring(control + Control.BASE.length()));
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(target))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String header : List.of("Authorization", "Content-Type")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                    .ifPresent(value -> request.header(header, value));
        }
        try {
            HttpResponse<InputStream> reply = http.send(request.build(), BodyHandlers.ofInputStream());
            exchange.sendResponseHeaders(reply.statusCode(), 0); // a length that nobody knows yet
            pass(reply.body(), exchange.getResponseBody());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            exchange.close();
        }
    }
}
