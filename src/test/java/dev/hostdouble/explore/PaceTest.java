package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Settings;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whether a client called again sooner than it was told. */
class PaceTest {
    private static final int READERS = 12;

    /** Reads the same list in several threads; each repeats a read that was refused, after a pause. */
    private static Verdict readers(long pauseMillis) throws Exception {
        SmallClient client = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException {
                ExecutorService threads = Executors.newFixedThreadPool(READERS);
                try {
                    List<Future<Integer>> reads = new ArrayList<>();
                    for (int i = 0; i < READERS; i++) {
                        reads.add(threads.submit(() -> read(session, pauseMillis)));
                    }
                    for (Future<Integer> read : reads) {
                        read.get();
                    }
                } catch (ExecutionException e) {
                    throw new IOException(e);
                } finally {
                    threads.shutdownNow();
                }
            }
        };
        ExploreOptions options = new ExploreOptions(
                List.of("client"),
                List.of(ExploreOptions.Pattern.of("gateway-503@hosterapi/server.list#1")),
                false,
                10,
                OptionalInt.of(1),
                Duration.ofSeconds(60),
                Settings.forTests().withClock(ClockMode.parse("step:5s")));
        return new Explorer(options, Progress.NONE, client)
                .explore()
                .results()
                .get(0)
                .verdict();
    }

    private static int read(SmallClient.Session session, long pauseMillis) throws IOException, InterruptedException {
        int status = session.send("GET", "/datacenter/server", "").statusCode();
        if (status == 503) {
            Thread.sleep(pauseMillis);
            return session.send("GET", "/datacenter/server", "").statusCode();
        }
        return status;
    }

    @Test
    void what_other_threads_call_at_the_same_time_is_no_repetition() throws Exception {
        assertThat(readers(1100)).isEqualTo(Verdict.OK);
    }

    @Test
    void a_repetition_that_comes_too_soon_is_found_beside_other_threads() throws Exception {
        assertThat(readers(100)).isEqualTo(Verdict.HAMMER);
    }
}
