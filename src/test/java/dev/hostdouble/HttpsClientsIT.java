package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hostdouble.client.ProviderClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that users have meet the HTTPS port: the examples of its page, and strict clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpsClientsIT {
    private static final Pattern CONSOLE = Pattern.compile("(?s)```console\n(.*?)```");
    private static final String MARK = "--- next command ---";

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests().withHttps(0));

    @TempDir
    private Path folder = Path.of("");

    HttpsClientsIT() throws Exception {}

    private static void require(String program) throws Exception {
        boolean isThere =
                new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
        if (!isThere) {
            System.err.println("SKIPPED, for want of " + program + ": HttpsClientsIT");
        }
        assumeTrue(isThere, program);
    }

    private String bash(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(script).isTrue();
        return output;
    }

    private String here(String text) {
        return text.replace(":8443", ":" + server.httpsUrl().orElseThrow().getPort())
                .replace(":8080", ":" + server.port());
    }

    @BeforeEach
    void trust() throws IOException {
        ProviderClient client = new ProviderClient(server, "default");
        Files.writeString(
                folder.resolve("hostdouble-ca.pem"),
                client.control("GET", "ca.pem", "").body());
    }

    @ParameterizedTest
    @CsvSource({"https.md, 13", "confidence.md, 5"})
    void the_examples_of_the_pages_show_what_they_say(String page, int atLeast) throws Exception {
        require("curl");
        require("openssl");
        List<String> commands = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Matcher console = CONSOLE.matcher(Files.readString(Path.of("docs", page)));
        while (console.find()) {
            if (console.group(1).contains("WORLD='http://127.0.0.1")) {
                continue; // it is not about HTTPS: ConfidenceTest runs it
            }
            for (String exchange : console.group(1).split("(?m)^\\$ ", -1)) {
                if (!exchange.isBlank()) {
                    String command = exchange.lines().findFirst().orElseThrow();
                    commands.add(here(command));
                    expected.add(here(exchange.substring(command.length()).strip()));
                }
            }
        }
        assertThat(commands).hasSizeGreaterThanOrEqualTo(atLeast);
        String[] printed =
                bash(String.join("\necho; echo '" + MARK + "'\n", commands)).split(MARK, -1);
        for (int i = 0; i < commands.size(); i++) {
            String pattern = Pattern.quote(expected.get(i)).replace("…", "\\E.*\\Q");
            assertThat(printed[i].strip()).as(commands.get(i)).matches("(?s)" + pattern);
        }
    }

    @ParameterizedTest
    @CsvSource({"a.localhost, OK", "localhost, OK", "other.example, hostname mismatch"})
    void openssl_verifies_strictly(String host, String result) throws Exception {
        require("openssl");
        assertThat(bash(here("openssl s_client -connect 127.0.0.1:8443 -servername " + host + " -verify_hostname "
                        + host + " -CAfile hostdouble-ca.pem -x509_strict </dev/null 2>&1")))
                .contains(result.equals("OK") ? "Verify return code: 0 (ok)" : result);
        assertThat(
                        bash(
                                here(
                                        "openssl s_client -connect 127.0.0.1:8443 -servername " + host
                                                + " </dev/null 2>/dev/null"
                                                + " | openssl x509 > leaf.pem; openssl verify -x509_strict -CAfile hostdouble-ca.pem leaf.pem")))
                .contains("leaf.pem: OK");
    }

    @Test
    void python_verifies_strictly_and_sees_how_a_connection_ends() throws Exception {
        require("python3");
        ProviderClient client = new ProviderClient(server, "py");
        client.controlled("POST", "scenarios", """
                scenario: ends
                rules:
                  - { on: hosterapi/server.list, effect: { transport: { kind: truncate, after: 3 } } }
                  - { on: hosterapi/software.list, effect: { transport: close } }
                """);
        Files.writeString(folder.resolve("ends.py"), here("""
                import socket, ssl
                context = ssl.create_default_context(cafile='hostdouble-ca.pem')
                context.verify_flags |= ssl.VERIFY_X509_STRICT
                def end(path):
                    raw = socket.create_connection(('127.0.0.1', int(':8443'[1:])))
                    tls = context.wrap_socket(raw, server_hostname='py.localhost', suppress_ragged_eofs=False)
                    tls.sendall(('GET /api/v1' + path + ' HTTP/1.1\\r\\nHost: py.localhost\\r\\nAuthorization: Bearer '
                        '1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6\\r\\n\\r\\n').encode())
                    try:
                        while tls.recv(4096): pass
                        return 'close_notify'
                    except ssl.SSLEOFError:
                        return 'no close_notify'
                print(end('/datacenter/server'), '/', end('/software/list'))
                """));
        assertThat(bash("python3 ends.py").strip()).isEqualTo("no close_notify / close_notify");
    }

    @Test
    void node_trusts_the_ca() throws Exception {
        require("node");
        assertThat(bash(here(
                        "NODE_EXTRA_CA_CERTS=hostdouble-ca.pem node -e \"fetch('https://127.0.0.1:8443/_emulator/clock')"
                                + ".then(r => r.text()).then(console.log)\"")))
                .contains("\"mode\":\"manual\"");
    }

    @ParameterizedTest
    @CsvSource({
        "openssl ecparam -name prime256v1 -genkey -noout -out k.pem",
        "openssl genrsa -traditional -out k.pem 2048",
        "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out k.pem"
    })
    void keys_of_each_form_and_kind_are_served(String make) throws Exception {
        require("curl");
        require("openssl");
        String made = bash(make + " && openssl req -x509 -key k.pem -days 30 -subj /CN=x"
                + " -addext subjectAltName=DNS:given.localhost -out c.pem");
        Settings given = Settings.forTests()
                .withNetwork(Network.PLAIN.withHttps(
                        HttpsSettings.on(0).withCertificate(folder.resolve("c.pem"), folder.resolve("k.pem"))));
        try (Hostdouble other = Hostdouble.start(given)) {
            int port = other.httpsUrl().orElseThrow().getPort();
            assertThat(bash("curl -s --cacert c.pem https://given.localhost:" + port + "/_emulator/health"))
                    .as(made)
                    .contains("\"status\":\"ok\"");
            assertThat(bash("curl -s http://127.0.0.1:" + other.port() + "/_emulator/ca.pem | diff - c.pem"))
                    .isEmpty();
        }
    }
}
