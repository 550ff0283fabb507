package dev.hostdouble.scenario;

import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.List;
import java.util.Map;

/** What clients of VSS experience with tokens, images and syncs while a scenario is active. */
final class VssStories {
    private static final String IMAGES = "/v2/iso";

    static final Map<String, Story<VssClient>> ALL = Map.ofEntries(
            Map.entry("vss/unauthorized", VssStories::unauthorized),
            Map.entry("vss/tokens-revoked", VssStories::tokensRevoked),
            Map.entry("vss/session-expires", VssStories::sessionExpires),
            Map.entry("vss/otp-demanded", VssStories::otpDemanded),
            Map.entry("vss/totp-enforced", VssStories::totpEnforced),
            Map.entry("vss/code-expired", VssStories::codeExpired),
            Map.entry("vss/drive-change-fails", VssStories::driveChangeFails),
            Map.entry("vss/too-many-requests", VssStories::tooManyRequests),
            Map.entry("vss/maintenance", VssStories::maintenance),
            Map.entry("vss/not-found", VssStories::notFound),
            Map.entry("vss/stale-list", VssStories::staleList),
            Map.entry("vss/personal-image-vanishes", VssStories::personalImageVanishes),
            Map.entry("vss/sync-rejected", VssStories::syncRejected),
            Map.entry("vss/sync-error", VssStories::syncError),
            Map.entry("vss/sync-stuck", VssStories::syncStuck),
            Map.entry("vss/sync-vanishes", VssStories::syncVanishes));

    private VssStories() {}

    private static void assertRefused(Seen reply, int status, String message) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.json().path("message").asText()).isEqualTo(message);
    }

    private static Seen token(VssClient client, String json) {
        return client.requestToken(json, Credentials.basic(USER, USER));
    }

    static JsonNode read(VssClient client, String token, String target) {
        Seen reply = client.callWith(token, "GET", target);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static void unauthorized(VssClient client) {
        Seen refused = client.callWith(client.login(USER), "GET", IMAGES);
        assertRefused(refused, 401, "Please authenticate with your token.");
        assertThat(refused.header("WWW-Authenticate")).isEmpty();
        read(client, client.login(USER), IMAGES);
    }

    private static void tokensRevoked(VssClient client) {
        String first = client.login(USER);
        String second = client.login(USER);
        read(client, first, IMAGES);
        client.advance("30s");
        for (String token : List.of(first, second)) {
            assertRefused(client.callWith(token, "GET", IMAGES), 401, "Please authenticate with your token.");
        }
        read(client, client.login(USER), IMAGES);
    }

    private static void sessionExpires(VssClient client) {
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

    private static void otpDemanded(VssClient client) {
        for (String without : List.of("", "", "{}", "{\"otp\":null}", "{\"otp\":\"654321\"}")) {
            assertRefused(token(client, without), 400, "InvalidParameterValue: otp");
        }
        assertThat(token(client, "{\"otp\":\"123456\"}").status()).isEqualTo(200);
        String own = setUp(client).path("recovery_codes").path(0).asText();
        assertThat(token(client, "{\"otp\":\"" + own + "\"}").status()).isEqualTo(200);
        assertRefused(token(client, "{\"otp\":\"" + own + "\"}"), 400, "InvalidParameterValue: otp");
    }

    private static Seen tf(VssClient client, String action, String json) {
        return client.send(
                "POST", "/tf/" + action, json, Credentials.basic(USER, USER), "Content-Type: application/json");
    }

    /** A user sets up one-time passwords, and logs in with them from then on. */
    private static JsonNode setUp(VssClient client) {
        Seen enrolment = tf(client, "enable", "{\"method\":\"AUTHENTICATOR\"}");
        assertThat(tf(client, "verify", "{\"otp\":\"123456\"}").status()).isEqualTo(200);
        return enrolment.json();
    }

    private static void codeExpired(VssClient client) {
        assertThat(token(client, "").status()).isEqualTo(200);
        setUp(client);
        assertRefused(token(client, ""), 400, "InvalidParameterValue: otp");
        assertRefused(token(client, "{\"otp\":\"123456\"}"), 400, "InvalidParameterValue: otp");
        assertThat(token(client, "{\"otp\":\"123456\"}").status()).isEqualTo(200);
    }

    private static void driveChangeFails(VssClient client) {
        String token = client.login(USER);
        String drive = "/v2/vm/vm-2182/cd/2";
        for (String end : List.of("ERROR", "PROCESSED")) {
            Seen accepted = client.send(
                    "PATCH", drive, "{\"iso\":\"10\"}", Credentials.bearer(token), "Content-Type: application/json");
            assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
            String url = accepted.json().at("/data/_links/request").asText();
            client.advance("10s");
            JsonNode request =
                    read(client, token, url.substring(url.indexOf("/v2/"))).path("data");
            assertThat(request.path("status").asText()).isEqualTo(end);
            assertThat(request.path("message").path("errors").toString().contains("locked"))
                    .isEqualTo(end.equals("ERROR"));
            assertThat(read(client, token, drive).at("/data/0/backing").asText().equals("client"))
                    .isEqualTo(end.equals("ERROR"));
        }
    }

    private static void totpEnforced(VssClient client) {
        assertRefused(token(client, ""), 400, "TotpEnforcement: Must enable TOTP");
        assertRefused(token(client, "{\"otp\":\"123456\"}"), 400, "TotpEnforcement: Must enable TOTP");
        setUp(client);
        assertThat(token(client, "{\"otp\":\"123456\"}").status()).isEqualTo(200);
    }

    private static void tooManyRequests(VssClient client) {
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

    private static void maintenance(VssClient client) {
        String token = client.login(USER);
        String request = client.sync(token);
        client.advance("10s");
        Seen closed = client.callWith(token, "GET", request);
        assertRefused(closed, 503, "the service is under maintenance");
        assertThat(token(client, "").status()).isEqualTo(503);
        client.advance(closed.header("Retry-After") + "s");
        assertThat(read(client, token, request).at("/data/status").asText()).isEqualTo("PROCESSED");
    }

    private static void notFound(VssClient client) {
        String token = client.login(USER);
        JsonNode before = read(client, token, IMAGES);
        assertThat(VssClient.ids(before)).contains(9);
        assertRefused(client.callWith(token, "GET", IMAGES + "/9"), 404, "item not found");
        read(client, token, IMAGES + "/10");
        JsonNode after = read(client, token, IMAGES);
        assertThat(VssClient.ids(after)).doesNotContain(9);
        assertThat(after.at("/meta/pages/total").asInt()).isEqualTo(223);
    }

    private static void staleList(VssClient client) {
        String token = client.login(USER);
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(2);
        client.sync(token);
        client.advance("1m");
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(2);
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(2);
        assertThat(read(client, token, PERSONAL).path("data")).hasSize(3);
    }

    private static void personalImageVanishes(VssClient client) {
        String token = client.login(USER);
        assertThat(read(client, token, PERSONAL).path("data").findValuesAsText("id"))
                .containsExactly("223", "224");
        assertThat(read(client, token, PERSONAL).path("data").findValuesAsText("id"))
                .containsExactly("224");
        assertThat(read(client, token, PERSONAL).at("/meta/count").asInt()).isEqualTo(1);
    }

    private static void syncRejected(VssClient client) {
        String token = client.login(USER);
        Seen busy = client.callWith(token, "PATCH", PERSONAL);
        assertRefused(busy, 409, "a synchronization is already in progress");
        assertThat(busy.json().path("status").asInt()).isEqualTo(409);
        client.sync(token);
    }

    private static void syncError(VssClient client) {
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

    private static void syncStuck(VssClient client) {
        String request = client.sync(client.login(USER));
        client.advance("23h");
        JsonNode stuck = read(client, client.login(USER), request).path("data");
        assertThat(stuck.path("status").asText()).isEqualTo("IN_PROGRESS");
    }

    private static void syncVanishes(VssClient client) {
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
}
