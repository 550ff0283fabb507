package dev.hostdouble.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The load generator, a process of its own: one thread keeps a number of connections busy, each with one request at a
 * time. Orders come on standard input, {@code port path connections milliseconds requests}: it stops at whichever of the
 * two bounds comes first. For each it prints one line, {@code requests nanoseconds p50 p99} with latencies in
 * nanoseconds.
 */
public final class Load {
    private Load() {}

    public static void main(String[] args) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", -1);
            byte[] request = Connection.request("GET", words[1], "");
            long nanos = Long.parseLong(words[3]) * 1_000_000;
            System.out.println(run(
                    Integer.parseInt(words[0]), request, Integer.parseInt(words[2]), nanos, Long.parseLong(words[4])));
        }
    }

    private static String run(int port, byte[] request, int count, long nanos, long requests) throws IOException {
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
            while (now - start < nanos && latencies.count() < requests) {
                selector.select(key -> exchange(key).goOn());
                now = System.nanoTime();
            }
            return latencies.count() + " " + (now - start) + " " + latencies.percentile(0.5) + " "
                    + latencies.percentile(0.99);
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
                throw new java.io.UncheckedIOException(e);
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
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
