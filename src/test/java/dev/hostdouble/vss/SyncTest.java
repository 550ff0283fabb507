package dev.hostdouble.vss;

import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.SYNCS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.FileStore.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Synchronizations: from the user's store to the user's images. */
class SyncTest extends VssStory {
    private static final String FOLDER = "[vssUser-xfers] josem/";
    private static final String DEBIAN = FOLDER + "isos/Debian-9.3.0-amd64-netinst.iso";
    private static final String SUMS = FOLDER + "isos/SHA256SUMS is not an ISO image";
    private static final String DRIVE = "config-drive/501219a5-a563-787c-f334-e7b65e829dca-ud.iso";
    private static final String LATER = "2024-01-31T12:00:00Z";

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        vss.get(PERSONAL + "?per_page=250")
                .path("data")
                .forEach(image -> paths.add(image.path("path").asText()));
        return paths;
    }

    private JsonNode image(String path) {
        for (JsonNode image : vss.get(PERSONAL + "?per_page=250").path("data")) {
            if (image.path("path").asText().equals(path)) {
                return image;
            }
        }
        throw new AssertionError("no image " + path);
    }

    private String status(String request) {
        return vss.request(request).path("status").asText();
    }

    private static void assertNothingDone(JsonNode request) {
        assertThat(request.path("added")).isEmpty();
        assertThat(request.path("deleted")).isEmpty();
        assertThat(request.at("/message/warnings")).isEmpty();
    }

    @Test
    void a_synchronization_is_accepted_and_handed_a_ticket() {
        Seen reply = vss.call("PATCH", PERSONAL);

        assertThat(reply.statusLine()).isEqualTo("HTTP/1.1 202 ACCEPTED");
        JsonNode data = VssClient.read(202, reply).path("data");
        assertThat(data.fieldNames()).toIterable().containsExactly("_links", "message", "name", "request", "status");
        assertThat(data.at("/_links/request").asText()).endsWith("/v2/request/image_sync/42");
        assertThat(data.path("message").asText()).isEqualTo("Request has been accepted for processing");
        assertThat(data.path("name").asText()).isEqualTo("Accepted");
        assertThat(data.path("status").asInt()).isEqualTo(202);
        assertThat(data.at("/request/id").asInt()).isEqualTo(42);
        assertThat(data.at("/request/status").asText()).isEqualTo("SUBMITTED");
        assertThat(data.at("/request/task_id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        JsonNode request = vss.request(SYNCS + "/42");
        assertThat(request.path("task_id")).isEqualTo(data.at("/request/task_id"));
        assertThat(request.path("type").asText()).isEqualTo("image_sync");
        assertThat(request.at("/user/username").asText()).isEqualTo("josem");
        assertThat(request.path("created_on").asText()).isEqualTo("2024-01-31 19:00:00 EST");
        assertThat(request.path("updated_on").asText()).isEqualTo("2024-01-31 19:00:00 EST");
    }

    @Test
    void a_synchronization_passes_its_statuses_and_takes_effect_at_the_end() {
        String path = vss.sync();
        assertThat(status(path)).isEqualTo("SUBMITTED");
        vss.advance("1s");
        assertThat(status(path)).isEqualTo("PENDING");
        vss.advance("1s");
        assertThat(status(path)).isEqualTo("IN_PROGRESS");
        vss.advance("2999ms");
        assertThat(status(path)).isEqualTo("IN_PROGRESS");
        assertNothingDone(vss.request(path));
        assertThat(paths()).hasSize(2);
        vss.advance("1ms");
        JsonNode done = vss.request(path);
        assertThat(done.path("status").asText()).isEqualTo("PROCESSED");
        assertThat(done.path("updated_on").asText()).isEqualTo("2024-01-31 19:00:05 EST");
        assertThat(texts(done.path("added"))).containsExactly(DEBIAN);
        assertThat(done.path("deleted")).isEmpty();
        assertThat(done.at("/message/errors")).isEmpty();
        assertThat(texts(done.at("/message/warnings"))).containsExactly(SUMS);
        assertThat(paths()).hasSize(3).contains(DEBIAN);
        JsonNode image = image(DEBIAN);
        assertThat(image.path("id").asInt()).isEqualTo(227);
        assertThat(image.path("name").asText()).isEqualTo("Debian-9.3.0-amd64-netinst.iso");
        assertThat(image.path("data_store").asText()).isEqualTo("vssUser-xfers");
        assertThat(image.path("public").asBoolean()).isFalse();
        assertThat(image.path("created_on").asText()).isEqualTo("2024-01-31 19:00:05 EST");
        assertThat(vss.get(PERSONAL + "/227").path("data")).isEqualTo(image);
    }

    @Test
    void a_second_synchronization_finds_nothing_to_do() {
        vss.synced();
        JsonNode again = vss.synced();
        assertThat(again.path("added")).isEmpty();
        assertThat(again.path("deleted")).isEmpty();
        assertThat(paths()).hasSize(3);
    }

    @Test
    void images_follow_the_files_in_the_store() {
        vss.synced();
        vss.put("a/new.ISO", LATER);
        assertThat(texts(vss.synced().path("added"))).containsExactly(FOLDER + "a/new.ISO");
        JsonNode made = image(FOLDER + "a/new.ISO");
        assertThat(made.path("updated_on")).isEqualTo(made.path("created_on"));

        vss.put("a/new.ISO", "2024-01-31T13:00:00Z");
        JsonNode changed = vss.synced();
        assertThat(changed.path("added")).isEmpty();
        assertThat(changed.path("deleted")).isEmpty();
        JsonNode newer = image(FOLDER + "a/new.ISO");
        assertThat(newer.path("id")).isEqualTo(made.path("id"));
        assertThat(newer.path("created_on")).isEqualTo(made.path("created_on"));
        assertThat(newer.path("updated_on")).isNotEqualTo(made.path("updated_on"));

        vss.remove("a/new.ISO");
        assertThat(paths()).contains(FOLDER + "a/new.ISO");
        assertThat(texts(vss.synced().path("deleted"))).containsExactly(FOLDER + "a/new.ISO");
        assertThat(paths()).doesNotContain(FOLDER + "a/new.ISO");
        VssClient.assertNotFound(
                vss.call("GET", PERSONAL + "/" + made.path("id").asText()));

        vss.put("a/new.ISO", LATER);
        vss.synced();
        assertThat(image(FOLDER + "a/new.ISO").path("id").asInt())
                .isGreaterThan(made.path("id").asInt());
    }

    @Test
    void the_files_of_the_shipped_images_are_not_added_again() {
        vss.synced();
        assertThat(image(FOLDER + DRIVE).path("updated_on").asText()).isEqualTo("2017-11-17 13:51:31 EST");
    }

    @Test
    void an_unreadable_file_fails_the_whole_synchronization() {
        vss.remove(DRIVE);
        vss.put("z.iso", LATER);
        vss.put(new StoredFile("m.iso", Instant.parse(LATER), true));
        List<String> before = paths();

        JsonNode failed = vss.synced();
        assertThat(failed.path("status").asText()).isEqualTo("ERROR");
        assertThat(texts(failed.at("/message/errors"))).containsExactly(FOLDER + "m.iso cannot be read");
        assertNothingDone(failed);
        assertThat(paths()).isEqualTo(before);

        vss.put("m.iso", LATER);
        JsonNode repaired = vss.synced();
        assertThat(repaired.path("status").asText()).isEqualTo("PROCESSED");
        assertThat(texts(repaired.path("added"))).containsExactly(DEBIAN, FOLDER + "m.iso", FOLDER + "z.iso");
        assertThat(texts(repaired.path("deleted"))).containsExactly(FOLDER + DRIVE);
        assertThat(image(DEBIAN).path("id").asInt()).isEqualTo(227);
    }

    @Test
    void unusual_file_names_are_kept() {
        String odd = "o'd d/\u00fc,%_\\\"\ud83d\ude00.iso";
        vss.put(odd, LATER);
        assertThat(texts(vss.synced().path("added"))).contains(FOLDER + odd);
        assertThat(image(FOLDER + odd).path("name").asText()).isEqualTo("\u00fc,%_\\\"\ud83d\ude00.iso");
        assertThat(vss.call("GET", PERSONAL + "?sort=id,desc").body())
                .contains("\\u00fc")
                .contains("\\ud83d\\ude00");
    }

    @Test
    void concurrent_synchronizations_add_nothing_twice() {
        String first = vss.sync();
        vss.advance("2s");
        String second = vss.sync();
        vss.advance("3s");
        assertThat(status(first)).isEqualTo("PROCESSED");
        assertThat(status(second)).isEqualTo("IN_PROGRESS");
        vss.put("between.iso", LATER);
        vss.advance("2s");
        assertThat(texts(vss.request(first).path("added"))).containsExactly(DEBIAN);
        assertThat(texts(vss.request(second).path("added"))).containsExactly(FOLDER + "between.iso");
        assertThat(paths()).doesNotHaveDuplicates();
    }

    @Test
    void users_see_only_their_own_requests() {
        String mine = vss.sync();
        VssClient.assertNotFound(vss.callAs(VssClient.NEIGHBOUR, "GET", mine));
        assertThat(VssClient.read(202, vss.callAs(VssClient.NEIGHBOUR, "PATCH", PERSONAL))
                        .at("/data/request/id")
                        .asInt())
                .isEqualTo(43);
        VssClient.assertNotFound(vss.call("GET", SYNCS + "/43"));
        assertThat(VssClient.ids(vss.get(SYNCS))).containsExactly(42);
        assertThat(VssClient.ids(VssClient.read(200, vss.callAs(VssClient.NEIGHBOUR, "GET", SYNCS))))
                .containsExactly(43);
        vss.advance("1m");
        assertThat(VssClient.read(200, vss.callAs(VssClient.NEIGHBOUR, "GET", PERSONAL))
                        .path("data"))
                .isEmpty();
        assertThat(VssClient.read(200, vss.callAs(VssClient.NEIGHBOUR, "GET", SYNCS + "/43"))
                        .at("/data/status")
                        .asText())
                .isEqualTo("PROCESSED");
    }

    @Test
    void requests_are_listed_in_pages() {
        for (int i = 0; i < 12; i++) {
            vss.sync();
            vss.advance("1s");
        }
        JsonNode first = vss.get(SYNCS + "?expand=1");
        assertThat(first.at("/meta/pages/total").asInt()).isEqualTo(12);
        assertThat(first.at("/meta/pages/pages").asInt()).isEqualTo(2);
        assertThat(first.at("/data/0/status").asText()).isEqualTo("PROCESSED");
        assertThat(first.at("/data/9/status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(VssClient.ids(vss.get(SYNCS + "?page=2&sort=id,desc"))).containsExactly(43, 42);
        assertThat(VssClient.ids(vss.get(SYNCS + "?filter=created_on,ge,2024-01-31 19:00:10".replace(" ", "%20"))))
                .containsExactly(52, 53);
        assertThat(vss.get(SYNCS + "?filter=id,eq,42&expand=1").at("/data/0")).isEqualTo(vss.request(SYNCS + "/42"));
    }

    @Test
    void a_synchronization_finished_by_hand_has_taken_effect() {
        String path = vss.sync();
        vss.controlled("POST", "jobs/vss%2F42/finish", "{}");
        assertThat(status(path)).isEqualTo("PROCESSED");
        assertThat(texts(vss.request(path).path("added"))).containsExactly(DEBIAN);
        assertThat(paths()).contains(DEBIAN);
    }

    @Test
    void a_synchronization_failed_by_hand_says_why() {
        String path = vss.sync();
        vss.advance("1s");
        vss.controlled("POST", "jobs/vss%2F42/fail", "{\"output\":\"the store is away\"}");
        JsonNode failed = vss.request(path);
        assertThat(failed.path("status").asText()).isEqualTo("ERROR");
        assertThat(texts(failed.at("/message/errors"))).containsExactly("the store is away");
        assertNothingDone(failed);
        vss.advance("1m");
        assertThat(vss.request(path)).isEqualTo(failed);
        assertThat(paths()).hasSize(2);
    }

    @Test
    void a_held_synchronization_never_ends() {
        vss.injectJobFault("vss/user_iso.sync", new JobFault.Hold(0.1));
        String path = vss.sync();
        vss.advance("20h");
        assertThat(status(path)).isEqualTo("PENDING");
        assertThat(paths()).hasSize(2);
        vss.clearScenarios();
        vss.injectJobFault("vss/user_iso.sync", new JobFault.Hold(0.9));
        String other = vss.sync();
        vss.advance("1h");
        assertThat(status(other)).isEqualTo("IN_PROGRESS");
    }

    @Test
    void a_lost_synchronization_leaves_only_its_ticket() {
        vss.injectJobFault("vss/user_iso.sync", new JobFault.Vanish());
        String path = vss.sync();
        VssClient.assertNotFound(vss.call("GET", path));
        vss.advance("1m");
        VssClient.assertNotFound(vss.call("GET", path));
        assertThat(vss.get(SYNCS).path("data")).isEmpty();
        assertThat(paths()).hasSize(2);
        vss.clearScenarios();
        assertThat(vss.sync()).isEqualTo(SYNCS + "/43");
    }

    @Test
    void a_failed_synchronization_says_why_and_changes_nothing() {
        vss.injectJobFault("vss/user_iso.sync", new JobFault.Fail("quota \"exceeded\"", 0.5));
        String path = vss.sync();
        vss.advance("2s");
        assertThat(status(path)).isEqualTo("IN_PROGRESS");
        vss.advance("1m");
        JsonNode failed = vss.request(path);
        assertThat(failed.path("status").asText()).isEqualTo("ERROR");
        assertThat(texts(failed.at("/message/errors"))).containsExactly("quota \"exceeded\"");
        assertNothingDone(failed);
        assertThat(paths()).hasSize(2);
    }

    @Test
    void a_slow_synchronization_takes_longer() {
        vss.injectJobFault("vss/user_iso.sync", new JobFault.Slow(10));
        String path = vss.sync();
        vss.advance("9s");
        assertThat(status(path)).isEqualTo("SUBMITTED");
        vss.advance("40s");
        assertThat(status(path)).isEqualTo("IN_PROGRESS");
        vss.advance("1s");
        assertThat(status(path)).isEqualTo("PROCESSED");
        assertThat(vss.request(path).path("updated_on").asText()).isEqualTo("2024-01-31 19:00:50 EST");
    }

    @Test
    void a_reset_brings_store_and_images_back() {
        vss.put("new.iso", LATER);
        vss.synced();
        vss.world().reset();
        vss.login(VssClient.USER);
        assertThat(paths()).hasSize(2);
        assertThat(vss.sync()).isEqualTo(SYNCS + "/42");
        vss.advance("5s");
        assertThat(texts(vss.request(SYNCS + "/42").path("added"))).containsExactly(DEBIAN);
    }
}
