package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code GET jobs}: filters and pages. */
class JobListTest {
    @AutoClose
    private final Hostdouble emulator;

    private final HosterapiClient client;

    JobListTest() throws Exception {
        emulator = Hostdouble.start(Settings.forTests());
        client = new HosterapiClient(emulator, "default");
    }

    private JsonNode jobs(String query) {
        return client.controlled("GET", "jobs" + query, "");
    }

    private static List<String> ids(JsonNode list) {
        return list.path("jobs").findValuesAsText("id");
    }

    private void fiveJobs() {
        client.call("PUT", "/datacenter/server/4001/reinstall"); // 15
        client.call("PUT", "/datacenter/server/4002/reinstall"); // 16
        client.call("PUT", "/datacenter/server/4003/stop"); // task-1
        client.advance("1h");
        client.call("PUT", "/datacenter/server/4001/reinstall"); // 17
        client.call("PUT", "/datacenter/server/4002/reinstall"); // 18
    }

    @Test
    void filters_select_jobs() {
        fiveJobs();
        assertThat(ids(jobs(""))).containsExactly("15", "16", "task-1", "17", "18");
        assertThat(ids(jobs("?api=vss"))).isEmpty();
        assertThat(ids(jobs("?api=hosterapi&state=ended"))).containsExactly("15", "16", "task-1");
        assertThat(ids(jobs("?operation=hosterapi/server.re*"))).containsExactly("15", "16", "17", "18");
        assertThat(ids(jobs("?operation=hosterapi/server.stop"))).containsExactly("task-1");
        assertThat(ids(jobs("?target=4002"))).containsExactly("16", "18");
        assertThat(ids(jobs("?target=4002&state=running&operation=*reinstall"))).containsExactly("18");
        assertThat(jobs("?target=4002&limit=0").path("total").asInt()).isEqualTo(2);
    }

    @Test
    void without_since_the_latest_are_listed() {
        fiveJobs();
        JsonNode latest = jobs("?limit=2");
        assertThat(ids(latest)).containsExactly("17", "18");
        assertThat(latest.path("total").asInt()).isEqualTo(5);
        assertThat(latest.has("next")).isFalse();
    }

    @Test
    void pages_lead_from_one_to_the_next() {
        fiveJobs();
        List<List<String>> pages = new ArrayList<>();
        JsonNode page = jobs("?since=0&limit=2&operation=hosterapi/*");
        pages.add(ids(page));
        while (page.has("next")) {
            page = jobs("?since=" + page.path("next").asText() + "&limit=2&operation=hosterapi/*");
            pages.add(ids(page));
        }
        assertThat(pages).containsExactly(List.of("15", "16"), List.of("task-1", "17"), List.of("18"));
        assertThat(jobs("?since=3").path("jobs").findValuesAsText("number")).containsExactly("4", "5");
    }

    @Test
    void the_tasks_of_a_server_that_is_gone_are_forgotten() {
        fiveJobs();
        client.advance("1h");
        assertThat(client.call("POST", "/datacenter/server/4003/delete").status())
                .isEqualTo(200);
        assertThat(ids(jobs("?target=4003"))).isEmpty();
    }

    @Test
    void a_job_is_found_by_its_id_in_any_form() {
        fiveJobs();
        assertThat(client.control("POST", "jobs/17/finish", "").status()).isEqualTo(200);
        assertThat(client.control("POST", "jobs/hosterapi%2F18/finish", "").status())
                .isEqualTo(200);
        assertThat(client.control("POST", "jobs/vss%2F18/finish", "").status()).isEqualTo(404);
        assertThat(client.control("POST", "jobs/other%2F18/finish", "").status())
                .isEqualTo(404);
    }
}
