package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.job.JobFault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section "Jobs". */
@ExtendWith(EmulatorExtension.class)
class JobInfoTest {
    private final HosterapiClient api;

    JobInfoTest(HosterapiClient api) {
        this.api = api;
    }

    private void start(JobFault fate) {
        api.injectJobFault("hosterapi/software.install", fate);
        api.post("/software/install", Map.of("sid", 4001, "package", "ts3", "password", "x"))
                .then()
                .body("result.jobId", equalTo(15));
    }

    private String job() {
        return api.read("/job/15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "1", "0", "-1", "abc", "task-1", "15.0", "99999999999999999999"})
    void a_job_without_a_ticket_is_not_found(String id) {
        api.put("/datacenter/server/4001/stop");

        api.get("/job/" + id)
                .then()
                .statusCode(404)
                .body(equalTo("{\"result\":false,\"error\":\"0xc1: job not found\"}"));
    }

    @Test
    void looking_at_a_job_does_not_move_it() {
        start(new JobFault.Slow(1));
        for (int i = 0; i < 20; i++) {
            assertThat(job()).isEqualTo("{\"result\":{\"status\":\"queued\",\"progress\":0,\"output\":null}}");
        }
    }

    @Test
    void a_job_can_fail_in_the_words_of_the_provider_and_still_be_read_well() {
        start(new JobFault.Fail("0xb0: Requested resources exceed administrative limits", 0.33));
        api.advance("1h");

        assertThat(job())
                .isEqualTo("{\"result\":{\"status\":\"failed\",\"progress\":0.33,"
                        + "\"output\":\"0xb0: Requested resources exceed administrative limits\"}}");
        assertThat(api.lastCall().getString("answer")).isEqualTo("failed");
    }

    @Test
    void a_held_job_never_ends() {
        start(new JobFault.Hold(0.66));
        api.advance("3650d");

        assertThat(job()).isEqualTo("{\"result\":{\"status\":\"executing\",\"progress\":0.66,\"output\":null}}");
    }

    @Test
    void a_held_job_that_is_ended_by_hand_has_finished() {
        start(new JobFault.Hold(0.33));
        api.advance("1m");
        api.controlled("POST", "jobs/15/finish", "{}");

        assertThat(job()).isEqualTo("{\"result\":{\"status\":\"finished\",\"progress\":1,\"output\":null}}");
    }

    @Test
    void a_job_bound_to_fail_that_is_ended_by_hand_has_finished() {
        start(new JobFault.Fail("broken", 0.66));
        api.controlled("POST", "jobs/15/finish", "{}");

        assertThat(job()).isEqualTo("{\"result\":{\"status\":\"finished\",\"progress\":1,\"output\":null}}");
    }

    @Test
    void a_job_that_is_failed_by_hand_stays_at_its_progress() {
        start(new JobFault.Hold(0.33));
        api.advance("1m");
        api.controlled("POST", "jobs/15/fail", "{\"output\":\"0xa3: timeout\"}");

        assertThat(job())
                .isEqualTo("{\"result\":{\"status\":\"failed\",\"progress\":0.33,\"output\":\"0xa3: timeout\"}}");
    }

    @Test
    void a_stretched_job_takes_longer() {
        start(new JobFault.Slow(10));
        api.advance("10s");
        api.get("/job/15").then().body("result.progress", equalTo(0.33f));
        api.advance("39999ms");
        api.get("/job/15").then().body("result.progress", equalTo(0.66f));
        api.advance("1ms");
        api.get("/job/15").then().body("result.progress", equalTo(1));
    }

    @Test
    void a_lost_job_was_never_there_though_its_number_is_taken() {
        start(new JobFault.Vanish());
        api.get("/job/15").then().statusCode(404).body("error", equalTo("0xc1: job not found"));
        api.clearScenarios();

        api.put("/datacenter/server/4001/reinstall").then().body("result.jobId", equalTo(16));
    }

    @Test
    void the_journal_records_each_state_of_a_job_as_its_own_answer() {
        start(new JobFault.Slow(1));
        job();
        assertThat(api.lastCall().getString("answer")).isEqualTo("queued");
        api.advance("1s");
        job();
        assertThat(api.lastCall().getString("answer")).isEqualTo("executing");
        api.advance("1h");
        job();
        assertThat(api.lastCall().getString("answer")).isEqualTo("finished");
        assertThat(api.lastCall().getString("operation")).isEqualTo("hosterapi/job.info");
        assertThat(api.lastCall().getString("evidence")).isEqualTo("assumed");
    }
}
