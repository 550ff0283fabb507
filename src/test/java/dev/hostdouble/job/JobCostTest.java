package dev.hostdouble.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What starting and ending jobs costs, in statements and in the rows that they read: the same for each of many as for one. */
class JobCostTest {
    private static final Instant T = Instant.parse("2024-02-01T00:00:00Z");
    private static final int FEW = 300;
    private static final int MANY = 1200;

    /** The statements that some work needed, and the rows that they returned. */
    private record Cost(long statements, long rows) {
        Cost minus(Cost earlier) {
            return new Cost(statements - earlier.statements, rows - earlier.rows);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "all at once,            1000000, 0, false",
        "one after the other,    1000000, 1, false",
        "all that fail,          1000000, 0, true",
        "in line for one target, 1,       0, false",
        "in line for ten,        10,      0, false",
    })
    void ending_jobs_costs_the_same_for_each(String jobs, int targets, int apart, boolean fail) {
        Cost few = settling(FEW, targets, apart, fail);
        Cost many = settling(MANY, targets, apart, fail);
        double times = 1.1 * MANY / FEW;
        assertThat((double) many.statements()).as(jobs).isLessThan(times * few.statements());
        assertThat((double) many.rows()).as(jobs).isLessThan(times * few.rows());
    }

    @ParameterizedTest
    @CsvSource({"1000000", "1", "10"})
    void starting_a_job_costs_the_same_however_many_are_open(int targets) {
        try (Database db = Database.open(List.of(Jobs.SCHEMA))) {
            Jobs jobs = jobs(db, false);
            start(jobs, 0, FEW, targets, 0);
            Cost few = startOne(db, jobs, FEW, targets);
            start(jobs, FEW + 1, MANY, targets, 0);
            assertThat(startOne(db, jobs, MANY + 1, targets)).isEqualTo(few);
        }
    }

    /** A job and the call after it, which asks whether anything has ended. */
    private static Cost startOne(Database db, Jobs jobs, int number, int targets) {
        jobs.settle(at(1));
        Cost before = cost(db);
        start(jobs, number, number + 1, targets, 0);
        jobs.settle(at(1));
        return cost(db).minus(before);
    }

    @Test
    void every_query_finds_its_rows_by_an_index() {
        try (Database db = Database.open(List.of(Jobs.SCHEMA))) {
            Jobs jobs = jobs(db, false);
            start(jobs, 0, FEW, 10, 1);
            jobs.settle(at(FEW * 1000));
            jobs.on("x", "1").latest("work");
            jobs.on("x", "1").openSlots();
            jobs.outlook().nthEnd(Duration.ZERO, Duration.ofDays(1), 5);
            jobs.list().forEach(job -> jobs.outlook().end(job));
            jobs.page(JobQuery.ALL, 5, 3);
            jobs.latest(JobQuery.ALL, 3);
            List<String> queries = db.query("""
                            SELECT sql_statement FROM information_schema.query_statistics
                            WHERE sql_statement LIKE 'SELECT%FROM job%' AND sql_statement NOT LIKE '%DISTINCT%'""").mapTo(String.class).list();
            assertThat(queries).hasSizeGreaterThan(8);
            for (String query : queries) {
                String plan = db.list(
                                "EXPLAIN "
                                        + query.replaceAll("settled = \\?", "settled = TRUE")
                                                .replace("LIMIT ?", "LIMIT 1")
                                                .replace("?", "'1'"),
                                false)
                        .mapTo(String.class)
                        .one();
                assertThat(plan).doesNotContain("tableScan").doesNotContain("JOB */");
                if (plan.contains("FETCH FIRST")) {
                    assertThat(plan).contains("index sorted");
                }
            }
        }
    }

    private static Cost settling(int count, int targets, int apart, boolean fail) {
        try (Database db = Database.open(List.of(Jobs.SCHEMA))) {
            Jobs jobs = jobs(db, fail);
            start(jobs, 0, count, targets, apart);
            Cost before = cost(db);
            db.transaction(() -> jobs.settle(at(count * 2000)));
            Cost cost = cost(db).minus(before);
            assertThat(jobs.list()).hasSize(count).allMatch(Job::settled);
            return cost;
        }
    }

    private static Jobs jobs(Database db, boolean fail) {
        db.run("SET QUERY_STATISTICS TRUE");
        Jobs jobs = new Jobs(db, text -> '"' + text + '"');
        jobs.register(type(), (job, at) -> {
            if (fail) {
                throw refusal();
            }
            return "null";
        });
        return jobs;
    }

    private static ApiException refusal() {
        return Refusal.NO.with();
    }

    private static Cost cost(Database db) {
        long rows = db.query("SELECT COALESCE(SUM(cumulative_row_count), 0) FROM information_schema.query_statistics")
                .mapTo(Long.class)
                .one();
        return new Cost(db.statements(), rows);
    }

    /** Starts jobs that take a second, or longer each; those on one target wait for each other. */
    private static void start(Jobs jobs, int from, int to, int targets, int apart) {
        for (int i = from; i < to; i++) {
            Timeline timeline = new Timeline(
                    List.of(
                            new Step(Duration.ZERO, "queued", 0),
                            new Step(Duration.ofMillis(1000 + (long) apart * i), "finished", 1)),
                    Timeline.Ending.FINISHED);
            String target = String.valueOf(i % targets);
            NewJob job = new NewJob(type(), "" + i, target, "", timeline, Optional.empty(), Set.of("work"));
            jobs.start(job, at(0), Optional.empty());
        }
    }

    private static JobType type() {
        Timeline none = new Timeline(List.of(new Step(Duration.ZERO, "queued", 0)), Timeline.Ending.NEVER);
        return new JobType("x", "operation", "operation", true, "work", none);
    }

    private static WorldTime at(int millis) {
        return new WorldTime(T.plusMillis(millis), Duration.ofMillis(millis));
    }
}
