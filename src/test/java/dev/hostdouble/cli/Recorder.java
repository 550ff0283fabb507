package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Records what happens in a world, and plays the file again. */
final class Recorder {
    private final Path folder;
    private final String query;

    Recorder(Path folder) {
        this(folder, "");
    }

    Recorder(Path folder, String query) {
        this.folder = folder;
        this.query = query;
    }

    /** What happens in the world. */
    @FunctionalInterface
    interface Story {
        void happen(Hostdouble emulator, ProviderClient client) throws Exception;
    }

    /** The file of a world in which something happened. */
    Path record(Settings settings, Story story) throws Exception {
        try (Hostdouble emulator = Hostdouble.start(settings)) {
            ProviderClient client = new ProviderClient(emulator, "default");
            story.happen(emulator, client);
            return Files.writeString(
                    folder.resolve("recording.json"),
                    client.send("GET", "/_emulator/replay" + query, "").body());
        }
    }

    static JsonNode json(Path file) throws Exception {
        return new ObjectMapper().readTree(file.toFile());
    }

    /** Exit code and output of a command. */
    record Result(int code, String output) {}

    static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        return new Result(Main.run(arguments, Map.of(), writer, writer), out.toString());
    }

    static Result replay(Path file) {
        return run("replay", file.toString());
    }

    /** Records, and checks that all replies come out the same. */
    JsonNode assertSame(Settings settings, Story story) throws Exception {
        Path file = record(settings, story);
        JsonNode json = json(file);
        Result played = replay(file);
        assertThat(played.code()).as(played.output() + Files.readString(file)).isZero();
        assertThat(json.path("complete").asBoolean()).isTrue();
        assertThat(played.output()).contains("0 of ").doesNotContain("0 of 0");
        return json;
    }

    /** A call of HosterAPI with the shipped token. */
    static String hosterapi(ProviderClient client, String method, String path, String form) {
        return client.send(
                        method,
                        "/api/v1" + path,
                        form,
                        Credentials.bearer(Credentials.HOSTERAPI_TOKEN),
                        "Content-Type: application/x-www-form-urlencoded")
                .body();
    }
}
