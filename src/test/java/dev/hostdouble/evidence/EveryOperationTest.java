package dev.hostdouble.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.wire.StandardCall;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation answers to those whom its provider does not let in, and exactly those that list it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reading all golden exchanges takes longer than a test
class EveryOperationTest {
    private static final Set<String> NOBODY = Set.of("UNAUTHORIZED", "AUTHORIZATION_REQUIRED", "TOKEN_REQUIRED");
    private static final Set<String> SOMEBODY_UNKNOWN = Set.of("UNAUTHORIZED", "INVALID_TOKEN", "TOKEN_REQUIRED");
    private static final Set<String> TOO_MANY = Set.of("TOO_MANY_ATTEMPTS", "TOO_MANY_REQUESTS");

    /** The calls that the worlds allow; as many as VSS does. */
    private static final int MOST = 5;

    private final Map<String, StandardCall> calls = StandardCall.all();
    private final AtomicInteger worldCount = new AtomicInteger();
    /** Worlds of one provider each, which open faster than whole ones. */
    private final Map<String, Worlds> worldsByProvider = new HashMap<>();

    EveryOperationTest(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "throttle: " + MOST + "\n");
        Files.writeString(folder.resolve("vss.yaml"), "enforce-rate-limit: true\n");
        StartStates files = new StartStates(Providers.ALL);
        WorldSettings settings = new WorldSettings(
                        ClockMode.MANUAL, 1, false, false, 100, 100, WorldSettings.hostClock())
                .withNow(StartDate.at(EmulatorClock.START));
        for (StartState start : files.read(files.sources(Optional.of(folder)))) {
            worldsByProvider.put(start.provider().name(), new Worlds(settings, List.of(start)));
        }
    }

    static Stream<Operation> operations() {
        return Providers.ALL.stream().flatMap(provider -> provider.operations().stream());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_refuses_callers_with_the_answers_it_lists(Operation operation) {
        StandardCall call = Objects.requireNonNull(calls.get(operation.id()));
        List<String> nobody = listed(operation, NOBODY);
        assertThat(refusals(call.anonymous(), 1, NOBODY))
                .isEqualTo(
                        operation.open()
                                ? List.of()
                                : nobody); // an open one may need a token for a part of what it does
        assertThat(refusals(call.withUnknownCredential(), 1, SOMEBODY_UNKNOWN))
                .isEqualTo(listed(operation, SOMEBODY_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_refuses_too_many_calls_if_it_lists_that(Operation operation) {
        StandardCall call = Objects.requireNonNull(calls.get(operation.id()));
        assertThat(refusals(call, MOST + 1, TOO_MANY)).isEqualTo(listed(operation, TOO_MANY));
    }

    private static List<String> listed(Operation operation, Set<String> refusals) {
        return operation.allAnswers().stream()
                .map(KnownAnswer::name)
                .filter(refusals::contains)
                .toList();
    }

    /** The refusals among the answers to a call that is made several times in a world of its own. */
    private List<String> refusals(StandardCall call, int times, Set<String> refusals) {
        Worlds worlds =
                Objects.requireNonNull(worldsByProvider.get(call.provider().name()));
        String world = "w" + worldCount.incrementAndGet();
        try {
            call.prepare(worlds, world);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> found = IntStream.range(0, times)
                .mapToObj(i -> call.call(worlds, world).answer())
                .filter(refusals::contains)
                .distinct()
                .toList();
        worlds.delete(world);
        return found;
    }
}
