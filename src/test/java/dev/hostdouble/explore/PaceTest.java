package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.RuleHit.EffectHit;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a client called again sooner than it was told. */
class PaceTest {
    private static final WorldTime START = new WorldTime(Instant.EPOCH, Duration.ZERO);
    private static final Reply OK = Reply.text(200, "application/json", "{}");
    private static final Reply REFUSED = OK.with(Headers.of("Retry-After", "1"));
    private static final RuleHit HIT =
            new RuleHit("explore/a/fault", 1, null, 1, 0, true, List.of(new EffectHit("gateway", true, null)));

    private static SeenCall call(String path, long millis, boolean isRefused) {
        JournalEntry entry = new JournalEntry(
                millis + 1,
                START,
                "hosterapi/server.list",
                request(path),
                isRefused ? REFUSED : OK,
                isRefused ? List.of(HIT) : List.of());
        return new SeenCall(entry, Optional.empty(), Duration.ofMillis(millis));
    }

    private static Request request(String path) {
        return new Request("GET", "http", "127.0.0.1", "", path, "", Headers.NONE, Bytes.NONE, List.of());
    }

    @Test
    void a_repetition_before_the_time_is_over_is_too_soon() {
        List<SeenCall> calls = List.of(call("/a", 0, true), call("/b", 10, false), call("/a", 400, false));

        assertThat(Pace.hurry(calls, List.of())).hasValue("called again after 400 ms, although Retry-After said 1 s");
    }

    @Test
    void a_repetition_after_that_time_and_another_call_are_not() {
        assertThat(Pace.hurry(List.of(call("/a", 0, true), call("/b", 10, false), call("/a", 990, false)), List.of()))
                .isEmpty();
    }

    @Test
    void what_other_threads_call_at_the_same_time_is_no_repetition() {
        List<SeenCall> usual = List.of(call("/a", 0, false), call("/a", 1, false), call("/a", 2, false));
        List<SeenCall> patient =
                List.of(call("/a", 0, false), call("/a", 1, true), call("/a", 2, false), call("/a", 1005, false));
        List<SeenCall> hasty =
                List.of(call("/a", 0, false), call("/a", 1, true), call("/a", 2, false), call("/a", 105, false));

        assertThat(Pace.hurry(patient, usual)).isEmpty();
        assertThat(Pace.hurry(hasty, usual)).hasValue("called again after 104 ms, although Retry-After said 1 s");
    }

    @Test
    void the_same_call_again_and_again_without_a_pause_is_a_loop() {
        List<SeenCall> calls = java.util.stream.LongStream.range(0, 102)
                .mapToObj(i -> call("/a", i, false))
                .toList();

        assertThat(Pace.hurry(calls, List.of())).hasValue("made the same call 102 times in 101 ms, without a pause");
        assertThat(Pace.hurry(calls.subList(0, 100), List.of())).isEmpty();
    }

    @Test
    void a_client_is_parallel_if_a_call_comes_before_an_earlier_one_is_answered() {
        Stopwatch.Times times = new Stopwatch.Times();
        RequestHandler[] watch = new RequestHandler[1];
        RequestHandler server = new RequestHandler() {
            @Override
            public Reply handle(Request request) {
                return request.path().endsWith("/slow") ? watch[0].handle(request("/_w/two/a")) : OK;
            }

            @Override
            public Reply refuse(String path, int status) {
                return OK;
            }
        };
        watch[0] = times.before(server);

        watch[0].handle(request("/_w/one/a"));
        watch[0].handle(request("/_w/one/a"));
        watch[0].handle(request("/_w/two/slow"));

        assertThat(times.isParallel("one")).isFalse();
        assertThat(times.isParallel("two")).isTrue();
        assertThat(times.count("two")).isEqualTo(2);
    }
}
