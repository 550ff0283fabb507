package dev.hostdouble.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import javax.net.ssl.SSLException;

/**
 * Sends requests to the control API.
 *
 * @param base the URL that stands before {@code /_emulator}, without a slash at its end
 * @param http makes the connections, and knows whose certificates are trusted
 */
record ControlConnection(String base, Optional<String> token, HttpClient http) {
    static final String CONTROL = "/_emulator";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int FIRST_REDIRECT = 300;

    /** A connection that trusts the certificates that the JVM trusts. */
    ControlConnection(String base) {
        this(base, Optional.empty(), HTTP);
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
    }

    ControlConnection withToken(String newToken) {
        return new ControlConnection(base, Optional.of(newToken), http);
    }

    ControlConnection trusting(String pem) {
        return new ControlConnection(
                base,
                token,
                builder().sslContext(TrustedCertificates.context(pem)).build());
    }

    ControlConnection at(String newBase) {
        return new ControlConnection(newBase, token, http);
    }

    Members get(String path) {
        return json("GET", path, "");
    }

    Members send(String method, String path, Map<String, ?> body) {
        return json(method, path, text(body));
    }

    Members json(String method, String path, String body) {
        return json(method, path, body, Set.of());
    }

    /**
     * The JSON object in a reply.
     *
     * @param accepted error statuses that have such a reply too
     */
    Members json(String method, String path, String body, Set<Integer> accepted) {
        String where = method + " " + CONTROL + path;
        try {
            JsonNode json = JSON.readTree(text(method, path, body, accepted));
            if (json == null || !json.isObject()) {
                throw Members.unexpected(where, "a JSON object");
            }
            return new Members(where, json);
        } catch (JsonProcessingException e) {
            throw Members.unexpected(where, "JSON");
        }
    }

    String text(String method, String path, String body) {
        return text(method, path, body, Set.of());
    }

    private String text(String method, String path, String body, Set<Integer> accepted) {
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + CONTROL + path))
                .timeout(TIMEOUT)
                .method(method, publisher);
        if (!body.isEmpty()) {
            request.header("Content-Type", body.startsWith("{") ? "application/json" : "application/yaml");
        }
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        HttpResponse<String> reply = exchange(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (reply.statusCode() >= FIRST_REDIRECT && !accepted.contains(reply.statusCode())) {
            throw new HostdoubleException(reply.statusCode(), sentence(reply.uri(), reply.statusCode(), reply.body()));
        }
        return reply.body();
    }

    /**
     * The body of a stream of events, from the event after one on.
     *
     * @param lastId the id of that event; the empty string if there was none
     */
    InputStream stream(String path, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + CONTROL + path))
                .timeout(TIMEOUT)
                .header("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        HttpResponse<InputStream> reply = exchange(request.build(), BodyHandlers.ofInputStream());
        if (reply.statusCode() >= FIRST_REDIRECT) {
            throw new HostdoubleException(
                    reply.statusCode(), sentence(reply.uri(), reply.statusCode(), text(reply.body())));
        }
        return reply.body();
    }

    private static String text(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (SSLException e) {
            throw new HostdoubleException("no TLS connection to " + request.uri() + ": " + reason(e), e);
        } catch (IOException e) {
            throw new HostdoubleException("no reply from " + request.uri() + ": is the server running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostdoubleException("interrupted while waiting for " + request.uri(), e);
        }
    }

    /** What went wrong in the first place, such as that a certificate is not trusted. */
    private static String reason(SSLException e) {
        Throwable first = e;
        for (Throwable at = e; at != null; at = at.getCause()) {
            first = at;
        }
        return String.valueOf(first.getMessage());
    }

    /** What the server says is wrong. */
    private static String sentence(URI uri, int status, String body) {
        String unknown = "unexpected reply from " + uri + ": status " + status
                + " without an error message; is that the URL of a Hostdouble?";
        try {
            String error = JSON.readTree(body).path("error").asText();
            return error.isEmpty() ? unknown : error;
        } catch (JsonProcessingException e) {
            return unknown;
        }
    }

    static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A name of one segment, or of two with a slash between them. */
    static String name(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? segment(text) : segment(text.substring(0, slash)) + "/" + segment(text.substring(slash + 1));
    }

    static String query(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return "";
        }
        StringJoiner query = new StringJoiner("&", "?", "");
        parameters.forEach((name, value) -> query.add(name + "=" + segment(value)));
        return query.toString();
    }
}
