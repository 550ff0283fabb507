package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Providers;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.BoundOperation;
import dev.hostdouble.provider.BoundOperation.Match;
import dev.hostdouble.provider.Dialect;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.start.StartStates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error in an operation is logged and answered like any failure, and leaves no trace. */
@Isolated("it asserts on what is logged")
class ErrorsTest {
    private static final String SERVERS = "/api/v1/datacenter/server";

    /** A start state whose operations change the database, and then fail when asked to. */
    private record Failing(StartState real) implements StartState {
        @Override
        public Provider provider() {
            return real.provider();
        }

        @Override
        public Reply refuse(int status) {
            return real.refuse(status);
        }

        @Override
        public boolean hasJobs() {
            return real.hasJobs();
        }

        @Override
        public ProviderInstance open(WorldParts world) {
            return new FailingInstance(real.open(world), world);
        }
    }

    private record FailingInstance(ProviderInstance real, StartState.WorldParts world) implements ProviderInstance {
        @Override
        public Provider provider() {
            return real.provider();
        }

        @Override
        public Dialect dialect() {
            return real.dialect();
        }

        @Override
        public Match match(Request request) {
            BoundOperation bound = real.match(request).bound();
            return new BoundOperation(
                            bound.operation(),
                            call -> {
                                world.database().startSequence("changed", 5);
                                fail(request.query());
                                return Reply.text(200, "application/json", "{\"result\":[]}")
                                        .withAnswer(bound.operation()
                                                .answers()
                                                .get(0)
                                                .name());
                            },
                            bound.state())
                    .match(Map.of());
        }

        private static void fail(String how) {
            switch (how) {
                case "memory" -> throw new OutOfMemoryError("for a test");
                case "stack" -> throw new StackOverflowError("for a test");
                case "exception" -> throw new IllegalStateException("for a test");
                default -> {}
            }
        }

        @Override
        public boolean change(RequestedChange change, WorldTime now) {
            return real.change(change, now);
        }
    }

    private final Worlds worlds;

    ErrorsTest() throws Exception {
        List<StartState> states = new StartStates(Providers.ALL)
                .read(Map.of()).stream().<StartState>map(Failing::new).toList();
        worlds = new Worlds(
                new WorldSettings(ClockMode.MANUAL, 1, true, false, 100, 10, WorldSettings.hostClock())
                        .withNow(StartDate.at(EmulatorClock.START)),
                states);
    }

    private Reply get(String query) {
        Headers token = Headers.of("Authorization", "Bearer 1|x");
        return worlds.handle("a", new Request("GET", "http", "x", "", SERVERS, query, token, Bytes.NONE, List.of()));
    }

    private boolean hasChanged() {
        return worlds.get("a").with(session -> session.state().database().hasBegun("changed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "stack", "exception"})
    void it_is_answered_as_the_provider_does_and_logged_with_the_operation(String how) {
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            Reply reply = get(how);
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.headers().first("Content-Type")).contains("application/json");
            assertThat(logs.problems())
                    .containsExactly("hosterapi/server.list failed unexpectedly in world a: for a test");
        }
        assertThat(hasChanged()).isFalse();
        worlds.get("a").run(session -> assertThat(session.journal().entries())
                .extracting(entry -> entry.reply().status())
                .containsExactly(500));
    }

    @Test
    void the_next_call_finds_the_world_as_it_was() {
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            get("memory");
            assertThat(logs.problems()).hasSize(1);
        }
        assertThat(get("").status()).isEqualTo(200);
        assertThat(hasChanged()).isTrue();
    }
}
