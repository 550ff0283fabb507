package dev.hostdouble.scenario;

import static dev.hostdouble.scenario.ScenarioClient.PERSONAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.http.RawSocket.RawReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What clients of VSS go through. */
final class VssStories {
    private static final String IMAGES = "/v2/iso";

    static final Map<String, Story> ALL = Map.ofEntries(
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

    private static void assertRefused(RawReply reply, int status, String message) throws IOException {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(ScenarioClient.json(reply).path("message").asText()).isEqualTo(message);
    }

    private static JsonNode read(ScenarioClient caller, String token, String target) throws IOException {
        RawReply reply = caller.vss(token, "GET", target);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return ScenarioClient.json(reply);
    }

    private static List<String> shown(JsonNode list) {
        List<String> shown = new ArrayList<>();
        list.path("data").forEach(url -> shown.add(url.asText()));
        return shown;
    }

    private static void unauthorized(ScenarioClient caller) throws IOException {
        RawReply refused = caller.vss(caller.token(), "GET", IMAGES);
        assertRefused(refused, 401, "Please authenticate with your token.");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
        read(caller, caller.token(), IMAGES);
    }

    private static void notFound(ScenarioClient caller) throws IOException {
        String token = caller.token();
        assertThat(shown(read(caller, token, IMAGES)).toString()).contains("/iso/9,");
        assertRefused(caller.vss(token, "GET", IMAGES + "/9"), 404, "item not found");
        read(caller, token, IMAGES + "/10");
    }

    private static void tooManyRequests(ScenarioClient caller) throws IOException {
        String token = caller.token();
        for (int i = 0; i < 5; i++) {
            read(caller, token, IMAGES);
        }
        caller.advance("500ms"); // who waits as long as they are told has waited long enough
        RawReply refused = caller.vss(token, "GET", IMAGES);
        assertRefused(refused, 429, "You have exceeded your request rate");
        caller.advance(refused.header("Retry-After") + "s");
        read(caller, token, IMAGES);
    }

    private static void otpDemanded(ScenarioClient caller) throws IOException {
        assertRefused(caller.login(""), 400, "InvalidParameterValue: otp");
        assertThat(caller.login("{\"otp\":\"123456\"}").status()).isEqualTo(200);
    }

    private static void totpEnforced(ScenarioClient caller) throws IOException {
        assertRefused(caller.login(""), 400, "TotpEnforcement: Must enable TOTP");
        assertRefused(caller.login("{\"otp\":\"123456\"}"), 400, "TotpEnforcement: Must enable TOTP");
    }

    private static void syncError(ScenarioClient caller) throws IOException {
        String token = caller.token();
        String request = caller.sync(token);
        caller.advance("1m");
        JsonNode end = read(caller, token, request).path("data");
        assertThat(end.path("status").asText()).isEqualTo("ERROR");
        assertThat(end.path("message").path("errors").toString()).contains("cannot be read");
        assertThat(read(caller, token, PERSONAL).path("data")).hasSize(2);
        caller.sync(token);
        caller.advance("1m");
        assertThat(read(caller, token, PERSONAL).path("data")).hasSize(3);
    }

    private static void syncStuck(ScenarioClient caller) throws IOException {
        String request = caller.sync(caller.token());
        caller.advance("23h");
        JsonNode stuck = read(caller, caller.token(), request).path("data");
        assertThat(stuck.path("status").asText()).isEqualTo("IN_PROGRESS");
    }

    private static void syncVanishes(ScenarioClient caller) throws IOException {
        String token = caller.token();
        String request = caller.sync(token);
        caller.advance("1m");
        assertRefused(caller.vss(token, "GET", request), 404, "item not found");
        assertThat(read(caller, token, PERSONAL).path("data")).hasSize(2);
        String second = caller.sync(token);
        caller.advance("1m");
        assertThat(read(caller, token, second).path("data").path("status").asText())
                .isEqualTo("PROCESSED");
    }

    private static void sessionExpires(ScenarioClient caller) throws IOException {
        String token = caller.token();
        String request = caller.sync(token);
        assertThat(caller.vss(token, "GET", request).status()).isEqualTo(401);
        assertThat(caller.vss(token, "GET", IMAGES).status()).isEqualTo(401);
        caller.advance("1m");
        assertThat(read(caller, caller.token(), request)
                        .path("data")
                        .path("status")
                        .asText())
                .isEqualTo("PROCESSED");
    }

    private static void shiftingPages(ScenarioClient caller) throws IOException {
        String token = caller.token();
        JsonNode first = read(caller, token, IMAGES);
        List<String> before = shown(first);
        String next = first.path("meta").path("pages").path("next_url").asText();
        for (String target : List.of(IMAGES + "?page=2", next.substring(next.indexOf("/v2/")))) {
            List<String> after = shown(read(caller, token, target));
            assertThat(after.subList(0, 2)).isEqualTo(before.subList(8, 10));
            assertThat(after).hasSize(8);
        }
    }

    private static void staleList(ScenarioClient caller) throws IOException {
        String token = caller.token();
        assertThat(read(caller, token, PERSONAL).path("data")).hasSize(2);
        caller.sync(token);
        caller.advance("1m");
        assertThat(read(caller, token, PERSONAL).path("data")).hasSize(2);
        assertThat(read(caller, token, PERSONAL).path("data")).hasSize(2);
        assertThat(read(caller, token, PERSONAL).path("data")).hasSize(3);
    }
}
