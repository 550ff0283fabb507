package dev.hostdouble.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.cli.Main;
import dev.hostdouble.client.WorldClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What a test that fails prints and keeps, and which tests the extension fails. */
@Isolated("it captures standard error")
class FailureTest {
    private static final Queue<List<String>> WORLDS = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path output = Path.of("");

    private Throwable onlyFailure(Run run) {
        assertThat(run.failures()).hasSize(1);
        return run.failures().get(0);
    }

    @HostdoubleTest
    static class Fails {
        @Test
        @Scenario("any/slow-provider,delay=1ms")
        void a_test(@BaseUrl("hosterapi") URI base) {
            Calls.list(base);
            Calls.delete(base, 4003);
            fail("its own failure");
        }
    }

    @Test
    void a_failed_test_prints_its_calls_its_clock_its_rules_and_a_recording() throws Exception {
        Run run = Run.captured(output, Fails.class);
        assertThat(onlyFailure(run)).hasMessage("its own failure").hasNoSuppressedExceptions();

        String printed = run.printed();
        assertThat(printed.strip()).isEqualTo(run.reported().strip());
        assertThat(printed)
                .startsWith("hostdouble: Fails: a_test")
                .contains("clock: 2024-02-01T00:00:00Z (manual)")
                .contains("rule any/slow-provider/slow: matched 2, chosen 2, applied 2, expected 1 or more")
                .contains("calls: 2\n  # 1 hosterapi/server.list -> 200\n  curl ")
                .containsPattern(
                        "curl .* http://127\\.0\\.0\\.1:\\d+/_w/Fails\\.a_test-[0-9a-f]+/api/v1/datacenter/server ")
                .doesNotContain(Calls.TOKEN);

        String replay = printed.substring(printed.indexOf("replay: ") + "replay: ".length())
                .strip();
        assertThat(Path.of(replay)).hasParentRaw(output.toAbsolutePath());
        assertThat(Files.readString(Path.of(replay))).doesNotContain(Calls.TOKEN);
        assertThat(Files.readString(Path.of(replay.replace(".replay.json", ".report.html"))))
                .startsWith("<!DOCTYPE html>")
                .doesNotContain(Calls.TOKEN);
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        assertThat(Main.run(new String[] {"replay", replay}, out, out))
                .as(said.toString())
                .isZero();
        assertThat(said.toString()).contains("0 of 2 replies differ");
    }

    @HostdoubleTest
    static class NeverApplied {
        @Test
        @Scenario("hosterapi/lost-acknowledgement")
        void orders_nothing(@BaseUrl("hosterapi") URI base) {
            Calls.list(base);
        }
    }

    @Test
    void a_test_fails_if_an_expected_rule_never_applied() {
        Run run = Run.captured(output, NeverApplied.class);
        assertThat(onlyFailure(run))
                .isInstanceOf(AssertionError.class)
                .hasMessage("rule hosterapi/lost-acknowledgement/lost applied to 0 calls, expected 1"
                        + " (matched 0, chosen 0, applied 0): no call of its operations was made");
        assertThat(run.printed()).contains("# 1 hosterapi/server.list -> 200", "replay: ");
    }

    @HostdoubleTest
    static class NearlyApplied {
        @Test
        @Scenario("junit/only-others.yaml")
        void lists(@BaseUrl("hosterapi") URI base) {
            Calls.list(base);
        }
    }

    @Test
    void the_message_names_the_nearest_call_and_why_it_was_not_enough() {
        assertThat(onlyFailure(Run.captured(output, NearlyApplied.class)))
                .hasMessageContaining("rule only-others/slow applied to 0 calls, expected 1")
                .hasMessageContaining("nearest call 1 GET /api/v1/datacenter/server: ");
    }

    @HostdoubleTest
    @Scenario("hosterapi/lost-acknowledgement")
    static class FailsAndNeverApplied {
        @Test
        void fails() {
            fail("its own failure");
        }

        @Test
        void gives_up() {
            abort("not on this machine");
        }
    }

    @Test
    void the_failure_of_a_test_is_not_hidden_and_an_aborted_test_stays_aborted() {
        Run run = Run.captured(output, FailsAndNeverApplied.class);
        Throwable failure = onlyFailure(run);
        assertThat(failure).hasMessage("its own failure");
        assertThat(failure.getSuppressed()).singleElement().satisfies(e -> assertThat(e)
                .hasMessageContaining("lost-acknowledgement/lost"));
        run.results().testEvents().assertStatistics(counts -> counts.failed(1).aborted(1));
    }

    @HostdoubleTest
    static class UnknownNames {
        @Test
        @Scenario("hosterapi/lost-acknowledgment")
        void scenario() {
            fail("it ran");
        }

        @Test
        @Scenario("any/slow-provider,dealy=3s")
        void argument() {
            fail("it ran");
        }

        @Test
        @Scenario("junit/mein.yaml")
        void file() {
            fail("it ran");
        }

        @Test
        @Clock("manuel")
        void clock() {
            fail("it ran");
        }

        @Test
        @World("rihc")
        void world() {
            fail("it ran");
        }

        @Test
        void provider(@BaseUrl("hosterap") URI base) {
            fail("it ran" + base);
        }

        @Test
        void type(@BaseUrl("hosterapi") StringBuilder base) {
            fail("it ran" + base);
        }
    }

    @Test
    void an_unknown_name_fails_the_test_before_it_starts() {
        List<String> messages = Run.captured(output, UnknownNames.class).failures().stream()
                .map(failure -> String.valueOf(failure.getMessage()))
                .sorted()
                .toList();
        assertThat(messages).hasSize(7).noneMatch(message -> message.startsWith("it ran"));
        assertThat(String.join("\n", messages))
                .contains(
                        "@Scenario(\"hosterapi/lost-acknowledgment\"): ",
                        "did you mean 'hosterapi/lost-acknowledgement'")
                .contains("did you mean 'delay'")
                .contains("no file 'junit/mein.yaml'")
                .contains("@Clock(\"manuel\"): ", "manual")
                .contains("shipped start states are default and rich")
                .contains("@BaseUrl(\"hosterap\"): ", "did you mean 'hosterapi'")
                .contains("expected a parameter of type URI, URL or String");
    }

    @HostdoubleTest
    static class Many {
        @Test
        void calls(@BaseUrl("hosterapi") URI base) {
            for (int i = 0; i < 120; i++) {
                Calls.list(base);
            }
            fail("after many calls");
        }
    }

    @Test
    void of_many_calls_the_last_50_are_printed() {
        String printed = Run.captured(output, Many.class).printed();
        assertThat(printed)
                .contains("calls: 120, the last 50:", "# 71 ", "# 120 ")
                .doesNotContain("# 70 ");
        assertThat(printed.lines().filter(line -> line.startsWith("  curl "))).hasSize(50);
    }

    @HostdoubleTest
    static class Often {
        @RepeatedTest(14)
        void fails(WorldClient world, Hostdouble server) {
            WORLDS.add(server.client().health().worlds());
            fail(world.name());
        }
    }

    @Test
    void the_worlds_of_failed_tests_stay_for_a_while() {
        WORLDS.clear();
        Run.captured(output, Often.class);
        assertThat(WORLDS).last().satisfies(worlds -> assertThat(worlds)
                .filteredOn(name -> name.startsWith("Often."))
                .hasSize(11));
    }

    @HostdoubleTest
    static class Dynamic {
        @TestFactory
        Stream<DynamicTest> tests(@BaseUrl("hosterapi") URI base) {
            return Stream.of(
                    dynamicTest("calls", () -> Calls.list(base)), dynamicTest("fails", () -> fail("dynamically")));
        }
    }

    @Test
    void a_dynamic_test_that_fails_is_reported() {
        Run run = Run.captured(output, Dynamic.class);
        assertThat(onlyFailure(run)).hasMessage("dynamically");
        assertThat(run.printed()).contains("# 1 hosterapi/server.list -> 200");
    }

    @HostdoubleTest
    static class Closes {
        @Test
        void the_server(Hostdouble server) {
            server.close();
            fail("after it closed the server");
        }

        @Test
        void its_world(Hostdouble server, WorldClient world) {
            server.client().deleteWorld(world.name());
        }
    }

    @Test
    void a_test_may_delete_its_world_or_close_the_server() {
        Run run = Run.captured(output, Closes.class);
        assertThat(run.failures()).anyMatch(failure -> "after it closed the server".equals(failure.getMessage()));
        assertThat(run.printed()).contains("no more is known: no reply from ");
    }
}
