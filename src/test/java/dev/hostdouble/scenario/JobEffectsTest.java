package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Effects on the jobs that a call starts. */
class JobEffectsTest extends EffectStory {
    @Test
    void job_faults_apply_to_jobs_of_hosterapi() {
        client.rules("""
                - { on: hosterapi/server.create, calls: 1, effect: { job: { fail: "0xa3", at: 0.5 } } }
                - { on: hosterapi/server.create, calls: 2, effect: { job: { fail: disk is full } } }
                - { on: hosterapi/server.create, calls: 3, effect: { job: { hold: 0.5 } } }
                - { on: hosterapi/server.create, calls: 4, effect: { job: { slow: 10 } } }
                - { on: hosterapi/server.create, calls: 5, effect: { job: { vanish: true } } }
                - { on: hosterapi/server.create, calls: 6, effect: { job: { finish: true } } }
                - { on: hosterapi/server.create, calls: 7, effect: { job: { regress: { at: 0.66, to: 0.1 } } } }
                """);
        int timeout = order();
        int full = order();
        int held = order();
        int slow = order();
        int lost = order();
        int quick = order();
        int fallen = order();
        assertThat(progress(lost)).isEqualTo("0xc1: job not found");
        assertThat(progress(quick)).isEqualTo("finished 1.0");
        assertThat(progress(held)).isEqualTo("queued 0.0");
        client.advance("4s");
        assertThat(progress(fallen)).isEqualTo("executing 0.66");
        client.advance("1s");
        assertThat(progress(fallen)).isEqualTo("executing 0.1");
        assertThat(progress(full)).startsWith("failed").endsWith(" disk is full");
        assertThat(progress(timeout)).isEqualTo("failed 0.5 0xa3: timeout");
        client.advance("1s");
        assertThat(progress(fallen)).isEqualTo("finished 1.0");
        client.advance("53s");
        assertThat(progress(slow)).isEqualTo("executing 0.66");
        client.advance("1s");
        assertThat(progress(slow)).isEqualTo("finished 1.0");
        client.advance("1d");
        assertThat(progress(held)).isEqualTo("executing 0.33");
    }

    /** Orders a server; orders do not wait for each other. */
    private int order() {
        return Integer.parseInt(client.hosterapi().order().substring("/job/".length()));
    }

    private String progress(int job) {
        JsonNode reply = client.hosterapi().job(job);
        JsonNode result = reply.path("result");
        if (!result.isObject()) {
            return reply.path("error").asText();
        }
        String said =
                result.path("status").asText() + " " + result.path("progress").asDouble();
        return result.path("output").isTextual()
                ? said + " " + result.path("output").asText()
                : said;
    }

    @Test
    void job_faults_apply_to_tasks_of_hostkey() {
        client.rules("""
                - { on: hostkey/vm.load_stats, calls: 1, effect: { job: { fail: STATS_FAILED } } }
                - { on: hostkey/vm.load_stats, calls: 2, effect: { job: { fail: no more stats } } }
                - { on: hostkey/vm.load_stats, calls: 3, effect: { job: { hold: 0.5 } } }
                - { on: hostkey/vm.load_stats, calls: 4, effect: { job: { slow: 10 } } }
                - { on: hostkey/vm.load_stats, calls: 5, effect: { job: { vanish: true } } }
                - { on: hostkey/vm.load_stats, calls: 6, effect: { job: { finish: true } } }
                - { on: hostkey/vm.load_stats, calls: 7, effect: { job: { regress: { at: 0.5, to: 0.1 } } } }
                """);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            keys.add(client.hostkey().stats());
        }
        assertThat(client.hostkey().check(keys.get(4)).path("message").asText()).isEqualTo("AsyncKey not found");
        assertThat(result(keys.get(5))).isEqualTo("OK");
        assertThat(result(keys.get(6))).isEqualTo("Not ready");
        client.advance("1s");
        JsonNode failed = client.hostkey().check(keys.get(0));
        assertThat(failed.path("result").asText()).isEqualTo("Error");
        assertThat(failed.path("scope").asText()).isEqualTo("failed to request stats for 456");
        assertThat(client.hostkey().check(keys.get(1)).path("scope").asText()).isEqualTo("no more stats");
        assertThat(result(keys.get(6))).isEqualTo("OK");
        client.advance("8s");
        assertThat(result(keys.get(3))).isEqualTo("Not ready");
        client.advance("1s");
        assertThat(result(keys.get(3))).isEqualTo("OK");
        client.advance("1d");
        assertThat(result(keys.get(2))).isEqualTo("Not ready");
    }

    private String result(String key) {
        return client.hostkey().check(key).path("result").asText();
    }

    @Test
    void job_faults_apply_to_synchronizations_of_vss() {
        client.rules("""
                - { on: vss/user_iso.sync, calls: 1, effect: { job: { fail: NOT_FOUND } } }
                - { on: vss/user_iso.sync, calls: 2, effect: { job: { fail: the store is away } } }
                - { on: vss/user_iso.sync, calls: 3, effect: { job: { hold: 0.2 } } }
                - { on: vss/user_iso.sync, calls: 4, effect: { job: { slow: 2 } } }
                - { on: vss/user_iso.sync, calls: 5, effect: { job: { vanish: true } } }
                - { on: vss/user_iso.sync, calls: 6, effect: { job: { finish: true } } }
                - { on: vss/user_iso.sync, calls: 7, effect: { job: { regress: { at: 0.5, to: 0.1 } } } }
                """);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            paths.add(client.vss().sync());
        }
        assertThat(client.vss().call("GET", paths.get(4)).status()).isEqualTo(404);
        assertThat(sync(paths.get(5)).path("status").asText()).isEqualTo("PROCESSED");
        client.advance("5s");
        assertThat(sync(paths.get(0)).path("status").asText()).isEqualTo("ERROR");
        assertThat(texts(sync(paths.get(0)).at("/message/errors"))).containsExactly("item not found");
        assertThat(texts(sync(paths.get(1)).at("/message/errors"))).containsExactly("the store is away");
        assertThat(sync(paths.get(6)).path("status").asText()).isEqualTo("PROCESSED");
        assertThat(sync(paths.get(3)).path("status").asText()).isEqualTo("IN_PROGRESS");
        client.advance("5s");
        assertThat(sync(paths.get(3)).path("status").asText()).isEqualTo("PROCESSED");
        client.advance("1h");
        assertThat(sync(paths.get(2)).path("status").asText()).isEqualTo("PENDING");
    }

    private JsonNode sync(String path) {
        return client.vss().call("GET", path).json().path("data");
    }
}
