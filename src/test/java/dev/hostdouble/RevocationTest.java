package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState.WorldParts;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.world.EmulatorClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider revokes the credential of a call in its own state. */
class RevocationTest {
    private static final Instant NOW = Instant.parse("2024-02-01T00:00:00Z");
    private static final String SERVERS = "/api/v1/datacenter/server";

    /** What a test does with a provider. */
    private interface Story {
        void of(ProviderInstance provider) throws Exception;
    }

    private static void in(String name, boolean acceptAnyToken, Story story) throws Exception {
        Provider provider = Providers.ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (Database db = Database.open(List.of(Jobs.SCHEMA, provider.tables().get()))) {
            WorldParts world = new WorldParts(
                    db,
                    new Jobs(db, text -> '"' + text + '"'),
                    EmulatorClock.START,
                    (purpose, key) ->
                            new SeededRandom(purpose.hashCode() + List.of(key).hashCode()),
                    acceptAnyToken);
            story.of(new StartStates(List.of(provider)).read(Map.of()).get(0).open(world));
        }
    }

    private static Call call(ProviderInstance provider, String method, String path, String authorization, String body) {
        Headers headers = authorization.isEmpty() ? Headers.NONE : header(authorization);
        Request request = new Request(method, "http", "localhost", "", path, "", headers, Bytes.of(body), List.of());
        return new Call(request, provider, provider.match(request), WorldTime.startingAt(NOW));
    }

    /** A header line, as {@link Credentials} writes it. */
    private static Headers header(String line) {
        int colon = line.indexOf(": ");
        return Headers.of(line.substring(0, colon), line.substring(colon + 2));
    }

    private static void assertAccepted(Call call) {
        call.dialect().authenticate(call);
        assertThat(call.dialect().owner(call)).isPresent();
    }

    /** Revokes the credential of a call; then it gets the provider's error for an expired one. */
    private static void revoke(Call call) {
        assertAccepted(call);
        assertThat(call.dialect().revoke(call)).isTrue();
        assertRefused(call);
        assertThat(call.dialect().revoke(call)).isFalse();
    }

    private static void assertRefused(Call call) {
        assertThat(call.dialect().owner(call)).isEmpty();
        assertThatThrownBy(() -> call.dialect().authenticate(call))
                .isInstanceOfSatisfying(ApiException.class, thrown -> assertThat(thrown.error())
                        .isEqualTo(call.dialect().expired().error()));
    }

    private static void assertNothingToRevoke(Call call) {
        assertThat(call.dialect().revoke(call)).isFalse();
    }

    private static Call servers(ProviderInstance provider, String token) {
        return call(provider, "GET", SERVERS, token.isEmpty() ? "" : Credentials.bearer(token), "");
    }

    @Test
    void both_forms_of_a_token_of_hosterapi_are_one_token() throws Exception {
        for (List<String> forms : List.of(
                List.of(Credentials.HOSTERAPI_TOKEN, Credentials.HOSTERAPI_SECRET),
                List.of(Credentials.HOSTERAPI_SECRET, Credentials.HOSTERAPI_TOKEN))) {
            in("hosterapi", false, provider -> {
                assertNothingToRevoke(servers(provider, ""));
                assertNothingToRevoke(servers(provider, "unknown"));
                assertNothingToRevoke(servers(provider, "2|" + Credentials.HOSTERAPI_SECRET));
                assertAccepted(servers(provider, forms.get(1)));
                revoke(servers(provider, forms.get(0)));
                assertRefused(servers(provider, forms.get(1)));
            });
        }
    }

    @Test
    void any_token_of_hosterapi_can_be_revoked_where_any_is_accepted() throws Exception {
        in("hosterapi", true, provider -> {
            revoke(servers(provider, "7|mine"));
            assertRefused(servers(provider, "mine"));
            revoke(servers(provider, Credentials.HOSTERAPI_TOKEN));
            assertAccepted(servers(provider, "another"));
            assertNothingToRevoke(servers(provider, ""));
        });
    }

    private static Call list(ProviderInstance provider, String token) {
        return call(provider, "POST", "/eq.php", "", "action=list" + (token.isEmpty() ? "" : "&token=" + token));
    }

    @Test
    void a_token_of_hostkey_and_one_of_a_session_can_be_revoked() throws Exception {
        in("hostkey", false, provider -> {
            String session = login(provider);
            assertNothingToRevoke(list(provider, ""));
            assertNothingToRevoke(list(provider, "unknown"));
            revoke(list(provider, Credentials.HOSTKEY_CLIENT));
            assertAccepted(list(provider, session));
            revoke(list(provider, session));
            assertAccepted(list(provider, login(provider)));
        });
    }

    private static String login(ProviderInstance provider) {
        String body = "action=login&key=" + Credentials.HOSTKEY_KEY;
        String reply =
                call(provider, "POST", "/auth.php", "", body).answer().body().text();
        return Seen.parse(reply).at("/result/token").asText();
    }

    @Test
    void any_token_of_hostkey_can_be_revoked_where_any_is_accepted() throws Exception {
        in("hostkey", true, provider -> {
            revoke(list(provider, "mine"));
            revoke(list(provider, Credentials.HOSTKEY_ADMIN));
            assertAccepted(list(provider, "another"));
        });
    }

    private static Call user(ProviderInstance provider, String authorization) {
        return call(provider, "GET", "/v2/user", authorization, "");
    }

    private static String token(ProviderInstance provider) {
        String login = Credentials.basic(Credentials.VSS_USER, Credentials.VSS_USER);
        String reply = call(provider, "POST", "/auth/request-token", login, "")
                .answer()
                .body()
                .text();
        return Seen.parse(reply).path("token").asText();
    }

    @Test
    void a_token_of_vss_is_revoked_in_both_schemes_and_a_password_is_not() throws Exception {
        in("vss", false, provider -> {
            String token = token(provider);
            String other = token(provider);
            assertNothingToRevoke(user(provider, ""));
            assertNothingToRevoke(user(provider, Credentials.bearer("unknown")));
            assertNothingToRevoke(user(provider, Credentials.basic(Credentials.VSS_USER, Credentials.VSS_USER)));
            revoke(user(provider, Credentials.basic(token, "")));
            assertRefused(user(provider, Credentials.bearer(token)));
            assertAccepted(user(provider, Credentials.bearer(other)));
            assertThat(token(provider)).isNotIn(token, other);
            assertRefused(user(provider, Credentials.bearer(token)));
        });
    }

    @Test
    void any_token_of_vss_can_be_revoked_where_any_is_accepted() throws Exception {
        in("vss", true, provider -> {
            revoke(user(provider, Credentials.bearer("mine")));
            revoke(user(provider, Credentials.bearer(token(provider))));
            assertAccepted(user(provider, Credentials.bearer("another")));
        });
    }
}
