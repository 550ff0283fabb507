package dev.hostdouble.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The bench's own load generator, a process of its own: one thread keeps a number of connections busy, each with one request
 * at a time. Orders come on standard input, {@code port connections milliseconds request}, the request in Base64. For each it
 * prints one line, as {@link Loaded#parse} reads it.
 */
public final class Load {
    private Load() {}

    public static void main(String[] args) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", -1);
            byte[] request = Base64.getDecoder().decode(words[3]);
            long nanos = Long.parseLong(words[2]) * 1_000_000;
            System.out.println(run(Integer.parseInt(words[0]), request, Integer.parseInt(words[1]), nanos));
        }
    }

    private static String run(int port, byte[] request, int count, long nanos) throws IOException {
        Latencies latencies = new Latencies();
        List<Connection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                Connection connection = new Connection(port);
                connections.add(connection);
                connection.channel().configureBlocking(false);
                connection
                        .channel()
                        .register(selector, SelectionKey.OP_READ, new Exchange(connection, request, latencies));
            }
            for (SelectionKey key : selector.keys()) {
                exchange(key).begin();
            }
            long now = start;
            while (now - start < nanos) {
                selector.select(key -> exchange(key).goOn());
                now = System.nanoTime();
            }
            return "bench: " + latencies.count() + " " + (now - start) / 1000 + " " + latencies.percentile(0.5) / 1000
                    + " " + latencies.percentile(0.99) / 1000 + " 0 0 0 0 0";
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static Exchange exchange(SelectionKey key) {
        return (Exchange) key.attachment();
    }

    /** The exchanges of one connection, one after the other. */
    private static final class Exchange {
        private final Connection connection;
        private final byte[] request;
        private final Latencies latencies;
        private long sent;

        Exchange(Connection connection, byte[] request, Latencies latencies) {
            this.connection = connection;
            this.request = request;
            this.latencies = latencies;
        }

        void begin() {
            try {
                sent = System.nanoTime();
                connection.send(request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void goOn() {
            try {
                if (connection.receive()) {
                    connection.requireSuccess();
                    latencies.add(System.nanoTime() - sent);
                    begin();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
