package dev.hostdouble.wire;

import dev.hostdouble.Emulator;
import dev.hostdouble.Settings;
import dev.hostdouble.core.Api;
import dev.hostdouble.http.RawConnection;
import dev.hostdouble.http.RawConnection.RawReply;
import dev.hostdouble.journal.Entry;
import dev.hostdouble.wire.WireFixture.Message;
import dev.hostdouble.world.World;
import dev.hostdouble.yaml.BadFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays golden exchanges over a raw socket, each in a world of its own; one emulator for each start state. */
final class Replay implements AutoCloseable {
    private static final String DEFAULT = "default";
    private static final Path WORLDS = Path.of("src/test/resources/worlds");

    private final Map<String, Emulator> emulators = new HashMap<>();

    /**
     * What came back.
     *
     * @param entry the call in the journal; none for a request that never became a call
     */
    record Outcome(Message reply, Optional<Entry> entry) {}

    Outcome run(WireFixture fixture) throws IOException, BadFile {
        Emulator emulator = emulator(start(fixture));
        World world = emulator.world(fixture.toString().replace('/', '-'));
        Manners manners = Manners.of(fixture.api());
        try (RawConnection connection = new RawConnection(emulator.url())) {
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
            List<Entry> journal = journal(world);
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

    private synchronized Emulator emulator(String start) throws IOException, BadFile {
        Emulator known = emulators.get(start);
        if (known != null) {
            return known;
        }
        Settings settings = Settings.forTests();
        Emulator fresh = Emulator.start(start.equals(DEFAULT) ? settings : settings.withWorld(WORLDS.resolve(start)));
        emulators.put(start, fresh);
        return fresh;
    }

    private static RawReply send(RawConnection connection, Manners manners, World world, Message request)
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
    private static String route(Manners manners, World world, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "Host: " + manners.host() + "\r\nEmulator-World: " + world.name() + "\r\nContent-Length: " + length
                + "\r\n";
    }

    private static byte[] bytes(String head, String body) {
        return (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Entry> journal(World world) {
        return world.locked(() -> world.journal().entries());
    }

    /** A provider as it is at the start of the default world. */
    Api api(String name) throws IOException, BadFile {
        return emulator(DEFAULT).world(DEFAULT).api(name);
    }

    @Override
    public synchronized void close() {
        emulators.values().forEach(Emulator::close);
        emulators.clear();
    }
}
