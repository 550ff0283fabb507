package dev.hostdouble.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Jobs end in the order of their ends and then of their starts, as a model without a database has it. */
class EndOrderTest {
    private static final Instant T = Instant.parse("2024-02-01T00:00:00Z");
    private static final int LATER = 1_000_000;

    /**
     * A job.
     *
     * @param slot {@code throw} for one whose completion fails
     * @param ends the job that its completion ends early, which may have ended
     */
    record Start(String target, String slot, Set<String> waitsFor, int millis, int ends) {}

    @Provide
    Arbitrary<List<Start>> starts() {
        Arbitrary<Integer> lengths = Arbitraries.of(0, 1, 1, 1000, 1000, 2000, 5000);
        Arbitrary<Set<String>> slots = Arbitraries.of(
                List.of(Set.<String>of(), Set.of("work"), Set.of("work", "power"), Set.of("power", "throw")));
        return Combinators.combine(
                        Arbitraries.of("a", "a", "b", "c"),
                        Arbitraries.of("work", "work", "power", "", "throw"),
                        slots,
                        lengths,
                        Arbitraries.integers().between(-400, 150))
                .as(Start::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(160);
    }

    @Property(tries = 50, seed = "20240201")
    void jobs_end_in_order(@ForAll("starts") List<Start> starts) {
        assertThat(real(starts)).isEqualTo(model(starts));
    }

    private static List<String> real(List<Start> starts) {
        List<String> log = new ArrayList<>();
        try (Database db = Database.open(List.of(Jobs.SCHEMA))) {
            Jobs jobs = new Jobs(db, text -> '"' + text + '"');
            for (String slot : List.of("work", "power", "", "throw")) {
                jobs.register(type(slot), new JobCompletion() {
                    @Override
                    public void started(Job job, Instant at) {
                        log.add(job.id() + " began " + Duration.between(T, at).toMillis());
                    }

                    @Override
                    public String finished(Job job, Instant at) {
                        Optional<Job> other = jobs.find("x", job.argument())
                                .filter(one -> !one.settled() && one.number() != job.number());
                        other.ifPresent(one ->
                                jobs.fail(one, at((int) Duration.between(T, at).toMillis()), "early"));
                        if (slot.equals("throw")) {
                            throw Refusal.NO.with();
                        }
                        log.add(job.id() + " finished "
                                + Duration.between(T, at).toMillis());
                        return "null";
                    }

                    @Override
                    public void failed(Job job, Instant at) {
                        log.add(job.id() + " failed " + Duration.between(T, at).toMillis());
                    }
                });
            }
            for (int i = 0; i < starts.size(); i++) {
                Start start = starts.get(i);
                Timeline timeline = new Timeline(
                        List.of(
                                new Step(Duration.ZERO, "queued", 0),
                                new Step(Duration.ofMillis(start.millis()), "finished", 1)),
                        Timeline.Ending.FINISHED);
                jobs.start(
                        new NewJob(
                                type(start.slot()),
                                "" + i,
                                start.target(),
                                "" + start.ends(),
                                timeline,
                                Optional.empty(),
                                start.waitsFor()),
                        at(0),
                        Optional.empty());
            }
            db.transaction(() -> jobs.settle(at(LATER)));
            jobs.list().stream().filter(job -> !job.settled()).forEach(job -> log.add(job.id() + " is open"));
        }
        return log;
    }

    /** An open job of the model; it has no end while it waits. */
    private static final class Open {
        private final int number;
        private final Start start;
        private boolean isWaiting;
        private boolean isFailing;
        private int end;

        private Open(int number, Start start) {
            this.number = number;
            this.start = start;
        }
    }

    private static List<String> model(List<Start> starts) {
        List<String> log = new ArrayList<>();
        Map<Integer, Open> open = new HashMap<>();
        for (int i = 0; i < starts.size(); i++) {
            Open one = new Open(i, starts.get(i));
            one.isWaiting = isHeldUp(one, open);
            one.end = one.start.millis();
            open.put(i, one);
            if (!one.isWaiting) {
                log.add(i + " began 0");
            }
        }
        while (true) {
            Optional<Open> next = open.values().stream()
                    .filter(one -> !one.isWaiting)
                    .min(Comparator.<Open>comparingInt(one -> one.end).thenComparingInt(one -> one.number));
            if (next.isEmpty()) {
                break;
            }
            end(next.get(), open, log);
        }
        open.keySet().stream().sorted().forEach(number -> log.add(number + " is open"));
        return log;
    }

    private static void end(Open one, Map<Integer, Open> open, List<String> log) {
        open.remove(one.number);
        boolean throwing = one.start.slot().equals("throw");
        Open other = open.get(one.start.ends());
        if (!one.isFailing && !throwing && other != null) {
            if (other.isWaiting) {
                open.remove(other.number);
            } else {
                other.isFailing = true;
                other.end = one.end;
            }
        }
        log.add(one.number + (one.isFailing || throwing ? " failed " : " finished ") + one.end);
        if (one.start.slot().isEmpty()) {
            return;
        }
        List<Open> ready = open.values().stream()
                .filter(waiting -> waiting.isWaiting && waiting.start.target().equals(one.start.target()))
                .filter(waiting -> !isHeldUp(waiting, open))
                .sorted(Comparator.comparingInt(waiting -> waiting.number))
                .toList();
        for (Open waiting : ready) {
            waiting.isWaiting = false;
            waiting.end = one.end + waiting.start.millis();
            log.add(waiting.number + " began " + one.end);
        }
    }

    private static boolean isHeldUp(Open one, Map<Integer, Open> open) {
        return open.values().stream()
                .anyMatch(other -> other.number < one.number
                        && other.start.target().equals(one.start.target())
                        && one.start.waitsFor().contains(other.start.slot()));
    }

    private static JobType type(String slot) {
        Timeline none = new Timeline(List.of(new Step(Duration.ZERO, "queued", 0)), Timeline.Ending.NEVER);
        return new JobType("x", "operation-" + slot, "operation", true, slot, none);
    }

    private static WorldTime at(int millis) {
        return new WorldTime(T.plusMillis(millis), Duration.ofMillis(millis));
    }
}
