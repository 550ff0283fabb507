package dev.hostdouble.vss;

import static dev.hostdouble.client.VssClient.NEIGHBOUR;
import static dev.hostdouble.client.VssClient.USER;
import static dev.hostdouble.client.VssClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.VssClient;
import org.junit.jupiter.api.Test;

/** Messages, roles, groups and the message of the day. */
class AccountTest extends VssStory {
    private static final String MESSAGES = "/v2/user/message";
    private static final String UNREAD = MESSAGES + "?filter=status,eq,Created&per_page=100";

    private boolean tell(String user, String subject) {
        return vss.change("{\"vss/message\":\"" + user + "\",\"added\":true,\"subject\":\"" + subject + "\"}");
    }

    @Test
    void a_client_that_logs_in_has_nothing_to_print() {
        assertThat(vss.get("/v2/session/motd").at("/data/motd").isNull()).isTrue();
        assertThat(vss.get(UNREAD).path("data")).isEmpty();
    }

    @Test
    void a_message_is_unread_until_its_user_acknowledges_it() {
        assertThat(tell(USER, "first")).isTrue();
        assertThat(tell(NEIGHBOUR, "second")).isTrue();
        assertThat(tell("nobody", "third")).isFalse();
        assertThat(ids(vss.get(UNREAD))).containsExactly(1);
        VssClient.assertNotFound(vss.callAs(NEIGHBOUR, "PUT", MESSAGES + "/1"));
        vss.advance("7s");
        JsonNode done = VssClient.read(200, vss.call("PUT", MESSAGES + "/1")).path("data");
        assertThat(done.path("status").asText()).isEqualTo("Acknowledged");
        assertThat(done.path("updated_on").asText()).isEqualTo("2024-01-31 19:00:07 EST");
        vss.advance("7s");
        assertThat(VssClient.read(200, vss.call("PUT", MESSAGES + "/1")).path("data"))
                .isEqualTo(done);
        assertThat(vss.get(MESSAGES + "/1").path("data")).isEqualTo(done);
        assertThat(vss.get(UNREAD).path("data")).isEmpty();
        assertThat(ids(vss.get(MESSAGES + "?expand=1&sort="))).containsExactly(1);
        assertThat(ids(VssClient.read(200, vss.callAs(NEIGHBOUR, "GET", UNREAD))))
                .containsExactly(2);
    }

    @Test
    void messages_are_filtered_and_sorted_as_other_lists() {
        for (String subject : new String[] {"pear", "Apple", "plum"}) {
            tell(USER, subject);
        }
        assertThat(ids(vss.get(MESSAGES + "?sort=subject,asc"))).containsExactly(2, 1, 3);
        assertThat(ids(vss.get(MESSAGES + "?filter=subject,like,p%25&sort=id,desc")))
                .containsExactly(3, 1);
        assertThat(ids(vss.get(MESSAGES + "?filter=kind,eq,Notice;id,gt,1&per_page=1")))
                .containsExactly(2);
    }

    @Test
    void a_user_has_a_most_of_messages() {
        vss.login(USER);
        for (int i = 0; i < 1000; i++) {
            assertThat(tell(USER, "again")).isTrue();
        }
        assertThat(tell(USER, "again")).isFalse();
        assertThat(tell(NEIGHBOUR, "again")).isTrue();
        assertThat(vss.get(UNREAD).at("/meta/pages/total").asInt()).isEqualTo(1000);
    }

    @Test
    void who_a_user_is_and_may_do() {
        JsonNode personal = vss.get("/v2/user/personal").path("data");
        assertThat(personal.fieldNames()).toIterable().containsExactly("email", "full_name", "phone", "username");
        assertThat(personal.path("email").asText()).isEqualTo("josem@example.org");
        vss.advance("1h");
        vss.loginAgain();
        assertThat(vss.get("/v2/user/ldap").at("/data/auth_timestamp").asText()).isEqualTo("2024-01-31 20:00:00 EST");
        JsonNode roles = vss.get("/v2/user/role").path("data");
        assertThat(roles.fieldNames()).toIterable().containsExactly("access", "request");
        assertThat(roles.path("access").fieldNames())
                .toIterable()
                .containsExactly("description", "entitlements", "name");
    }

    @Test
    void a_user_sees_the_groups_that_the_user_is_in() {
        assertThat(vss.get("/v2/user/group").path("data"))
                .isEqualTo(vss.get("/v2/group").path("data"));
        assertThat(vss.get("/v2/group/1").at("/data/users_count").asInt()).isEqualTo(2);
        assertThat(vss.get("/v2/group/1/member?sort=username,asc").path("data").findValuesAsText("username"))
                .containsExactly("jm", "josem");
        VssClient.assertNotFound(vss.call("GET", "/v2/group/2"));
        VssClient.assertNotFound(vss.call("GET", "/v2/group/2/member"));
    }

    @Test
    void links_lead_to_them() {
        assertThat(vss.get("/v2").path("data").toString()).contains("/v2/group\"", "/v2/session\"");
        assertThat(vss.get("/v2/session").path("data").toString()).contains("/v2/session/motd\"");
    }
}
