package dev.hostdouble.junit;

import dev.hostdouble.client.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls that the test classes make at HosterAPI. */
final class Calls {
    static final String TOKEN = Credentials.HOSTERAPI_TOKEN;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Calls() {}

    /** Lists the servers; returns status and body. */
    static String list(URI base) {
        return send(HttpRequest.newBuilder(URI.create(base + "/api/v1/datacenter/server"))
                .GET());
    }

    static String delete(URI base, int server) {
        return send(HttpRequest.newBuilder(URI.create(base + "/api/v1/datacenter/server/" + server + "/delete"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"force\":true}")));
    }

    /** Orders a server. */
    static String create(URI base) {
        return send(HttpRequest.newBuilder(URI.create(base + "/api/v1/datacenter/server"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"template\":\"Debian10.0\",\"cpuCores\":4,\"mem\":2048,\"disk\":\"10G\",\"ipCount\":2}")));
    }

    private static String send(HttpRequest.Builder request) {
        try {
            var reply =
                    HTTP.send(request.header("Authorization", "Bearer " + TOKEN).build(), BodyHandlers.ofString());
            return reply.statusCode() + " " + reply.body().strip();
        } catch (IOException e) {
            return "no reply";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
