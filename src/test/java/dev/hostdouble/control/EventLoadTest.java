package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Event;
import dev.hostdouble.client.EventFilter;
import dev.hostdouble.client.EventStream;
import dev.hostdouble.client.HostdoubleException;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.WorldClient;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Streams of events while much happens: readers who come and go, many of them, and slow ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventLoadTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String STATUS = "/datacenter/server/4001/status";
    private static final int SMALL_JOURNAL = 50;
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    EventLoadTest() throws Exception {}

    private static String get(Hostdouble server, String world, String path) {
        return "GET /_w/" + world + path + " HTTP/1.1\r\nHost: " + server.url().getAuthority() + "\r\n\r\n";
    }

    /** Calls on one connection, which stays open. */
    private static void call(Hostdouble server, String world, String target, int times) {
        String call = get(server, world, target);
        try (RawSocket connection = RawSocket.local(server.port())) {
            for (int i = 0; i < times; i++) {
                assertThat(connection.send(call).status()).isEqualTo(401);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_comes_back_again_and_again_sees_every_event_once_and_in_order() {
        int calls = 4000;
        emulator.client().createWorld("back");
        WorldClient world = emulator.client().world("back");
        EventFilter from = EventFilter.all().fromTheBeginning();
        CompletableFuture<Void> load =
                CompletableFuture.runAsync(() -> call(emulator, "back", "/api/v1" + STATUS, calls));
        List<Event> seen = new ArrayList<>();
        int connections = 0;
        while (seen.size() < 2 * calls) {
            connections++;
            int goal = Math.min(2 * calls, seen.size() + 1 + connections % 97);
            try (EventStream events = world.events(from)) {
                while (seen.size() < goal) {
                    seen.add(events.next(SOON).orElseThrow());
                }
            }
            from = EventFilter.all().after(seen.get(seen.size() - 1));
        }
        load.join();
        assertThat(connections).isGreaterThan(100);
        for (String kind : List.of("call", "delivery")) {
            assertThat(seen.stream().filter(event -> event.kind().equals(kind)).map(event -> event.number("n")
                            .orElseThrow()))
                    .as(kind)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, calls).boxed().toList());
        }
        assertThat(seen).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void the_client_comes_back_by_itself_when_its_connection_is_cut() throws Exception {
        emulator.client().createWorld("cut");
        try (CuttingProxy proxy = new CuttingProxy(emulator.port(), 2000);
                EventStream events =
                        proxy.client().world("cut").events(EventFilter.all().kinds("call"))) {
            call(emulator, "cut", "/api/v1" + STATUS, 300);
            for (long n = 1; n <= 300; n++) {
                assertThat(events.next(SOON).flatMap(event -> event.number("n")))
                        .contains(n);
            }
            assertThat(proxy.connections()).isGreaterThan(20);
        }
    }

    @Test
    void a_hundred_readers_see_the_same() {
        emulator.client().createWorld("hundred");
        WorldClient world = emulator.client().world("hundred");
        List<EventStream> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                readers.add(world.events(EventFilter.all().kinds("call")));
            }
            call(emulator, "hundred", "/api/v1" + STATUS, 100);
            for (EventStream reader : readers) {
                for (long n = 1; n <= 100; n++) {
                    assertThat(reader.next(SOON).flatMap(event -> event.number("n")))
                            .contains(n);
                }
            }
        } finally {
            readers.forEach(EventStream::close);
        }
    }

    @Test
    void a_slow_reader_loses_its_stream_and_learns_what_it_has_missed() throws Exception {
        Settings small = new Settings(
                "127.0.0.1",
                0,
                Optional.empty(),
                ClockMode.MANUAL,
                1,
                false,
                false,
                SMALL_JOURNAL,
                Optional.empty(),
                false);
        try (Hostdouble server = Hostdouble.start(small);
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            RawSocket slow = new RawSocket(socket);
            slow.write(get(server, "default", "/_emulator/events"));
            assertThat(slow.read(100)).contains("text/event-stream");
            call(server, "default", "/api/v1" + STATUS + "?filler=" + "x".repeat(6000), 2000); // nobody waits for it
            String rest = readBody(slow);
            assertThat(rest).contains("event: end\ndata: {\"reason\":\"slow\"}").endsWith(LAST_CHUNK);
            String lastId = rest.substring(rest.lastIndexOf("\nid: ") + 5)
                    .lines()
                    .findFirst()
                    .orElseThrow();
            Event last = new Event(lastId, "", Map.of());
            try (EventStream again =
                    server.client().world("default").events(EventFilter.all().after(last))) {
                Event gap = again.next(SOON).orElseThrow();
                assertThat(gap.kind()).isEqualTo("gap");
                assertThat(gap.number("missed").orElseThrow()).isPositive();
                assertThat(again.next(SOON).orElseThrow().kind()).isIn("call", "delivery");
            }
        }
    }

    @Test
    void there_is_a_limit_on_streams_and_who_leaves_makes_room() throws Exception {
        List<RawSocket> readers = new ArrayList<>();
        try (Hostdouble full = Hostdouble.start(Settings.forTests())) { // of its own: the other tests need room
            List<Seen> refused = new ArrayList<>();
            for (int i = 0; i <= EventControl.MOST; i++) {
                RawSocket reader = RawSocket.local(full.port());
                readers.add(reader);
                reader.write(
                        get(full, "default", "/_emulator/events").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
                String head = reader.read("HTTP/1.1 200".length());
                if (!head.endsWith("200")) {
                    refused.add(new Seen(head + reader.readToEnd().bytes(), Seen.End.OPEN));
                }
            }
            assertThat(refused).singleElement().satisfies(reply -> {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.body()).contains("too many event streams: 500 are open; close one");
            });
            for (RawSocket reader : readers) {
                reader.close();
            }
            try (EventStream reader = awaitRoom(full)) { // the server looks from time to time who has left
                assertThat(reader).isNotNull();
            }
        }
    }

    /** Reads to the last chunk of a body, or to the end of the connection, which otherwise stays open for long. */
    private static String readBody(RawSocket reader) throws IOException {
        StringBuilder body = new StringBuilder();
        boolean isRead = false;
        while (!isRead) {
            String part = reader.read(Math.max(1, reader.available()));
            body.append(part);
            int from = body.length() - part.length() - LAST_CHUNK.length();
            isRead = part.isEmpty() || body.indexOf(LAST_CHUNK, from) >= 0;
        }
        return body.toString();
    }

    private static EventStream awaitRoom(Hostdouble server) {
        for (int attempt = 0; ; attempt++) {
            try {
                return server.client().world("default").events();
            } catch (HostdoubleException e) {
                assertThat(e.status()).isEqualTo(503);
                assertThat(attempt).isLessThan(10_000);
            }
        }
    }
}
