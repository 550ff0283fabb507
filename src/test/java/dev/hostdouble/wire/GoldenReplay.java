package dev.hostdouble.wire;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.http.RawSocket;
import dev.hostdouble.http.RawSocket.RawReply;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.wire.WireFixture.Message;
import dev.hostdouble.world.World;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays golden exchanges over a raw socket, each in a world of its own; one emulator for each start state. */
final class GoldenReplay implements AutoCloseable {
    private static final String DEFAULT = "default";
    private static final Path WORLDS = Path.of("src/test/resources/worlds");

    private final Map<String, Hostdouble> emulators = new HashMap<>();

    /**
     * What came back.
     *
     * @param entry the call in the journal; none for a request that never became a call
     */
    record Outcome(Message reply, Optional<JournalEntry> entry) {}

    Outcome run(WireFixture fixture) throws IOException, InvalidFileException {
        Hostdouble emulator = emulator(start(fixture));
        World world = emulator.world(fixture.toString().replace('/', '-'));
        ClientDefaults manners = ClientDefaults.of(fixture.api());
        try (RawSocket connection = new RawSocket(emulator.url())) {
            Given given = new Given(
                    world,
                    fixture.api(),
                    (method, path, headers, body) -> connection.send(
                            bytes(method + " " + path + " HTTP/1.1\r\n" + headers + route(manners, world, body), body),
                            false));
            for (String line : fixture.givens()) {
                given.apply(line);
            }
            int before = journal(world).size();
            RawReply reply = send(connection, manners, world, fixture.request());
            List<JournalEntry> journal = journal(world);
            return new Outcome(
                    new Message(reply.statusLine(), reply.headers(), reply.body()),
                    journal.size() == before ? Optional.empty() : Optional.of(journal.get(before)));
        }
    }

    private static String start(WireFixture fixture) {
        return fixture.givens().stream()
                .filter(line -> line.startsWith(Given.WORLD))
                .map(line -> line.substring(Given.WORLD.length()))
                .findFirst()
                .orElse(DEFAULT);
    }

    private synchronized Hostdouble emulator(String start) throws IOException, InvalidFileException {
        Hostdouble known = emulators.get(start);
        if (known != null) {
            return known;
        }
        Settings settings = Settings.forTests();
        Hostdouble fresh =
                Hostdouble.start(start.equals(DEFAULT) ? settings : settings.withWorld(WORLDS.resolve(start)));
        emulators.put(start, fresh);
        return fresh;
    }

    private static RawReply send(RawSocket connection, ClientDefaults manners, World world, Message request)
            throws IOException {
        StringBuilder head = new StringBuilder(request.start()).append("\r\n");
        request.headers().forEach(line -> head.append(line).append("\r\n"));
        String ours = route(manners, world, request.body());
        ours.lines()
                .filter(line -> !request.has(line.substring(0, line.indexOf(':'))))
                .forEach(line -> head.append(line).append("\r\n"));
        return connection.send(
                bytes(head.toString(), request.body()), request.start().startsWith("HEAD "));
    }

    /** The headers every request needs to arrive, and to arrive in its world. */
    private static String route(ClientDefaults manners, World world, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "Host: " + manners.host() + "\r\nEmulator-World: " + world.name() + "\r\nContent-Length: " + length
                + "\r\n";
    }

    private static byte[] bytes(String head, String body) {
        return (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static List<JournalEntry> journal(World world) {
        return world.locked(() -> world.journal().entries());
    }

    /** A provider as it is at the start of the default world. */
    ProviderInstance api(String name) throws IOException, InvalidFileException {
        return emulator(DEFAULT).world(DEFAULT).api(name);
    }

    @Override
    public synchronized void close() {
        emulators.values().forEach(Hostdouble::close);
        emulators.clear();
    }
}
