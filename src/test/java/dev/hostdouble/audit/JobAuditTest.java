package dev.hostdouble.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.VssClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code job-abandoned} and {@code key-read-again}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobAuditTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    JobAuditTest() throws Exception {}

    private HosterapiClient hosterapi(String world) {
        return new HosterapiClient(emulator, "audit-job-" + world);
    }

    private HostkeyClient hostkey(String world) {
        return new HostkeyClient(emulator, "audit-job-" + world);
    }

    private VssClient vss(String world) {
        return new VssClient(emulator, "audit-job-" + world);
    }

    @Test
    void a_client_never_asks_for_its_job() {
        HosterapiClient client = hosterapi("never");
        client.order();
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning job-abandoned [1]");
        JsonNode finding = AuditedWorld.only(client, "job-abandoned");
        assertThat(finding.path("what").asText()).isEqualTo("the client never asked how the job of call 1 ended");
        assertThat(finding.path("evidence").toString())
                .isEqualTo("[\"no call of hosterapi/job.info for it\",\"no read of hosterapi after it\"]");
    }

    @Test
    void a_client_may_learn_of_the_end_elsewhere() {
        HosterapiClient client = hosterapi("elsewhere");
        client.order();
        client.servers();
        assertThat(AuditedWorld.findings(client, "info")).containsExactly("info job-abandoned [1]");
    }

    @Test
    void a_client_stops_before_the_end() {
        HosterapiClient client = hosterapi("stops");
        client.result("GET", client.order());
        assertThat(AuditedWorld.findings(client, "info")).containsExactly("info job-abandoned [1, 2]");
    }

    @Test
    void a_client_that_gets_no_reply_has_asked_all_the_same() {
        HosterapiClient client = hosterapi("no-reply");
        client.rules("- { on: hosterapi/job.info, effect: { lose_reply: true } }");
        client.submit("GET", client.order());
        assertThat(AuditedWorld.findings(client, "info")).containsExactly("info job-abandoned [1, 2]");
        assertThat(AuditedWorld.only(client, "job-abandoned").path("evidence").toString())
                .isEqualTo(
                        "[\"delivery of the reply to call 2: empty\",\"no call of hosterapi/job.info for it after that\"]");
    }

    @Test
    void a_client_whose_reads_fail_cannot_see_the_end() {
        HosterapiClient client = hosterapi("fails");
        client.rules("- { on: hosterapi/*, calls: 2-, effect: { gateway: { status: 503, retry_after: 1 } } }");
        client.order();
        client.submit("GET", HosterapiClient.SERVERS);
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void a_careful_client_of_hosterapi_sees_the_end_of_its_job() {
        HosterapiClient client = hosterapi("careful");
        String job = client.order();
        client.result("GET", job);
        client.advance("1m");
        client.result("GET", job);
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }

    @Test
    void a_job_that_vanishes_has_an_end_too() {
        HosterapiClient client = hosterapi("vanishes");
        client.rules("- { on: hosterapi/job.info, effect: { error: JOB_NOT_FOUND } }");
        client.submit("GET", client.order());
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }

    @Test
    void tasks_of_hostkey_have_keys_in_two_places() {
        HostkeyClient client = hostkey("keys");
        client.stats();
        JsonNode deletion = client.read("iso", "upload", "params[url]", "https://example.com/a.iso");
        assertThat(deletion.at("/data/key").asText()).hasSize(32);
        assertThat(AuditedWorld.wrong(client))
                .containsExactly("warning job-abandoned [1]", "warning job-abandoned [2]");
        client.finish(deletion);
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning job-abandoned [1]");
    }

    @Test
    void requests_of_vss() {
        VssClient client = vss("requests");
        String request = client.sync();
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning job-abandoned [2]");
        client.request(request);
        assertThat(AuditedWorld.findings(client, "info")).containsExactly("info job-abandoned [2, 3]");
        client.advance("1m");
        client.request(request);
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }

    @Test
    void a_key_is_used_again_after_it_gave_the_result() {
        HostkeyClient client = hostkey("again");
        String key = client.stats();
        client.advance("1m");
        client.check(key);
        assertThat(client.check(key).path("message").asText()).isEqualTo("AsyncKey not found");
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning key-read-again [2, 3]");
        assertThat(AuditedWorld.only(client, "key-read-again").toString()).doesNotContain(key);
    }

    @Test
    void a_result_that_was_lost_may_be_asked_for_again() {
        HostkeyClient client = hostkey("lost");
        client.rules("- { on: hostkey/eq_callback.check, calls: first, effect: { lose_reply: true } }");
        String key = client.stats();
        client.advance("1m");
        client.callAs("", "eq_callback", "check", "key", key);
        client.check(key);
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }
}
