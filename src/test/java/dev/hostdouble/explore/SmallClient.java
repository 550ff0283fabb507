package dev.hostdouble.explore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** A client in this process: as a program that {@code explore} runs, but without the time that starting a process takes. */
abstract class SmallClient implements ClientProgram {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";

    /** The client failed as it was written to: exit code 1. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }

    /** The client was stopped, as a process is that does not end. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** One run of the client. */
    static final class Session {
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final Map<String, String> environment;
        private final BooleanSupplier isEnough;

        Session(Map<String, String> environment, BooleanSupplier isEnough) {
            this.environment = environment;
            this.isEnough = isEnough;
        }

        /** A reply that is JSON; throws if there is none, or another one. */
        JsonNode call(String method, String path, String form) throws IOException, InterruptedException {
            HttpResponse<String> reply = send(method, path, form);
            return JSON.readTree(reply.body());
        }

        HttpResponse<String> send(String method, String path, String form) throws IOException, InterruptedException {
            if (isEnough.getAsBoolean()) {
                throw new Stopped();
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(environment.get("HOSTERAPI_URL") + "/api/v1" + path))
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .timeout(Duration.ofSeconds(20))
                    .method(method, BodyPublishers.ofString(form))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }

    /** What the client does; returns if it succeeds. */
    abstract void work(Session session) throws IOException, InterruptedException, Failed;

    @Override
    public ClientExit run(Map<String, String> environment, BooleanSupplier isEnough) throws InterruptedException {
        try {
            work(new Session(environment, isEnough));
            return exit(OptionalInt.of(0), "done\n");
        } catch (Failed e) {
            return exit(OptionalInt.of(1), "error: " + e.getMessage() + "\n");
        } catch (Stopped e) {
            return exit(OptionalInt.empty(), "");
        } catch (IOException | RuntimeException e) {
            return exit(OptionalInt.of(1), "Exception in thread \"main\" " + e + "\n");
        }
    }

    private static ClientExit exit(OptionalInt code, String output) {
        return new ClientExit(code, Duration.ofMillis(10), output);
    }
}
