package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that asks for another protocol is a call like any other. */
class UpgradeTest {
    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n"
            + Credentials.bearer(Credentials.HOSTERAPI_TOKEN) + "\r\nConnection: Upgrade\r\nUpgrade: ";
    private static final String WEB_SOCKET =
            "websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    private static final String H2C = "h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final ProviderClient client = new ProviderClient(emulator, "default");

    UpgradeTest() throws Exception {}

    private Seen send(String request) throws IOException {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            Seen seen = connection.send(request);
            assertThat(seen.header("Set-Cookie")).isEmpty();
            assertThat(seen.header("Upgrade")).isEmpty();
            assertThat(seen.header("Connection")).isEmpty();
            return seen;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/datacenter/server, 200, server.list",
        "/api/v1/nowhere, 404, unknown",
        "/novnc/core.js, 404, unknown"
    })
    void it_is_in_the_journal(String path, int status, String operation) throws IOException {
        for (String protocol : new String[] {WEB_SOCKET, H2C}) {
            assertThat(send("GET " + path + HEAD + protocol).status()).isEqualTo(status);
        }
        assertThat(client.journal().findValuesAsText("operation"))
                .hasSize(2)
                .allMatch(each -> each.endsWith(operation));
    }

    @Test
    void rules_apply_to_it() throws IOException {
        client.rules("- name: broken\n  on: \"*\"\n  effect: { gateway: 503 }\n");
        assertThat(send("GET /novnc/core.js" + HEAD + WEB_SOCKET).status()).isEqualTo(503);
    }

    @Test
    void the_control_api_answers_it() throws IOException {
        assertThat(send("GET /_emulator/health" + HEAD + WEB_SOCKET).status()).isEqualTo(200);
    }
}
