package dev.hostdouble.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.control.Access;
import dev.hostdouble.control.Control;
import dev.hostdouble.control.ReplayContext;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay FILE}: replays a file from {@code GET /_emulator/replay}, and compares every reply byte for byte. */
@Command(name = "replay", description = "Play a recorded world again.", mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_PROBLEMS = 20;

    @Parameters(paramLabel = "FILE", description = "a file from GET /_emulator/replay")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        JsonNode recording = read(file);
        PrintWriter out = spec.commandLine().getOut();
        List<String> problems = new ArrayList<>();
        int calls = 0;
        try {
            Worlds worlds = worlds(recording);
            World world = worlds.get(Worlds.DEFAULT);
            Control control = new Control(
                    worlds,
                    Providers.ALL,
                    new Access(true, Optional.empty()),
                    Hostdouble.version(),
                    new ReplayContext(false, false, Map.of(), List::of));
            for (JsonNode event : recording.path("events")) {
                Instant at = Instant.parse(event.path("at").asText());
                world.run(session -> session.setClock(ClockMode.MANUAL, at));
                if (event.has("operation")) {
                    calls++;
                    compare(calls, event, worlds, problems);
                } else {
                    control.handle(Worlds.DEFAULT, controlCall(event));
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidFileException(List.of(file + ":1: not a recording: " + e.getMessage()));
        }
        problems.stream().limit(MAX_PROBLEMS).forEach(out::println);
        if (!recording.path("complete").asBoolean()) {
            out.println("incomplete recording: the journal was too small for all calls");
        }
        out.println(problems.size() + " of " + calls + " replies differ");
        return problems.isEmpty() ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }

    private static JsonNode read(Path file) throws InvalidFileException, IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            throw new IOException("cannot read " + file + ": expected a file of at most " + (MAX_BYTES >> 20) + " MiB");
        }
        try {
            JsonNode recording = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (recording == null || recording.path("replay").asInt() != 1) {
                throw new InvalidFileException(
                        List.of(file + ":1: not a recording: expected a file from GET /_emulator/replay"));
            }
            return recording;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidFileException(List.of(file + ":" + line + ": invalid JSON: " + e.getOriginalMessage()));
        }
    }

    private static Worlds worlds(JsonNode recording) throws InvalidFileException, IOException {
        Instant startedAt = Instant.parse(recording.path("startedAt").asText());
        Map<String, StartStates.Source> own = new TreeMap<>();
        recording
                .path("startStates")
                .properties()
                .forEach(state -> own.put(
                        state.getKey(),
                        new StartStates.Source(state.getKey(), state.getValue().asText())));
        ScenarioReader reader = new ScenarioReader(Providers.ALL);
        List<Scenario> scenarios = new ArrayList<>();
        for (JsonNode text : recording.path("scenarios")) {
            scenarios.add(reader.read("scenario", text.asText()));
        }
        WorldSettings settings = new WorldSettings(
                        ClockMode.REAL,
                        recording.path("seed").asLong(),
                        recording.path("acceptAnyToken").asBoolean(),
                        recording.path("strict").asBoolean(),
                        0,
                        1,
                        Clock.fixed(startedAt, ZoneOffset.UTC))
                .withScenarios(() -> scenarios);
        return new Worlds(settings, new StartStates(Providers.ALL).read(own));
    }

    private static void compare(int number, JsonNode event, Worlds worlds, List<String> problems) {
        String operation = event.path("operation").asText();
        Request request = new Request(
                event.path("method").asText(),
                event.path("scheme").asText(),
                event.path("authority").asText(),
                event.path("base").asText(),
                event.path("path").asText(),
                event.path("query").asText(),
                headers(event.path("headers")),
                bytes(event.path("body")),
                parts(event.path("parts")));
        Reply reply = worlds.handle(Worlds.DEFAULT, owner(request.path()), request);
        JsonNode wanted = event.path("reply");
        String what = "call " + number + " (" + operation + " " + request.method() + " " + request.path() + "): ";
        if (reply.status() != wanted.path("status").asInt()
                || !reply.reason().equals(wanted.path("reason").asText())) {
            problems.add(what + "status " + reply.status() + ", was "
                    + wanted.path("status").asInt());
        } else if (!reply.headers().equals(headers(wanted.path("headers")))) {
            problems.add(what + "headers " + reply.headers().fields() + ", were " + wanted.path("headers"));
        } else if (!reply.body().equals(bytes(wanted.path("body")))) {
            int byteAt = Arrays.mismatch(
                    reply.body().array(), bytes(wanted.path("body")).array());
            problems.add(what + "body differs at byte " + byteAt);
        } else if (!(reply.delivery().isImmediate() ? "" : reply.delivery().toString())
                .equals(wanted.path("delivery").asText(""))) {
            problems.add(what + "delivered as " + reply.delivery() + ", was "
                    + wanted.path("delivery").asText());
        }
    }

    private static Provider owner(String path) {
        return Providers.ALL.stream()
                .filter(provider -> provider.owns(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no provider has the path " + path));
    }

    private static Request controlCall(JsonNode event) {
        String path = event.path("path").asText();
        int query = path.indexOf('?');
        return new Request(
                event.path("method").asText(),
                "http",
                "localhost",
                "",
                Control.BASE + (query < 0 ? path : path.substring(0, query)),
                query < 0 ? "" : path.substring(query + 1),
                Headers.NONE,
                bytes(event.path("body")),
                List.of());
    }

    private static Headers headers(JsonNode pairs) {
        List<Header> headers = new ArrayList<>();
        pairs.forEach(pair ->
                headers.add(new Header(pair.path(0).asText(), pair.path(1).asText())));
        return new Headers(headers);
    }

    private static List<Part> parts(JsonNode texts) {
        List<Part> parts = new ArrayList<>();
        texts.forEach(part -> parts.add(
                new Part(part.path("name").asText(), part.path("file").asBoolean(), bytes(part.path("content")))));
        return parts;
    }

    private static Bytes bytes(JsonNode base64) {
        return Bytes.of(Base64.getDecoder().decode(base64.asText()));
    }
}
