package dev.hostdouble.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs on a real database: what ends when, and what of it takes effect. */
@Isolated("it asserts on what is logged")
class JobsTest {
    private static final Instant T = Instant.parse("2024-02-01T00:00:00Z");

    private final Database db = Database.open(List.of(Jobs.SCHEMA));
    private final Jobs jobs = new Jobs(db, text -> '"' + text + '"');
    private final List<String> ends = new ArrayList<>();

    JobsTest() {
        jobs.register(type("work"), new Recording());
        jobs.register(type("refuse"), (job, at) -> {
            db.next("trace");
            throw Refusal.NO.with();
        });
        jobs.register(type("break"), (job, at) -> {
            throw new IllegalStateException("a bug");
        });
    }

    @AfterEach
    void close() {
        db.close();
    }

    private final class Recording implements JobCompletion {
        @Override
        public String finished(Job job, Instant at) {
            ends.add(job.id() + " finished " + Duration.between(T, at).toSeconds());
            return "{\"id\":" + job.id() + "}";
        }

        @Override
        public void failed(Job job, Instant at) {
            ends.add(job.id() + " failed " + Duration.between(T, at).toSeconds());
        }
    }

    private static JobType type(String operation) {
        return new JobType("x", operation, operation, true, "", timeline(1));
    }

    private static Timeline timeline(int seconds) {
        return new Timeline(
                List.of(
                        new Step(Duration.ZERO, "queued", 0),
                        new Step(Duration.ofSeconds(seconds / 2), "executing", 0.5),
                        new Step(Duration.ofSeconds(seconds), "finished", 1)),
                Timeline.Ending.FINISHED);
    }

    private static WorldTime at(int seconds) {
        return new WorldTime(T.plusSeconds(seconds), Duration.ofSeconds(seconds));
    }

    private void start(int id, String operation, WorldTime now, int seconds, Optional<JobFault> fault) {
        start(id, operation, now, seconds, Optional.empty(), fault);
    }

    private void start(
            int id,
            String operation,
            WorldTime now,
            int seconds,
            Optional<JobFailure> failure,
            Optional<JobFault> fault) {
        jobs.start(
                new NewJob(type(operation), String.valueOf(id), "thing/" + id % 2, "", timeline(seconds), failure),
                now,
                fault);
    }

    private Job job(int id) {
        return jobs.find("x", String.valueOf(id)).orElseThrow();
    }

    @Test
    void nothing_takes_effect_before_its_end() {
        start(1, "work", at(0), 6, Optional.empty());
        jobs.settle(new WorldTime(T, Duration.ofSeconds(6).minusNanos(1)));

        assertThat(ends).isEmpty();
        assertThat(job(1).settled()).isFalse();
        assertThat(job(1).output()).isEmpty();
    }

    @Test
    void an_end_takes_effect_once_and_as_of_its_own_time() {
        start(1, "work", at(0), 6, Optional.empty());
        jobs.settle(at(100));
        jobs.settle(at(100));
        jobs.settle(at(200));

        assertThat(ends).containsExactly("1 finished 6");
        assertThat(job(1).output()).contains("{\"id\":1}");
    }

    @Test
    void jobs_take_effect_in_the_order_of_their_ends_and_then_of_their_starts() {
        start(1, "work", at(0), 8, Optional.empty());
        start(2, "work", at(0), 6, Optional.empty());
        start(3, "work", at(2), 4, Optional.empty());
        start(4, "work", at(0), 6, Optional.of(new JobFault.Fail("no", 0.5)));
        jobs.settle(at(100));

        assertThat(ends).containsExactly("2 finished 6", "3 finished 6", "4 failed 6", "1 finished 8");
    }

    /** A completion that does something to other jobs. */
    private void register(String operation, Consumer<Job> work) {
        jobs.register(type(operation), (job, at) -> {
            work.accept(job);
            ends.add(job.id() + " finished " + Duration.between(T, at).toSeconds());
            return "null";
        });
    }

    @Test
    void what_a_job_starts_at_its_end_takes_effect_in_the_order_of_the_ends() {
        register("starts", job -> start(9, "work", at(6), 3, Optional.empty()));
        start(1, "starts", at(0), 6, Optional.empty());
        start(2, "work", at(0), 8, Optional.empty());
        start(3, "work", at(0), 10, Optional.empty());
        jobs.settle(at(100));

        assertThat(ends).containsExactly("1 finished 6", "2 finished 8", "9 finished 9", "3 finished 10");
    }

    @Test
    void a_job_that_another_forgets_at_its_end_never_takes_effect() {
        register("forgets", job -> jobs.forget(job(2)));
        start(1, "forgets", at(0), 6, Optional.empty());
        start(2, "work", at(0), 8, Optional.empty());
        start(3, "work", at(0), 10, Optional.empty());
        jobs.settle(at(100));

        assertThat(ends).containsExactly("1 finished 6", "3 finished 10");
    }

    @Test
    void a_job_that_another_fails_at_its_end_fails_then() {
        register("fails", job -> jobs.fail(job(3), at(7), "gone"));
        start(1, "fails", at(0), 6, Optional.empty());
        start(2, "work", at(0), 8, Optional.empty());
        start(3, "work", at(0), 10, Optional.empty());
        jobs.settle(at(100));

        assertThat(ends).containsExactly("1 finished 6", "3 failed 7", "2 finished 8");
    }

    @ParameterizedTest
    @ValueSource(ints = {-240, 240, 36_500})
    void a_date_that_is_set_changes_no_end(int days) {
        Instant date = T.plus(Duration.ofDays(days));
        start(1, "work", at(0), 6, Optional.empty());
        jobs.settle(new WorldTime(date, Duration.ofSeconds(5)));
        assertThat(ends).isEmpty();

        jobs.settle(new WorldTime(date, Duration.ofSeconds(8)));

        assertThat(ends).containsExactly("1 finished " + (days * 86_400L - 2));
    }

    @Test
    void a_job_that_starts_when_the_time_of_the_world_is_over_ends_at_once() {
        WorldTime over = new WorldTime(T, WorldTime.LONGEST);
        start(1, "work", over, 6, Optional.empty());
        jobs.settle(over);

        assertThat(ends).containsExactly("1 finished 0");
    }

    @Test
    void a_job_that_starts_after_a_settlement_without_jobs_is_settled() {
        jobs.settle(at(0));
        start(1, "work", at(1), 1, Optional.empty());
        jobs.settle(at(2));

        assertThat(ends).containsExactly("1 finished 2");
    }

    @Test
    void an_effect_may_refuse_at_the_last_moment_and_leaves_no_trace() {
        start(1, "refuse", at(0), 6, Optional.empty());
        jobs.settle(at(6));

        assertThat(job(1).timeline().ending()).isEqualTo(Timeline.Ending.FAILED);
        assertThat(job(1).at(at(6).elapsed()).status()).isEqualTo("failed");
        assertThat(job(1).output()).contains("\"0xb0: no\"");
        assertThat(db.next("trace")).isEqualTo(1);
    }

    @Test
    void an_effect_that_breaks_fails_its_job_and_the_world_goes_on() {
        start(1, "break", at(0), 2, Optional.empty());
        start(2, "work", at(0), 4, Optional.empty());
        try (CapturedLogs logs = CapturedLogs.of("job")) {
            jobs.settle(at(10));

            assertThat(logs.problems()).containsExactly("the end of job 1 (break) failed: a bug");
        }
        assertThat(job(1).output()).contains("\"Server Error\"");
        assertThat(ends).containsExactly("2 finished 4");
    }

    @Test
    void a_failed_job_says_why() {
        start(1, "work", at(0), 6, Optional.of(new JobFault.Fail("0xb0: no", 0.5)));
        jobs.settle(at(100));

        assertThat(job(1).output()).contains("\"0xb0: no\"");
        assertThat(job(1).at(at(100).elapsed())).isEqualTo(new Step(Duration.ofSeconds(6), "failed", 0.5));
    }

    @Test
    void a_held_job_stays_where_it_is() {
        start(1, "work", at(0), 6, Optional.of(new JobFault.Hold(0.5)));
        jobs.settle(at(1_000_000_000));

        assertThat(ends).isEmpty();
        assertThat(job(1).at(at(1_000_000_000).elapsed()).progress()).isEqualTo(0.5);
    }

    @Test
    void a_lost_job_was_never_there() {
        start(1, "work", at(0), 6, Optional.of(new JobFault.Vanish()));
        jobs.settle(at(100));

        assertThat(jobs.find("x", "1")).isEmpty();
        assertThat(ends).isEmpty();
    }

    @Test
    void a_job_stretched_beyond_the_last_day_does_not_end_before_it() {
        start(1, "work", at(0), 315_360_000, Optional.of(new JobFault.Slow(1e6)));
        jobs.settle(new WorldTime(T, Duration.ofDays(176 * 365)));

        assertThat(ends).isEmpty();
    }

    @Test
    void a_job_ended_by_hand_takes_effect_as_of_now() {
        start(1, "work", at(0), 60, Optional.of(new JobFault.Hold(0.5)));
        start(2, "work", at(0), 60, Optional.empty());
        jobs.finish(job(1), at(40));
        jobs.fail(job(2), at(40), "enough");
        jobs.settle(at(40));

        assertThat(ends).containsExactly("1 finished 40", "2 failed 40");
        assertThat(job(1).at(at(40).elapsed())).isEqualTo(new Step(Duration.ofSeconds(40), "finished", 1));
        assertThat(job(2).at(at(40).elapsed())).isEqualTo(new Step(Duration.ofSeconds(40), "failed", 0.5));
        assertThat(job(2).output()).contains("\"enough\"");
    }

    @Test
    void a_job_ended_by_hand_at_a_restored_time_before_its_start_ends_as_it_begins() {
        start(1, "work", at(10), 60, Optional.empty());
        jobs.fail(job(1), at(5), "enough");
        jobs.settle(at(10));

        assertThat(ends).containsExactly("1 failed 10");
    }

    @Test
    void a_forgotten_job_never_takes_effect() {
        start(1, "work", at(0), 6, Optional.empty());
        jobs.forget(job(1));
        jobs.settle(at(100));

        assertThat(ends).isEmpty();
    }

    @Test
    void jobs_are_found_by_what_they_work_on() {
        start(1, "work", at(0), 6, Optional.empty());
        start(2, "work", at(0), 6, Optional.empty());
        start(3, "work", at(0), 6, Optional.empty());

        assertThat(jobs.on("x", "thing/1").running()).extracting(Job::id).containsExactly("1", "3");
        assertThat(jobs.list()).extracting(Job::id).containsExactly("1", "2", "3");
    }

    @Test
    void a_fault_about_time_keeps_the_refusal_of_the_provider() {
        JobFailure refusal = new JobFailure("0xb0: too much", 0.5);
        List<JobFault> faults = List.of(
                new JobFault.Slow(2), new JobFault.Finish(), new JobFault.Hold(0.5), new JobFault.Regress(0.5, 0.1));
        for (int i = 0; i < faults.size(); i++) {
            start(i, "work", at(0), 6, Optional.of(refusal), Optional.of(faults.get(i)));
        }
        jobs.settle(at(60));

        assertThat(jobs.list()).hasSize(4).allSatisfy(job -> {
            assertThat(job.timeline().ending()).isEqualTo(Timeline.Ending.FAILED);
            assertThat(job.output()).contains("\"0xb0: too much\"");
        });
        assertThat(ends).containsExactlyInAnyOrder("1 failed 0", "2 failed 6", "3 failed 6", "0 failed 12");
    }

    @Test
    void of_two_failures_the_one_at_the_lower_progress_counts() {
        JobFailure refusal = new JobFailure("0xb0: too much", 0.5);
        start(1, "work", at(0), 6, Optional.of(refusal), Optional.of(new JobFault.Fail("0xa3: timeout", 0)));
        start(2, "work", at(0), 6, Optional.of(refusal), Optional.of(new JobFault.Fail("0xa3: timeout", 0.9)));
        jobs.settle(at(60));

        assertThat(job(1).output()).contains("\"0xa3: timeout\"");
        assertThat(job(2).output()).contains("\"0xb0: too much\"");
    }

    @Test
    void a_job_that_vanishes_never_starts() {
        List<String> starts = new ArrayList<>();
        jobs.register(type("starting"), new JobCompletion() {
            @Override
            public void started(Job job, Instant at) {
                starts.add(job.id());
            }

            @Override
            public String finished(Job job, Instant at) {
                return "null";
            }
        });
        start(1, "starting", at(0), 6, Optional.of(new JobFault.Vanish()));
        start(2, "starting", at(0), 6, Optional.of(new JobFault.Slow(2)));

        assertThat(starts).containsExactly("2");
    }

    @Test
    void a_regress_beyond_the_refusal_of_the_provider_changes_nothing() {
        JobFailure refusal = new JobFailure("0xb0: too much", 0.33);
        start(1, "work", at(0), 6, Optional.of(refusal), Optional.empty());
        start(2, "work", at(0), 6, Optional.of(refusal), Optional.of(new JobFault.Regress(0.66, 0.5)));

        assertThat(job(2).timeline()).isEqualTo(job(1).timeline());
    }

    @Test
    void a_job_that_the_provider_refuses_fails_when_it_is_finished_by_hand() {
        JobFailure refusal = new JobFailure("0xb0: too much", 0.5);
        start(1, "work", at(0), 6, Optional.of(refusal), Optional.of(new JobFault.Hold(0.1)));
        start(2, "work", at(0), 6, Optional.of(refusal), Optional.of(new JobFault.Fail("0xa3: timeout", 0)));
        jobs.finish(job(1), at(1));
        jobs.finish(job(2), at(1));
        jobs.settle(at(1));

        assertThat(jobs.list()).allSatisfy(job -> assertThat(job.output()).contains("\"0xb0: too much\""));
        assertThat(ends).containsExactly("1 failed 1", "2 failed 1");
    }
}
