package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.basic;
import static dev.hostdouble.client.Credentials.bearer;
import static dev.hostdouble.client.VssClient.NEIGHBOUR;
import static dev.hostdouble.client.VssClient.USER;
import static dev.hostdouble.client.VssClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of a user: listed, shown, revoked and deleted. */
class UserTokenTest extends VssStory {
    private static final String PATH = "/v2/user/token";

    private JsonNode list(String token, String query) {
        return VssClient.read(200, vss.callWith(token, "GET", PATH + query));
    }

    private JsonNode one(String token, long id) {
        return VssClient.read(200, vss.callWith(token, "GET", PATH + "/" + id)).path("data");
    }

    private static void assertNoContent(Seen reply) {
        assertThat(reply.statusLine()).isEqualTo("HTTP/1.1 204 NO CONTENT");
        assertThat(reply.body()).isEmpty();
    }

    private int use(String token) {
        return vss.callWith(token, "GET", "/v2/user").status();
    }

    @Test
    void a_revoked_token_is_refused_and_stays_in_the_list() {
        String first = vss.login(USER);
        vss.advance("10s");
        String second = vss.login(USER);
        assertThat(ids(list(second, "?per_page=50&filter=&sort="))).containsExactly(1, 2);
        assertNoContent(vss.callWith(second, "PUT", PATH + "/1"));
        VssClient.assertUnauthorized(vss.send("GET", "/v2/iso", "", bearer(first)));
        VssClient.assertUnauthorized(vss.send("GET", "/v2/iso", "", basic(first, "")));
        assertThat(use(second)).isEqualTo(200);
        assertThat(one(second, 1).path("valid").asBoolean()).isFalse();
        assertThat(one(second, 1).path("updated_on").asText()).isEqualTo("2024-01-31 19:00:10 EST");
        assertThat(one(second, 2).path("valid").asBoolean()).isTrue();
        assertThat(one(second, 2).path("expiration").asText()).isEqualTo("2024-02-01 19:00:10 EST");
        vss.advance("5s");
        assertNoContent(vss.callWith(second, "PUT", PATH + "/1"));
        assertThat(one(second, 1).path("updated_on").asText()).isEqualTo("2024-01-31 19:00:10 EST");
    }

    @Test
    void a_deleted_token_is_refused_and_gone() {
        String first = vss.login(USER);
        String second = vss.login(USER);
        assertNoContent(vss.callWith(second, "DELETE", PATH + "/1"));
        assertThat(use(first)).isEqualTo(401);
        assertThat(ids(list(second, ""))).containsExactly(2);
        VssClient.assertNotFound(vss.callWith(second, "GET", PATH + "/1"));
        VssClient.assertNotFound(vss.callWith(second, "PUT", PATH + "/1"));
        VssClient.assertNotFound(vss.callWith(second, "DELETE", PATH + "/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void a_token_can_revoke_itself(String method) {
        String token = vss.login(USER);
        assertNoContent(vss.callWith(token, method, PATH + "/1"));
        assertThat(use(token)).isEqualTo(401);
        assertThat(use(vss.login(USER))).isEqualTo(200);
        assertThat(use(token)).isEqualTo(401);
    }

    @Test
    void tokens_of_others_do_not_exist() {
        String own = vss.login(USER);
        String other = vss.login(NEIGHBOUR);
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            VssClient.assertNotFound(vss.callWith(own, method, PATH + "/2"));
            VssClient.assertNotFound(vss.callWith(own, method, PATH + "/0"));
            VssClient.assertNotFound(vss.callWith(own, method, PATH + "/99999999999999999999"));
        }
        assertThat(use(other)).isEqualTo(200);
        assertThat(ids(list(other, ""))).containsExactly(2);
    }

    @Test
    void filters_see_whether_a_token_is_valid_at_the_time_of_the_call() {
        String expired = vss.login(USER);
        vss.advance("20h");
        String valid = vss.login(USER);
        assertThat(ids(list(valid, "?filter=valid,eq,true&sort=created_on,desc")))
                .containsExactly(2, 1);
        vss.advance("4h");
        assertThat(use(expired)).isEqualTo(401);
        assertThat(ids(list(valid, "?filter=valid,eq,true"))).containsExactly(2);
        assertThat(ids(list(valid, "?filter=valid,eq,false"))).containsExactly(1);
        assertThat(ids(list(valid, "?filter=valid,ne,TRUE"))).containsExactly(1);
        assertThat(ids(list(valid, "?filter=valid,in,true,false"))).containsExactly(1, 2);
        assertThat(ids(list(valid, "?filter=valid,like,fal%25"))).containsExactly(1);
        assertThat(ids(list(valid, "?sort=valid,desc"))).containsExactly(2, 1);
        assertThat(ids(list(valid, "?filter=created_on,gt,2024-02-01"))).containsExactly(2);
        assertThat(ids(list(valid, "?per_page=1&page=2"))).containsExactly(2);
        assertThat(vss.callWith(valid, "GET", PATH + "?page=3").status()).isEqualTo(404);
    }

    @Test
    void what_revokes_all_tokens_shows_in_the_list() {
        vss.login(USER);
        assertThat(vss.change("{\"vss/token\":\"josem\",\"revoked\":true}")).isTrue();
        assertThat(vss.change("{\"vss/token\":\"josem\",\"revoked\":true}")).isFalse();
        String token = vss.login(USER);
        assertThat(ids(list(token, "?filter=valid,eq,false"))).containsExactly(1);
    }

    @Test
    void tokens_that_are_not_valid_are_forgotten_first() {
        String first = vss.login(USER);
        for (int i = 2; i <= 1000; i++) {
            vss.login(NEIGHBOUR);
        }
        vss.advance("1s");
        String last = vss.login(USER);
        assertThat(use(first)).isEqualTo(401);
        assertNoContent(vss.callWith(last, "PUT", PATH + "/1001"));
        vss.advance("1s");
        String another = vss.login(USER);
        assertThat(use(another)).isEqualTo(200);
        assertThat(list(another, "?per_page=250").path("data")).hasSize(1);
    }

    @Test
    void revoked_tokens_are_remembered_until_they_would_have_expired() {
        for (int i = 1; i <= 3; i++) {
            assertNoContent(vss.callWith(vss.login(USER), "DELETE", PATH + "/" + i));
        }
        assertThat(revoked()).isEqualTo(3);
        vss.advance("24h");
        assertNoContent(vss.callWith(vss.login(USER), "PUT", PATH + "/4"));
        assertThat(revoked()).isEqualTo(1);
    }

    private int revoked() {
        return vss.control("GET", "state", "").json().findValue("vss_revoked").size();
    }

    @Test
    void no_reply_shows_a_token() {
        String token = vss.login(USER);
        assertThat(list(token, "").toString() + one(token, 1)).doesNotContain(token);
    }
}
