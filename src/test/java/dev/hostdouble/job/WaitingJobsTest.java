package dev.hostdouble.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Jobs that wait until others on the same target have ended. */
class WaitingJobsTest {
    private static final Instant T = Instant.parse("2024-02-01T00:00:00Z");

    @AutoClose
    private final Database db = Database.open(List.of(Jobs.SCHEMA));

    private final Jobs jobs = new Jobs(db, text -> '"' + text + '"');
    private final List<String> log = new ArrayList<>();

    WaitingJobsTest() {
        for (String slot : List.of("work", "power", "")) {
            jobs.register(type(slot), new Logged());
        }
    }

    private final class Logged implements JobCompletion {
        @Override
        public void started(Job job, Instant at) {
            log(job, "began", at);
        }

        @Override
        public String finished(Job job, Instant at) {
            log(job, "finished", at);
            return "null";
        }

        @Override
        public void failed(Job job, Instant at) {
            log(job, "failed", at);
        }

        private void log(Job job, String what, Instant at) {
            log.add(job.id() + " " + what + " " + Duration.between(T, at).toSeconds());
        }
    }

    private static JobType type(String slot) {
        Timeline none = new Timeline(List.of(new Step(Duration.ZERO, "queued", 0)), Timeline.Ending.NEVER);
        return new JobType("x", "operation-" + slot, "operation", true, slot, none);
    }

    private static WorldTime at(int seconds) {
        return new WorldTime(T.plusSeconds(seconds), Duration.ofSeconds(seconds));
    }

    private void start(int id, String slot, String target, int now, int seconds, String... waitsFor) {
        start(id, slot, target, now, seconds, Optional.empty(), waitsFor);
    }

    private void start(
            int id, String slot, String target, int now, int seconds, Optional<JobFault> fault, String... waitsFor) {
        Timeline timeline = new Timeline(
                List.of(new Step(Duration.ZERO, "queued", 0), new Step(Duration.ofSeconds(seconds), "finished", 1)),
                Timeline.Ending.FINISHED);
        NewJob job = new NewJob(type(slot), "" + id, target, "", timeline, Optional.empty(), Set.of(waitsFor));
        jobs.start(job, at(now), fault);
    }

    private Job job(int id) {
        return jobs.find("x", "" + id).orElseThrow();
    }

    @Test
    void a_job_waits_for_earlier_ones_in_line() {
        start(1, "work", "a", 0, 5, "work");
        start(2, "work", "a", 1, 5, "work");
        start(3, "work", "a", 2, 5, "work");
        jobs.settle(at(100));

        assertThat(log)
                .containsExactly(
                        "1 began 0", "1 finished 5", "2 began 5", "2 finished 10", "3 began 10", "3 finished 15");
    }

    @Test
    void looking_often_makes_no_difference() {
        start(1, "work", "a", 0, 5, "work");
        start(2, "work", "a", 0, 5, "work");
        for (int second = 0; second < 20; second++) {
            jobs.settle(at(second));
        }
        assertThat(log).containsExactly("1 began 0", "1 finished 5", "2 began 5", "2 finished 10");
    }

    @Test
    void a_job_waits_only_for_its_slots_and_its_target() {
        start(1, "work", "a", 0, 5);
        start(2, "power", "a", 0, 5, "power");
        start(3, "work", "b", 0, 5, "work");
        start(4, "", "a", 0, 5);
        assertThat(jobs.list()).noneMatch(Job::isWaiting);
        assertThat(jobs.on("x", "a").firstOpenOfEach(Set.of("work")))
                .extracting(Job::id)
                .containsExactly("1");
        assertThat(jobs.on("x", "a").firstOpenOfEach(Set.of("work", "power"))).hasSize(2);
        assertThat(jobs.on("x", "a").openSlots()).containsExactlyInAnyOrder("work", "power");
        assertThat(jobs.on("x", "a").isOpen(Set.of("other"))).isFalse();
    }

    @Test
    void a_waiting_job_stays_at_its_first_step_and_has_no_end() {
        start(1, "work", "a", 0, 50, "work");
        start(2, "work", "a", 0, 5, "work");

        assertThat(job(2).at(Duration.ofSeconds(20)).status()).isEqualTo("queued");
        assertThat(job(2).endsAt()).isEmpty();
        assertThat(jobs.on("x", "a").firstOpen(Set.of("work"))).map(Job::id).contains("1");
    }

    @Test
    void a_waiting_job_that_ends_as_soon_as_it_begins_stays_at_its_first_step_too() {
        start(1, "work", "a", 0, 50, "work");
        start(2, "work", "a", 0, 5, Optional.of(new JobFault.Finish()), "work");

        assertThat(job(2).at(Duration.ofSeconds(20)).status()).isEqualTo("queued");
        jobs.settle(at(50));
        assertThat(job(2).at(Duration.ofSeconds(50)).status()).isEqualTo("finished");
    }

    @Test
    void several_begin_when_the_one_that_held_them_up_has_ended() {
        start(1, "work", "a", 0, 5);
        start(2, "power", "a", 0, 5, "work");
        start(3, "", "a", 0, 5, "work");
        jobs.settle(at(100));

        assertThat(log)
                .containsExactly(
                        "1 began 0", "1 finished 5", "2 began 5", "3 began 5", "2 finished 10", "3 finished 10");
    }

    @Test
    void a_job_that_fails_while_it_waits_has_done_nothing() {
        start(1, "work", "a", 0, 5, "work");
        start(2, "work", "a", 0, 5, "work");
        start(3, "work", "a", 0, 5, "work");
        jobs.fail(job(2), at(1), "gone");
        assertThat(job(2).settled()).isTrue();
        assertThat(job(2).output()).contains("\"gone\"");
        assertThat(job(2).at(Duration.ofSeconds(9)).status()).isEqualTo("failed");
        jobs.settle(at(100));

        assertThat(log).containsExactly("1 began 0", "1 finished 5", "3 began 5", "3 finished 10");
    }

    @Test
    void a_waiting_job_that_is_finished_by_hand_begins_and_ends_at_once() {
        start(1, "work", "a", 0, 50, "work");
        start(2, "work", "a", 0, 5, "work");
        jobs.finish(job(2), at(3));
        jobs.settle(at(3));

        assertThat(log).containsExactly("1 began 0", "2 began 3", "2 finished 3");
    }

    @Test
    void a_rollback_takes_the_beginning_back() {
        db.transaction(() -> {
            start(1, "work", "a", 0, 5, "work");
            start(2, "work", "a", 0, 5, "work");
            return log;
        });
        assertThatThrownBy(() -> db.transaction(() -> {
                    jobs.settle(at(7));
                    throw new IllegalStateException("back");
                }))
                .hasMessage("back");
        assertThat(job(2).isWaiting()).isTrue();
        jobs.settle(at(7));
        assertThat(job(2).isWaiting()).isFalse();
    }
}
