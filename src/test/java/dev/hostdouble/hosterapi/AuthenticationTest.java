package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.provider.Operation;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credentials are accepted. */
@ExtendWith(EmulatorExtension.class)
class AuthenticationTest {
    private static final String UNAUTHORIZED = "{\"result\":false,\"error\":\"0x03: unauthorized\"}";

    private final HosterapiClient api;

    AuthenticationTest(HosterapiClient api) {
        this.api = api;
    }

    private int with(String authorization) {
        return api.anonymous()
                .header("Authorization", authorization)
                .get("/datacenter/server")
                .statusCode();
    }

    @Test
    void every_operation_of_the_page_needs_a_token() {
        List<Operation> routes = HosterApi.PROVIDER.operations().stream()
                .filter(route -> route.path().text().startsWith("/api/v1"))
                .toList();

        assertThat(routes).hasSize(37);
        for (Operation route : routes) {
            String path = route.path().text().substring("/api/v1".length()).replaceAll("\\{\\w+}", "4001");
            api.anonymous()
                    .request(route.method(), path)
                    .then()
                    .statusCode(401)
                    .contentType("application/json")
                    .header("X-RateLimit-Limit", nullValue())
                    .body(equalTo(UNAUTHORIZED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "*/*", "application/json"})
    void an_unauthenticated_caller_gets_json_whatever_it_accepts(String accept) {
        api.anonymous()
                .header("Accept", accept)
                .get("/datacenter/server")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body(equalTo(UNAUTHORIZED));
    }

    @Test
    void a_token_is_its_id_and_its_secret_or_the_bare_secret() {
        assertThat(with("Bearer " + Credentials.HOSTERAPI_TOKEN)).isEqualTo(200);
        assertThat(with("Bearer " + Credentials.HOSTERAPI_SECRET)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer 2|" + Credentials.HOSTERAPI_SECRET,
                "Bearer |" + Credentials.HOSTERAPI_SECRET,
                "Bearer 01|" + Credentials.HOSTERAPI_SECRET,
                "Bearer 1|wrong",
                "Bearer 1",
                "Bearer 1|",
                "Bearer ",
                "Bearer",
                "bearer " + Credentials.HOSTERAPI_TOKEN,
                "BEARER " + Credentials.HOSTERAPI_TOKEN,
                "Token " + Credentials.HOSTERAPI_TOKEN,
                "Basic " + Credentials.HOSTERAPI_TOKEN,
                Credentials.HOSTERAPI_TOKEN
            })
    void other_credentials_are_refused(String authorization) {
        assertThat(with(authorization)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "api_token", "access_token"})
    void a_token_in_query_or_body_is_ignored(String name) {
        api.anonymous()
                .get("/datacenter/server?" + name + "=" + Credentials.HOSTERAPI_SECRET)
                .then()
                .statusCode(401);
        api.anonymous()
                .contentType(ContentType.JSON)
                .body(Map.of(name, Credentials.HOSTERAPI_TOKEN))
                .post("/datacenter/server")
                .then()
                .statusCode(401);
    }

    @Test
    void an_unauthenticated_call_changes_nothing() {
        api.anonymous().post("/datacenter/server/4001/delete").then().statusCode(401);

        assertThat(api.read("/datacenter/server")).isEqualTo("{\"result\":[4001,4002,4003]}");
    }

    @Test
    void if_any_token_is_accepted_a_call_still_needs_one() throws Exception {
        try (Hostdouble open = Hostdouble.start(Settings.forTests().withAnyToken())) {
            HosterapiClient client = new HosterapiClient(open, "open");
            client.anonymous()
                    .header("Authorization", "Bearer whoever")
                    .get("/datacenter/server")
                    .then()
                    .statusCode(200);
            client.anonymous().get("/datacenter/server").then().statusCode(401);
        }
    }
}
