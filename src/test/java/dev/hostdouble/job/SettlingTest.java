package dev.hostdouble.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Settling often is settling once: it does not matter when, or how often, anybody looks. */
class SettlingTest {
    private static final Instant T = Instant.parse("2024-02-01T00:00:00Z");
    private static final int LAST = 120_000;

    record Start(int at, String kind, Timeline course, Optional<JobFault> fate) {}

    /** What is left in the end: the table of jobs, and in which order what took effect. */
    record Outcome(List<Job> jobs, List<String> effects) {}

    @Provide
    Arbitrary<List<Start>> starts() {
        Arbitrary<Integer> instants = Arbitraries.integers().between(0, 60_000);
        Arbitrary<Integer> coinciding = Arbitraries.of(0, 1_000, 5_000, 60_000);
        return Combinators.combine(
                        Arbitraries.oneOf(instants, coinciding),
                        Arbitraries.of("work", "work", "refuse"),
                        Timelines.usual(),
                        Timelines.fates().optional(0.5))
                .as(Start::new)
                .list()
                .ofMaxSize(8)
                .map(starts -> starts.stream()
                        .sorted(Comparator.comparingInt(Start::at))
                        .toList());
    }

    @Provide
    Arbitrary<List<Integer>> looks() {
        return Arbitraries.integers().between(0, LAST).list().ofMaxSize(20);
    }

    @Property(tries = 60, seed = "20240201")
    void settling_often_is_settling_once(@ForAll("starts") List<Start> starts, @ForAll("looks") List<Integer> looks) {
        assertThat(run(starts, looks)).isEqualTo(run(starts, List.of()));
    }

    @Property(tries = 25, seed = "20240201")
    void settling_every_second_is_settling_once(
            @ForAll("starts") List<Start> starts, @ForAll @IntRange(min = 500, max = 5000) int every) {
        List<Integer> looks = new ArrayList<>();
        for (int at = 0; at < LAST; at += every) {
            looks.add(at);
        }
        assertThat(run(starts, looks)).isEqualTo(run(starts, List.of()));
    }

    private static Outcome run(List<Start> starts, List<Integer> looks) {
        try (Database db = Database.open(List.of(Jobs.SCHEMA))) {
            List<String> effects = new ArrayList<>();
            Jobs jobs = new Jobs(db, text -> '"' + text + '"');
            jobs.register(type("work"), new JobCompletion() {
                @Override
                public String finished(Job job, Instant at) {
                    effects.add(job.id() + " finished " + at);
                    return String.valueOf(db.next("output"));
                }

                @Override
                public void failed(Job job, Instant at) {
                    effects.add(job.id() + " failed " + at + " " + db.next("output"));
                }
            });
            jobs.register(type("refuse"), (job, at) -> {
                db.next("output");
                throw Refusal.NO.with();
            });
            int next = 0;
            for (int at : times(starts, looks)) {
                // A call settles before it does anything.
                boolean looked = looks.contains(at);
                if (looked) {
                    jobs.settle(at(at));
                }
                while (next < starts.size() && starts.get(next).at() == at) {
                    Start start = starts.get(next);
                    jobs.start(
                            new NewJob(type(start.kind()), "" + next, "", "", start.course(), Optional.empty()),
                            at(at),
                            start.fate());
                    next++;
                }
                if (looked) {
                    jobs.settle(at(at));
                }
            }
            jobs.settle(at(LAST));
            return new Outcome(jobs.list(), effects);
        }
    }

    private static WorldTime at(int millis) {
        return new WorldTime(T.plusMillis(millis), Duration.ofMillis(millis));
    }

    private static JobType type(String operation) {
        Timeline none = new Timeline(List.of(new Step(Duration.ZERO, "queued", 0)), Timeline.Ending.FINISHED);
        return new JobType("x", operation, operation, true, "", none);
    }

    private static List<Integer> times(List<Start> starts, List<Integer> looks) {
        List<Integer> times = new ArrayList<>(looks);
        starts.forEach(start -> times.add(start.at()));
        return times.stream().sorted().distinct().toList();
    }
}
