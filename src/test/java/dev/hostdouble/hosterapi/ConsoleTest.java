package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.world.WorldSession;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section "Server": the noVNC console. */
@ExtendWith(EmulatorExtension.class)
class ConsoleTest {
    private static final Pattern URL =
            Pattern.compile("http://([\\d.:]+)(/_w/story-\\d+/novnc/vnc\\.html\\?host=\\1&password="
                    + "(PVEVNC:([0-9A-F]{8})::([A-Za-z0-9+/]{342}==))&path=([^&]+))");

    private final HosterapiClient api;

    ConsoleTest(HosterapiClient api) {
        this.api = api;
    }

    private Matcher console() {
        String url = api.get("/datacenter/server/4001/console").jsonPath().getString("result");
        Matcher parts = URL.matcher(url);
        assertThat(parts.matches()).as(url).isTrue();
        return parts;
    }

    /** The page behind the console's URL, on the emulator. */
    private int open(Matcher url) {
        return api.open(url.group(2)).statusCode();
    }

    @Test
    void only_slashes_are_escaped() {
        assertThat(api.read("/datacenter/server/4001/console"))
                .startsWith("{\"result\":\"http:\\/\\/127.0.0.1:")
                .contains("\\/novnc\\/vnc.html?host=127.0.0.1:", "&password=PVEVNC:")
                .endsWith("%253D%253D\"}");
    }

    @Test
    void the_path_contains_the_ticket_again_twice_encoded() {
        Matcher url = console();
        String path = URLDecoder.decode(url.group(6), StandardCharsets.UTF_8);

        assertThat(path).startsWith("novnc/proxy/pve-dev/4001/?port=5900&vncticket=PVEVNC%3A");
        String ticket = path.substring(path.indexOf("vncticket=") + "vncticket=".length());
        assertThat(URLDecoder.decode(ticket, StandardCharsets.UTF_8)).isEqualTo(url.group(3));
    }

    @Test
    void a_ticket_contains_the_time_of_the_world_and_a_signature() {
        Matcher url = console();

        assertThat(Long.parseLong(url.group(4), 16))
                .isEqualTo(api.world().<Instant>with(WorldSession::now).getEpochSecond());
        assertThat(Base64.getDecoder().decode(url.group(5))).hasSize(256);
        assertThat(console().group(3)).isNotEqualTo(url.group(3));
    }

    @Test
    void the_url_works_for_ten_seconds() {
        Matcher url = console();

        assertThat(open(url)).isEqualTo(200);
        api.advance("10s");
        assertThat(open(url)).isEqualTo(200);
        api.advance("1ms");
        assertThat(open(url)).isEqualTo(401);
    }

    @Test
    void a_date_that_is_set_neither_ends_nor_revives_a_ticket() {
        Matcher url = console();
        api.setDate("2030-01-01T00:00:00Z");
        console();
        assertThat(open(url)).isEqualTo(200);
        api.advance("10001ms");
        api.setDate("2021-03-15T14:45:03Z");
        assertThat(open(url)).isEqualTo(401);
    }

    @Test
    void the_page_opens_as_html() {
        Matcher url = console();

        api.open(url.group(2)).then().contentType("text/html").body(containsString("noVNC"));
    }

    @Test
    void an_encoded_ticket_is_the_same_ticket() {
        String ticket = console().group(3).replace("+", "%2B").replace("=", "%3D");

        assertThat(api.open("/novnc/vnc.html?password=" + ticket).statusCode()).isEqualTo(200);
    }

    @Test
    void an_unknown_ticket_opens_nothing() {
        assertThat(api.open("/novnc/vnc.html").statusCode()).isEqualTo(401);
        assertThat(api.open("/novnc/vnc.html?password=PVEVNC:65BADE00::AAAA").statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_unknown_server_has_no_console() {
        api.get("/datacenter/server/4009/console").then().statusCode(404);
    }
}
