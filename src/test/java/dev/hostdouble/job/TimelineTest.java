package dev.hostdouble.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The timeline of a job, with and without faults. */
class TimelineTest {
    private static final Timeline CREATE = new Timeline(
            List.of(
                    step(0, "queued", 0),
                    step(1, "executing", 0.33),
                    step(3, "executing", 0.66),
                    step(6, "finished", 1)),
            Timeline.Ending.FINISHED);

    private static Step step(int seconds, String status, double progress) {
        return new Step(Duration.ofSeconds(seconds), status, progress);
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return Timelines.usual();
    }

    @Provide
    Arbitrary<JobFault> fates() {
        return Timelines.fates();
    }

    @Test
    void a_step_holds_until_the_next() {
        assertThat(CREATE.at(Duration.ZERO).status()).isEqualTo("queued");
        assertThat(CREATE.at(Duration.ofMillis(999)).progress()).isZero();
        assertThat(CREATE.at(Duration.ofSeconds(1)).progress()).isEqualTo(0.33);
        assertThat(CREATE.at(Duration.ofMillis(5999)).progress()).isEqualTo(0.66);
        assertThat(CREATE.at(Duration.ofDays(1)).status()).isEqualTo("finished");
        assertThat(CREATE.length()).contains(Duration.ofSeconds(6));
    }

    @Test
    void a_timeline_fails_where_it_would_pass_the_point_of_failure() {
        Timeline failing = new JobFault.Fail("no", 0.33).applyTo(CREATE);

        assertThat(failing.steps())
                .containsExactly(step(0, "queued", 0), step(1, "executing", 0.33), step(3, "failed", 0.33));
        assertThat(failing.ending()).isEqualTo(Timeline.Ending.FAILED);
        assertThat(new JobFault.Fail("no", 0.5).applyTo(CREATE).at(Duration.ofSeconds(3)))
                .isEqualTo(step(3, "failed", 0.5));
        assertThat(new JobFault.Fail("no", 0).applyTo(CREATE).steps())
                .containsExactly(step(0, "queued", 0), step(1, "failed", 0));
        assertThat(new JobFault.Fail("no", 1).applyTo(CREATE).at(Duration.ofSeconds(6)))
                .isEqualTo(step(6, "failed", 1));
    }

    @Test
    void a_held_timeline_never_ends() {
        Timeline held = new JobFault.Hold(0.5).applyTo(CREATE);

        assertThat(held.steps()).containsExactly(step(0, "queued", 0), step(1, "executing", 0.33));
        assertThat(held.length()).isEmpty();
    }

    @Test
    void a_stretched_timeline_takes_that_many_times_as_long() {
        assertThat(new JobFault.Slow(2.5).applyTo(CREATE).length()).contains(Duration.ofSeconds(15));
        assertThat(new JobFault.Slow(2.5)
                        .applyTo(CREATE)
                        .at(Duration.ofMillis(2500))
                        .progress())
                .isEqualTo(0.33);
    }

    @Test
    void a_timeline_ended_by_hand_reaches_its_goal_despite_a_fault() {
        for (JobFault fate : List.of(new JobFault.Hold(0.33), new JobFault.Fail("no", 0.33), new JobFault.Slow(100))) {
            Timeline ended = fate.applyTo(CREATE).ending(Duration.ofSeconds(2), Timeline.Ending.FINISHED);

            assertThat(ended.at(Duration.ofSeconds(2))).isEqualTo(step(2, "finished", 1));
            assertThat(ended.length()).contains(Duration.ofSeconds(2));
        }
    }

    @Test
    void a_held_timeline_ended_by_hand_keeps_its_earlier_steps() {
        Timeline ended = new JobFault.Hold(0.33).applyTo(CREATE).ending(Duration.ofSeconds(9), Timeline.Ending.FAILED);

        assertThat(ended.at(Duration.ofSeconds(5))).isEqualTo(step(1, "executing", 0.33));
        assertThat(ended.at(Duration.ofSeconds(9))).isEqualTo(step(9, "failed", 0.33));
    }

    @Test
    void a_timeline_that_is_ended_by_hand_at_a_step_and_fails_after_all_keeps_the_progress_of_that_step() {
        Duration three = Duration.ofSeconds(3);
        Timeline failed = CREATE.ending(three, Timeline.Ending.FINISHED).ending(three, Timeline.Ending.FAILED);

        assertThat(CREATE.at(three).progress()).isEqualTo(0.66);
        assertThat(failed.at(three)).isEqualTo(step(3, "failed", 0.66));
    }

    @Test
    void a_timeline_that_fails_at_its_end_never_reached_its_last_step() {
        Duration six = Duration.ofSeconds(6);

        assertThat(CREATE.ending(six, Timeline.Ending.FAILED).at(six)).isEqualTo(step(6, "failed", 0.66));
    }

    @Test
    void a_timeline_whose_progress_falls_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeline(List.of(), Timeline.Ending.FINISHED))
                .withMessageContaining("0s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeline(List.of(step(1, "queued", 0)), Timeline.Ending.FINISHED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeline(
                        List.of(step(0, "a", 0), step(2, "b", 0.5), step(1, "c", 1)), Timeline.Ending.FINISHED));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StepYaml.timeline(List.of(new StepYaml("0s", "a", 0.5), new StepYaml("2s", "b", 0.4))));
        assertThatIllegalArgumentException().isThrownBy(() -> step(-1, "a", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> step(0, "a", 1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> step(0, "a", Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> step(0, "a|b", 0));
    }

    @Property(tries = 300, seed = "20240201")
    void a_timeline_written_as_text_reads_back(@ForAll("timelines") Timeline timeline, @ForAll("fates") JobFault fate) {
        Timeline course = fate.applyTo(timeline);

        assertThat(Timeline.parse(course.text())).isEqualTo(course);
    }

    @Property(tries = 500, seed = "20240201")
    void progress_never_falls_under_any_fault(@ForAll("timelines") Timeline timeline, @ForAll("fates") JobFault fate) {
        assertNeverFalls(fate.applyTo(timeline));
    }

    @Property(tries = 500, seed = "20240201")
    void progress_never_falls_when_a_job_is_ended_by_hand(
            @ForAll("timelines") Timeline timeline,
            @ForAll("fates") JobFault fate,
            @ForAll Timeline.Ending how,
            @ForAll @IntRange(max = 60_000) int at) {
        Timeline course = fate.applyTo(timeline);
        boolean runs = course.length()
                .filter(end -> end.compareTo(Duration.ofMillis(at)) <= 0)
                .isEmpty();
        if (how != Timeline.Ending.NEVER && runs) {
            Timeline ended = course.ending(Duration.ofMillis(at), how);

            assertNeverFalls(ended);
            assertThat(ended.length()).contains(Duration.ofMillis(at));
            assertThat(ended.ending()).isEqualTo(how);
        }
    }

    private static void assertNeverFalls(Timeline course) {
        double before = -1;
        for (int millis = 0; millis <= 250_000; millis += 997) {
            double progress = course.at(Duration.ofMillis(millis)).progress();
            assertThat(progress).isBetween(before, 1.0);
            before = progress;
        }
    }
}
