package dev.hostdouble.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a request names its world, the balancers send it to the same server. */
class BalancedNamesIT {
    private static final int WORLDS = 30;

    private final Path folder;
    private final List<HttpServer> servers = new ArrayList<>();

    /** Servers that answer everything with their number. */
    BalancedNamesIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        for (int i = 0; i < 3; i++) {
            byte[] number = String.valueOf(i).getBytes(StandardCharsets.UTF_8);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, number.length);
                exchange.getResponseBody().write(number);
                exchange.close();
            });
            server.start();
            servers.add(server);
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private List<Integer> ports() {
        return servers.stream().map(server -> server.getAddress().getPort()).toList();
    }

    @Test
    void haproxy() throws Exception {
        try (Balancer balancer = Balancer.haproxy(ports(), folder)) {
            check(balancer.url());
        }
    }

    @Test
    void nginx() throws Exception {
        try (Balancer balancer = Balancer.nginx(ports(), folder)) {
            check(balancer.url());
        }
    }

    private static void check(URI url) throws IOException {
        int[] worlds = new int[3];
        for (int i = 0; i < WORLDS; i++) {
            String world = "w." + i;
            int home = server(url, "/_w/" + world + "/nowhere", "Host: any");
            worlds[home]++;
            assertThat(server(url, "/_w/" + world + "?a=/b", "Host: any")).isEqualTo(home);
            assertThat(server(url, "/nowhere", "Host: any", "Emulator-World: " + world))
                    .isEqualTo(home);
            assertThat(server(url, "/nowhere", "Host: " + world + ".localhost:8080"))
                    .isEqualTo(home);
            assertThat(server(url, "/nowhere", "Host: W." + i + ".LocalHost")).isEqualTo(home);
            assertThat(server(url, "/_emulator/worlds/" + world, "Host: any")).isEqualTo(home);
            assertThat(server(url, "/_w/other/_emulator/worlds/" + world, "Host: any"))
                    .isEqualTo(home);
        }
        assertThat(worlds).doesNotContain(0);
        int home = server(url, "/nowhere", "Host: any");
        assertThat(server(url, "/_w/default/nowhere", "Host: any")).isEqualTo(home);
        assertThat(server(url, "/_emulator/worlds", "Host: localhost:8080")).isEqualTo(home);
    }

    private static int server(URI url, String target, String... headers) throws IOException {
        try (RawSocket socket = new RawSocket(url)) {
            Seen seen = socket.send("GET " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
            return Integer.parseInt(seen.body());
        }
    }
}
