package dev.hostdouble.wire;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ClientDefaults;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.control.Control;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.wire.WireFixture.Message;
import dev.hostdouble.world.World;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays golden exchanges over a raw socket, each in its own world; one emulator for each start state. An exchange is
 * replayed once: whoever looks at its outcome first has it replayed, all others see the same outcome. Tests get it from
 * {@link SharedReplay}.
 */
final class GoldenReplay implements AutoCloseable {
    private static final String DEFAULT = "default";
    /** What the page's console URLs begin with: golden exchanges compare its bytes. */
    private static final String PAGE = "https://hosterapi.de";

    private static final Path WORLDS = Path.of("src/test/resources/worlds");

    private final Map<String, Hostdouble> emulators = new HashMap<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();

    /**
     * What came back.
     *
     * @param entry the call in the journal; none for a request that never became a call
     * @param problems the warnings and errors that were logged meanwhile
     */
    record Outcome(Message reply, Optional<JournalEntry> entry, List<String> problems) {}

    /** What a golden exchange came to. */
    synchronized Outcome outcome(WireFixture fixture) throws IOException, InvalidFileException {
        Outcome known = outcomes.get(fixture.toString());
        if (known != null) {
            return known;
        }
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            Outcome fresh = run(fixture, logs);
            outcomes.put(fixture.toString(), fresh);
            return fresh;
        }
    }

    private Outcome run(WireFixture fixture, CapturedLogs logs) throws IOException, InvalidFileException {
        Hostdouble emulator = emulator(start(fixture));
        World world = emulator.world(fixture.toString().replace('/', '-'));
        ClientDefaults defaults = ClientDefaults.of(fixture.api());
        try (RawSocket connection = new RawSocket(emulator.url())) {
            Given given = new Given(
                    world,
                    fixture.api(),
                    (method, path, headers, body) -> connection.send(
                            bytes(
                                    method + " " + path + " HTTP/1.1\r\n" + headers
                                            + route(host(defaults, " " + path), world, body),
                                    body),
                            false));
            for (String line : fixture.givens()) {
                given.apply(line);
            }
            int before = journal(world).size();
            Seen reply = send(connection, defaults, world, fixture.request());
            List<JournalEntry> journal = journal(world);
            return new Outcome(
                    new Message(reply.statusLine(), reply.headers(), reply.body()),
                    journal.size() == before ? Optional.empty() : Optional.of(journal.get(before)),
                    logs.problems());
        } finally {
            new ProviderClient(emulator, DEFAULT).control("DELETE", "worlds/" + world.name(), "");
        }
    }

    private static String start(WireFixture fixture) {
        return fixture.givens().stream()
                .filter(line -> line.startsWith(Given.WORLD))
                .map(line -> line.substring(Given.WORLD.length()))
                .findFirst()
                .orElse(DEFAULT);
    }

    private Hostdouble emulator(String start) throws IOException, InvalidFileException {
        Hostdouble known = emulators.get(start);
        if (known != null) {
            return known;
        }
        Settings settings = Settings.forTests().withConsoleUrl(PAGE);
        Path folder = WORLDS.resolve(start);
        Hostdouble fresh =
                Hostdouble.start(Files.exists(folder) ? settings.withWorld(folder) : settings.withWorld(start));
        emulators.put(start, fresh);
        return fresh;
    }

    private static Seen send(RawSocket connection, ClientDefaults defaults, World world, Message request)
            throws IOException {
        StringBuilder head = new StringBuilder(request.start()).append("\r\n");
        request.headers().forEach(line -> head.append(line).append("\r\n"));
        String ours = route(host(defaults, request.start()), world, request.body());
        ours.lines()
                .filter(line -> !request.has(line.substring(0, line.indexOf(':'))))
                .forEach(line -> head.append(line).append("\r\n"));
        return connection.send(
                bytes(head.toString(), request.body()), request.start().startsWith("HEAD "));
    }

    /** The host of a request; the control API is not the provider, and refuses its host. */
    private static String host(ClientDefaults defaults, String start) {
        return start.contains(" " + Control.BASE) ? "localhost" : defaults.host();
    }

    /** The headers every request needs to arrive, and to arrive in its world. */
    private static String route(String host, World world, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "Host: " + host + "\r\nEmulator-World: " + world.name() + "\r\nContent-Length: " + length + "\r\n";
    }

    private static byte[] bytes(String head, String body) {
        return (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static List<JournalEntry> journal(World world) {
        return world.with(session -> session.journal().entries());
    }

    @Override
    public synchronized void close() {
        emulators.values().forEach(Hostdouble::close);
        emulators.clear();
    }
}
