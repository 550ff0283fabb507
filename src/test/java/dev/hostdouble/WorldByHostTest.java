package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.cli.Main;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host name names a world. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorldByHostTest {
    private static final String TOKEN = Credentials.bearer(Credentials.HOSTERAPI_TOKEN);
    private static final String SERVERS = "/api/v1/datacenter/server";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests()
            .withNetwork(Network.PLAIN
                    .withWorldDomains(List.of("hd.test", "Sub.Example.COM"))
                    .withHttps(HttpsSettings.on(0))));

    WorldByHostTest() throws Exception {}

    private Seen send(String method, String target, String body, String... headers) throws IOException {
        String fields = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        try (RawSocket socket = new RawSocket(emulator.url())) {
            return socket.send(method + " " + target + " HTTP/1.1\r\n" + fields + "Content-Length: " + body.length()
                    + "\r\n\r\n" + body);
        }
    }

    private boolean exists(String world) throws IOException {
        return send("GET", "/_emulator/worlds", "", "Host: localhost")
                .json()
                .path("worlds")
                .findValuesAsText("name")
                .contains(world);
    }

    @ParameterizedTest
    @CsvSource({
        "h1.localhost, h1",
        "H2.LocalHost:8080, h2",
        "h3.localhost.:1, h3",
        "h4.hd.test, h4",
        "h5.sub.example.com:8080, h5",
        "v1.6.localhost, v1.6",
        "h_7.localhost, h_7",
        "default.localhost, default",
        "localhost, default",
        "localhost.:8080, default",
        "hd.test, default",
        "sub.example.com, default",
        "x.example.com, default",
        "notlocalhost, default",
        "127.0.0.1:8080, default",
        "[::1]:8080, default",
        "[::1], default"
    })
    void a_host_below_a_domain_is_a_world(String host, String world) throws IOException {
        Seen reply = send("GET", SERVERS, "", "Host: " + host, TOKEN);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(exists(world)).isTrue();
        long calls = emulator.world(world).with(session -> session.journal().nextNumber());
        send("GET", SERVERS, "", "Host: " + host, TOKEN);
        assertThat(emulator.world(world).<Long>with(session -> session.journal().nextNumber()))
                .isEqualTo(calls + 1);
    }

    @Test
    void the_authority_of_the_target_counts_and_a_missing_host_names_none() throws IOException {
        assertThat(send("GET", "http://target.localhost:8080" + SERVERS, "", "Host: field.localhost", TOKEN)
                        .status())
                .isEqualTo(200);
        assertThat(exists("target")).isTrue();
        assertThat(exists("field")).isFalse();
        try (RawSocket socket = new RawSocket(emulator.url())) {
            assertThat(socket.send("GET / HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".localhost", "a..localhost", "a..hd.test:80"})
    void an_empty_label_is_no_world(String host) throws IOException {
        Seen reply = send("GET", "/_emulator/health", "", "Host: " + host);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText())
                .isEqualTo("invalid host '" + host
                        + "': expected the name of a world before the domain, such as my-test.localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "/_w/a/_emulator/health, '', 'two worlds, ''a'' and ''b'', by the path /_w/a and the host b.localhost'",
        "/_emulator/health, Emulator-World: c, 'two worlds, ''c'' and ''b'', by the header Emulator-World and the host'",
        "/vm.php, Emulator-World: B, 'two worlds, ''B'' and ''b'', by the header Emulator-World and the host b.localhost'",
        "/_w/b/_emulator/health, Emulator-World: b, ''"
    })
    void namings_that_disagree_are_refused(String path, String header, String problem) throws IOException {
        Seen reply = header.isEmpty()
                ? send("GET", path, "", "Host: b.localhost")
                : send("GET", path, "", "Host: b.localhost", header);
        assertThat(reply.status()).as(reply.body()).isEqualTo(problem.isEmpty() ? 200 : 400);
        assertThat(reply.body()).contains(problem);
    }

    @Test
    void the_control_api_addresses_the_world_of_the_host() throws IOException {
        send("PUT", "/_emulator/clock", "{\"now\":\"2030-01-01T00:00:00Z\"}", "Host: control.hd.test:8080");
        assertThat(send("GET", "/_emulator/clock", "", "Host: control.localhost")
                        .json()
                        .path("now")
                        .asText())
                .isEqualTo("2030-01-01T00:00:00Z");
    }

    @Test
    void pages_of_other_worlds_and_other_hosts_are_foreign() throws IOException {
        String health = "/_emulator/health";
        assertThat(send("GET", health, "", "Host: evil.example.com").status()).isEqualTo(403);
        assertThat(send("GET", health, "", "Host: evilhd.test").status()).isEqualTo(403);
        for (String domain : List.of("localhost:8080", "hd.test:8080")) {
            String host = "Host: mine." + domain;
            assertThat(send("GET", health, "", host, "Origin: http://mine." + domain)
                            .status())
                    .isEqualTo(200);
            Seen other = send("GET", health, "", host, "Origin: http://other." + domain);
            assertThat(other.status()).isEqualTo(403);
            assertThat(other.body()).contains("foreign Origin");
            assertThat(send("GET", health, "", host, "Sec-Fetch-Site: same-site")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void links_lead_back_to_the_same_world() throws IOException {
        String host = "Host: links.localhost:4711";
        String basic = Credentials.basic(Credentials.VSS_USER, Credentials.VSS_USER);
        String token = send("POST", "/auth/request-token", "", host, basic)
                .json()
                .path("token")
                .asText();
        JsonNode page =
                send("GET", "/v2/iso", "", host, Credentials.bearer(token)).json();
        assertThat(page.toString())
                .contains("http://links.localhost:4711/v2/iso")
                .doesNotContain("/_w/");
        assertThat(send("GET", SERVERS + "/4001/console", "", host, TOKEN).body())
                .contains("http:\\/\\/links.localhost:4711\\/novnc\\/vnc.html?host=links.localhost:4711&")
                .doesNotContain("_w\\/");
        String curl = send("GET", "/_emulator/requests/2?as=curl", "", host).body();
        assertThat(curl).contains(" http://links.localhost:4711/v2/iso ").doesNotContain("Emulator-World");
        assertThat(send("GET", "/_emulator/requests?as=har", "", host).body())
                .contains("\"url\":\"http://links.localhost:4711/v2/iso\"");
    }

    @Test
    void a_replay_gives_the_same_bytes_in_a_world_of_another_name(@TempDir Path folder) throws IOException {
        String host = "Host: recorded.hd.test:4711";
        assertThat(send("GET", SERVERS + "/4001/console", "", host, TOKEN).body())
                .contains("recorded.hd.test:4711");
        Path file = Files.writeString(
                folder.resolve("calls.json"),
                send("GET", "/_emulator/replay", "", host).body());
        StringWriter out = new StringWriter();
        int code = Main.run(new String[] {"replay", file.toString()}, new PrintWriter(out), new PrintWriter(out));
        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString()).contains("0 of 1 replies differ");
    }
}
