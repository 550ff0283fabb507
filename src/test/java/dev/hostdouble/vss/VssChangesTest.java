package dev.hostdouble.vss;

import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.USER;
import static dev.hostdouble.client.VssClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.VssClient;
import org.junit.jupiter.api.Test;

/** What VSS changes by itself, as its clients see it. */
class VssChangesTest extends VssStory {
    private static final int SHIPPED = 224;

    private int total(String query) {
        return vss.get("/v2/iso?" + query).at("/meta/pages/total").asInt();
    }

    private JsonNode page(String query) {
        return vss.get("/v2/iso?" + query);
    }

    private boolean image(String value, String options) {
        return vss.change("{\"vss/image\":" + value + options + "}");
    }

    @Test
    void a_public_image_is_gone_at_once() {
        assertThat(total("")).isEqualTo(SHIPPED);
        assertThat(image("12", ",\"removed\":true")).isTrue();
        assertThat(image("12", ",\"removed\":true")).isFalse();
        assertThat(total("")).isEqualTo(SHIPPED - 1);
        assertThat(total("filter=id,le,12")).isEqualTo(11);
        VssClient.assertNotFound(vss.call("GET", "/v2/iso/12"));
    }

    @Test
    void removing_images_at_the_front_moves_every_later_page() {
        assertThat(ids(page("per_page=10&page=2"))).startsWith(11).endsWith(20);
        assertThat(image("\"first\"", ",\"removed\":true,\"count\":3")).isTrue();
        assertThat(ids(page("per_page=10&page=2"))).startsWith(14).endsWith(23);
        assertThat(image("\"last\"", ",\"removed\":true")).isTrue();
        assertThat(ids(page("per_page=1&sort=id,desc"))).containsExactly(225);
    }

    @Test
    void new_images_come_last_and_are_found() {
        assertThat(image("\"new\"", ",\"name\":\"extra.iso\",\"add\":2")).isTrue();
        assertThat(total("")).isEqualTo(SHIPPED + 2);
        JsonNode found = page("expand=1&filter=name,like,extra%25&sort=name,desc");
        assertThat(ids(found)).containsExactly(227, 228);
        assertThat(found.path("data").findValuesAsText("path"))
                .containsExactly("[vss-ISOs] extra.iso", "[vss-ISOs] extra-2.iso");
        assertThat(found.at("/data/0/created_on").asText()).isEqualTo("2024-01-31 19:00:00 EST");
        assertThat(image("\"new\"", "")).isTrue();
        assertThat(vss.get("/v2/iso/229").at("/data/name").asText()).endsWith(".iso");
    }

    @Test
    void images_come_at_the_front_where_ids_are_free() {
        assertThat(image("\"new\"", ",\"at\":\"front\"")).isFalse();
        assertThat(image("\"first\"", ",\"removed\":true,\"count\":5")).isTrue();
        assertThat(ids(page("per_page=10&page=2"))).startsWith(16);
        assertThat(image("\"new\"", ",\"at\":\"front\",\"add\":2,\"name\":\"early\""))
                .isTrue();
        assertThat(ids(page("per_page=4"))).containsExactly(1, 2, 6, 7);
        assertThat(ids(page("per_page=10&page=2"))).startsWith(14);
        assertThat(image("\"new\"", ",\"id\":4,\"add\":2")).isTrue();
        assertThat(image("\"new\"", ",\"id\":3,\"add\":2")).isFalse();
        assertThat(ids(page("per_page=5"))).containsExactly(1, 2, 4, 5, 6);
    }

    @Test
    void the_id_of_an_image_that_is_gone_does_not_come_again() {
        assertThat(image("\"last\"", ",\"removed\":true")).isTrue();
        assertThat(image("\"new\"", ",\"at\":\"end\"")).isTrue();
        assertThat(ids(page("per_page=2&sort=id,desc"))).containsExactly(227, 225);
    }

    @Test
    void an_empty_catalogue_stays_empty_after_a_call_that_fails() {
        assertThat(image("\"first\"", ",\"removed\":true,\"count\":10000")).isTrue();
        VssClient.assertNotFound(vss.call("GET", "/v2/iso/1"));
        assertThat(total("")).isZero();
        assertThat(image("\"first\"", ",\"removed\":true")).isFalse();
        assertThat(image("\"new\"", "")).isTrue();
        assertThat(ids(page(""))).containsExactly(227);
    }

    @Test
    void a_users_image_comes_and_goes_and_a_synchronization_keeps_it_so() {
        String added = "{\"vss/user-image\":\"josem\",\"name\":\"isos/new.iso\",\"added\":true}";
        String removed = added.replace("added", "removed");
        assertThat(vss.change(removed)).isFalse();
        assertThat(vss.change(added)).isTrue();
        assertThat(vss.change(added)).isFalse();
        assertThat(ids(vss.get(PERSONAL))).containsExactly(223, 224, 227);
        assertThat(vss.synced().path("deleted")).isEmpty();

        assertThat(vss.change(removed)).isTrue();
        assertThat(ids(vss.get(PERSONAL))).doesNotContain(227);
        assertThat(vss.synced().path("added")).isEmpty();
        assertThat(vss.change(added.replace("josem", "nobody"))).isFalse();
    }

    @Test
    void a_file_that_no_synchronization_takes_for_an_image_is_not_made_one() {
        assertThat(vss.change("{\"vss/user-image\":\"josem\",\"name\":\"f.txt\",\"added\":true}"))
                .isFalse();
        assertThat(ids(vss.get(PERSONAL))).containsExactly(223, 224);
    }

    @Test
    void all_tokens_of_a_user_are_revoked() {
        String token = vss.login(USER);
        String neighbour = vss.login(VssClient.NEIGHBOUR);
        assertThat(vss.change("{\"vss/token\":\"josem\",\"revoked\":true}")).isTrue();
        assertThat(vss.change("{\"vss/token\":\"josem\",\"revoked\":true}")).isFalse();
        VssClient.assertUnauthorized(vss.callWith(token, "GET", "/v2/user"));
        assertThat(vss.callWith(neighbour, "GET", "/v2/user").status()).isEqualTo(200);
    }
}
