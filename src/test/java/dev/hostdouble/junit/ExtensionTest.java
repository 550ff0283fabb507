package dev.hostdouble.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ClockClient;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.WorldClient;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the extension gives to tests: a server for all, a world for each, and what annotations choose. */
class ExtensionTest {
    private static final Queue<String> WORLDS = new ConcurrentLinkedQueue<>();
    private static final Queue<Hostdouble> SERVERS = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path output = Path.of("");

    @BeforeEach
    void forget() {
        WORLDS.clear();
        SERVERS.clear();
    }

    private void assertPasses(int tests, Class<?>... classes) {
        Run run = Run.of(output, classes);
        assertThat(run.failures()).isEmpty();
        assertThat(run.reported()).isEmpty();
        run.results().testEvents().assertStatistics(counts -> counts.started(tests)
                .succeeded(tests));
    }

    @HostdoubleTest
    static class Parameters {
        private final WorldClient given;

        Parameters(WorldClient given) {
            this.given = given;
        }

        @BeforeAll
        static void once(Hostdouble server, HostdoubleClient client) {
            assertThat(client.url()).isEqualTo(server.url());
        }

        @BeforeEach
        void before(WorldClient world) {
            assertThat(world.name()).isEqualTo(given.name()).startsWith("Parameters.");
        }

        @AfterEach
        void after(WorldClient world) {
            assertThat(world.requests().list().total())
                    .isEqualTo(world.requests().list().latest().size());
        }

        @Test
        void all_types(
                Hostdouble server,
                HostdoubleClient client,
                WorldClient world,
                ClockClient clock,
                @BaseUrl("hosterapi") URI uri,
                @BaseUrl("hostkey") URL url,
                @BaseUrl("vss") String text,
                @BaseUrl("control") URI control)
                throws Exception {
            assertThat(uri).hasToString(server.url() + "/_w/" + world.name());
            assertThat(url.toURI()).isEqualTo(uri);
            assertThat(text).isEqualTo(uri.toString());
            assertThat(control).hasToString(uri + "/_emulator");
            assertThat(Calls.list(uri)).isEqualTo("200 {\"result\":[4001,4002,4003]}");
            assertThat(world.requests().list().total()).isEqualTo(1);
            assertThat(clock.read().mode()).isEqualTo("manual");
            assertThat(clock.advance(Duration.ofSeconds(6)).now()).isEqualTo("2024-02-01T00:00:06Z");
            assertThat(client.worlds()).anyMatch(one -> one.name().equals(world.name()));
        }

        @Test
        void another_test_is_another_world(@BaseUrl("hosterapi") URI uri) {
            assertThat(Calls.delete(uri, 4001)).startsWith("200");
        }
    }

    @Test
    void tests_get_what_they_ask_for() {
        assertPasses(2, Parameters.class);
    }

    @HostdoubleTest
    static class Kinds {
        @RepeatedTest(3)
        void repeated(WorldClient world, Hostdouble server) {
            note(world, server);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "b/ü", "a"})
        void with_a_very_long_name_that_would_not_fit_into_the_name_of_a_world(
                String value, WorldClient world, Hostdouble server) {
            assertThat(value).isNotEmpty();
            note(world, server);
        }

        @TestFactory
        Stream<DynamicTest> dynamic(WorldClient world, Hostdouble server) {
            note(world, server);
            return Stream.of("one", "two")
                    .map(name -> dynamicTest(name, () -> world.clock().advance(Duration.ofSeconds(1))));
        }

        @Nested
        class Inner {
            @Test
            void repeated(WorldClient world, Hostdouble server) {
                note(world, server);
            }
        }
    }

    private static void note(WorldClient world, Hostdouble server) {
        WORLDS.add(world.name());
        SERVERS.add(server);
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(world.clock().now()).isEqualTo("2024-02-01T00:00:01Z");
        assertThat(server.client().health().worlds()).hasSizeLessThan(20);
    }

    @Test
    void each_invocation_has_a_world_and_all_share_a_server() {
        assertPasses(9, Kinds.class);
        assertThat(new HashSet<>(WORLDS)).hasSize(8).hasSameSizeAs(WORLDS);
        assertThat(WORLDS).allMatch(name -> name.matches("[A-Za-z0-9._-]{1,64}"));
        assertThat(new HashSet<>(SERVERS)).hasSize(1);
    }

    @Test
    void tests_run_in_parallel() {
        Run run = Run.of(
                output,
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                Kinds.class,
                Chosen.class);
        assertThat(run.failures()).isEmpty();
        assertThat(new HashSet<>(WORLDS)).hasSameSizeAs(WORLDS);
        assertThat(new HashSet<>(SERVERS)).hasSize(1);
    }

    @HostdoubleTest
    @World("rich")
    @Clock("step:1s")
    @Scenario("any/slow-provider,delay=1ms")
    static class Chosen {
        @Test
        void by_the_class(WorldClient world, @BaseUrl("hosterapi") URI base) {
            assertThat(Calls.list(base)).startsWith("200");
            assertThat(world.jobs().list()).isNotEmpty();
            assertThat(world.clock().read().mode()).isEqualTo("step:1s");
            assertThat(names(world)).containsExactly("any/slow-provider");
        }

        @Nested
        @Scenario("hosterapi/lost-acknowledgement")
        class Inner {
            @Test
            @World("default")
            @Clock("x60")
            @Scenario("junit/mine.yaml")
            @Scenario("scenarios/any/close-without-notice.yaml")
            void by_the_method_first(WorldClient world, @BaseUrl("hosterapi") URI base) {
                assertThat(names(world))
                        .containsExactly(
                                "any/slow-provider",
                                "hosterapi/lost-acknowledgement",
                                "mine",
                                "any/close-without-notice");
                assertThat(world.clock().read().mode()).isEqualTo("x60");
                assertThat(world.jobs().list()).isEmpty();
                assertThat(Calls.create(base)).isEqualTo("no reply");
                assertThat(Calls.list(base)).startsWith("200");
            }
        }
    }

    private static List<String> names(WorldClient world) {
        List<String> names = new ArrayList<>();
        world.scenarios().active().forEach(scenario -> names.add(scenario.name()));
        return names;
    }

    @Test
    void annotations_choose_start_state_clock_and_scenarios() {
        assertPasses(2, Chosen.class);
    }

    static class Registered {
        @RegisterExtension
        static final HostdoubleExtension HOSTDOUBLE = HostdoubleExtension.builder()
                .settings(Settings.forTests().withStrict())
                .world("rich")
                .scenario("any/slow-provider,delay=1ms")
                .clock("step:1s")
                .build();

        @Test
        void as_built(Hostdouble server, WorldClient world, @BaseUrl("hosterapi") URI base) {
            SERVERS.add(server);
            assertThat(Calls.list(base)).startsWith("200");
            assertThat(names(world)).containsExactly("any/slow-provider");
            assertThat(world.clock().read().mode()).isEqualTo("step:1s");
        }

        @Test
        @Clock("manual")
        @World("default")
        void annotations_count_first(Hostdouble server, WorldClient world, @BaseUrl("hosterapi") URI base) {
            SERVERS.add(server);
            assertThat(Calls.list(base)).startsWith("200");
            assertThat(world.clock().read().mode()).isEqualTo("manual");
        }
    }

    @Test
    void an_extension_is_configured_in_code() {
        assertPasses(2, Registered.class);
        assertThat(new HashSet<>(SERVERS)).hasSize(2);
    }

    @HostdoubleTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstance {
        private final Hostdouble server;

        OneInstance(Hostdouble server) {
            this.server = server;
        }

        @Test
        void first(WorldClient world) {
            note(world, server);
        }

        @Test
        void second(WorldClient world) {
            note(world, server);
        }
    }

    @HostdoubleTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstanceWithAWorld {
        OneInstanceWithAWorld(WorldClient world) {
            note(world, SERVERS.element());
        }

        @Test
        void never() {}
    }

    @Test
    void an_instance_for_all_tests_has_the_server_but_no_world() {
        assertPasses(2, OneInstance.class);
        assertThat(new HashSet<>(WORLDS)).hasSize(2);

        Run run = Run.of(output, OneInstanceWithAWorld.class);
        assertThat(run.failures()).singleElement().satisfies(e -> assertThat(e)
                .hasStackTraceContaining("each test has its own world"));
    }
}
