package dev.hostdouble.scenario;

import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What clients of VSS experience while a scenario is active. */
final class VssStories {
    private static final String IMAGES = "/v2/iso";

    static final Map<String, Story<VssClient>> ALL = Map.ofEntries(
            Map.entry("vss-unauthorized", VssStories::unauthorized),
            Map.entry("vss-not-found", VssStories::notFound),
            Map.entry("vss-too-many-requests", VssStories::tooManyRequests),
            Map.entry("vss-otp-demanded", VssStories::otpDemanded),
            Map.entry("vss-totp-enforced", VssStories::totpEnforced),
            Map.entry("vss-sync-error", VssStories::syncError),
            Map.entry("vss-sync-stuck", VssStories::syncStuck),
            Map.entry("vss-sync-vanishes", VssStories::syncVanishes),
            Map.entry("vss-session-expires", VssStories::sessionExpires),
            Map.entry("vss-shifting-pages", VssStories::shiftingPages),
            Map.entry("vss-stale-list", VssStories::staleList));

    private VssStories() {}

    private static void assertRefused(Seen reply, int status, String message) throws IOException {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.json().path("message").asText()).isEqualTo(message);
    }

    private static Seen token(VssClient client, String json) {
        return client.requestToken(json, Credentials.basic(USER, USER));
    }

    private static JsonNode read(VssClient client, String token, String target) throws IOException {
        Seen reply = client.callWith(token, "GET", target);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static List<String> shown(JsonNode list) {
        List<String> shown = new ArrayList<>();
        list.path("data").forEach(url -> shown.add(url.asText()));
        return shown;
    }

    private static void unauthorized(VssClient client) throws IOException {
        Seen refused = client.callWith(client.login(USER), "GET", IMAGES);
        assertRefused(refused, 401, "Please authenticate with your token.");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
        read(client, client.login(USER), IMAGES);
    }

    private static void notFound(VssClient client) throws IOException {
        String token = client.login(USER);
        assertThat(shown(read(client, token, IMAGES)).toString()).contains("/iso/9,");
        assertRefused(client.callWith(token, "GET", IMAGES + "/9"), 404, "item not found");
        read(client, token, IMAGES + "/10");
    }

    private static void tooManyRequests(VssClient client) throws IOException {
        String token = client.login(USER);
        for (int i = 0; i < 5; i++) {
            read(client, token, IMAGES);
        }
        client.advance("500ms"); // who waits as long as they are told has waited long enough
        Seen refused = client.callWith(token, "GET", IMAGES);
        assertRefused(refused, 429, "You have exceeded your request rate");
        client.advance(refused.header("Retry-After") + "s");
        read(client, token, IMAGES);
    }

    private static void otpDemanded(VssClient client) throws IOException {
        assertRefused(token(client, ""), 400, "InvalidParameterValue: otp");
        assertThat(token(client, "{\"otp\":\"123456\"}").status()).isEqualTo(200);
    }

    private static void totpEnforced(VssClient client) throws IOException {
        assertRefused(token(client, ""), 400, "TotpEnforcement: Must enable TOTP");
        assertRefused(token(client, "{\"otp\":\"123456\"}"), 400, "TotpEnforcement: Must enable TOTP");
    }

    private static void syncError(VssClient client) throws IOException {
        String token = client.login(USER);
        String request = client.sync(token);
        client.advance("1m");
        JsonNode end = read(client, token, request).path("data");
        assertThat(end.path("status").asText()).isEqualTo("ERROR");
        assertThat(end.path("message").path("errors").toString()).contains("cannot be read");
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(2);
        client.sync(token);
        client.advance("1m");
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(3);
    }

    private static void syncStuck(VssClient client) throws IOException {
        String request = client.sync(client.login(USER));
        client.advance("23h");
        JsonNode stuck = read(client, client.login(USER), request).path("data");
        assertThat(stuck.path("status").asText()).isEqualTo("IN_PROGRESS");
    }

    private static void syncVanishes(VssClient client) throws IOException {
        String token = client.login(USER);
        String request = client.sync(token);
        client.advance("1m");
        assertRefused(client.callWith(token, "GET", request), 404, "item not found");
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(2);
        String second = client.sync(token);
        client.advance("1m");
        assertThat(read(client, token, second).path("data").path("status").asText())
                .isEqualTo("PROCESSED");
    }

    private static void sessionExpires(VssClient client) throws IOException {
        String token = client.login(USER);
        String request = client.sync(token);
        assertThat(client.callWith(token, "GET", request).status()).isEqualTo(401);
        assertThat(client.callWith(token, "GET", IMAGES).status()).isEqualTo(401);
        client.advance("1m");
        assertThat(read(client, client.login(USER), request)
                        .path("data")
                        .path("status")
                        .asText())
                .isEqualTo("PROCESSED");
    }

    private static void shiftingPages(VssClient client) throws IOException {
        String token = client.login(USER);
        JsonNode first = read(client, token, IMAGES);
        List<String> before = shown(first);
        String next = first.path("meta").path("pages").path("next_url").asText();
        for (String target : List.of(IMAGES + "?page=2", next.substring(next.indexOf("/v2/")))) {
            List<String> after = shown(read(client, token, target));
            assertThat(after.subList(0, 2)).isEqualTo(before.subList(8, 10));
            assertThat(after).hasSize(8);
        }
    }

    private static void staleList(VssClient client) throws IOException {
        String token = client.login(USER);
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(2);
        client.sync(token);
        client.advance("1m");
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(2);
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(2);
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(3);
    }
}
