package dev.hostdouble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.saved.StateReader;
import dev.hostdouble.saved.StateSchema;
import dev.hostdouble.saved.StateWriter;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.RequestedScenarios;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.SavedWorld;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A world is saved in the middle of all kinds of calls, jobs and scenarios, and loaded into another one: both are the same
 * from then on.
 */
class SavedStateTest {
    private static final Catalogue CATALOGUE = new Catalogue(Providers.ALL);
    private static final StateSchema SCHEMA = new StateSchema(Providers.ALL);
    private static final String COPY = "copy";
    private static final int CALLS = 50;

    /** Starts that keep state outside of the tables: limits, and a catalogue that is large enough for indexes. */
    private static final Map<String, String> LIMITED = Map.of(
            "hosterapi.yaml", "throttle: 30\n",
            "vss.yaml", "enforce-rate-limit: true\ncatalogue-size: 2100\n");

    private static List<Provider> providers() {
        return Providers.ALL;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_copy_answers_all_golden_requests_as_the_original(Provider provider) throws Exception {
        List<WireFixture> all = shuffled(provider);
        try (Pair pair = new Pair(Map.of())) {
            for (int from = 0; from < all.size(); from += CALLS) {
                pair.copy();
                pair.call(provider, all.subList(from, Math.min(all.size(), from + CALLS)));
                pair.assertSame();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void so_does_one_whose_start_state_sets_limits(Provider provider) throws Exception {
        List<WireFixture> all = shuffled(provider).subList(0, 2 * CALLS);
        try (Pair pair = new Pair(LIMITED)) {
            for (int from = 0; from < all.size(); from += CALLS) {
                pair.copy();
                pair.call(provider, all.subList(from, from + CALLS));
                pair.assertSame();
            }
        }
    }

    @Test
    void so_does_one_of_the_world_rich_at_its_start_and_later() throws Exception {
        try (Pair pair = new Pair(rich())) {
            for (int step = 0; step < 4; step++) {
                pair.copy();
                for (Provider provider : Providers.ALL) {
                    pair.call(provider, shuffled(provider).subList(0, 20));
                }
                pair.assertSame();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void so_does_one_in_the_middle_of_any_scenario(Provider provider) throws Exception {
        List<WireFixture> all = shuffled(provider);
        try (Pair pair = new Pair(Map.of())) {
            int number = 0;
            for (String name : CATALOGUE.names()) {
                if (!name.startsWith(provider.name()) && !name.startsWith("any")) {
                    continue;
                }
                Scenario scenario = CATALOGUE.read(name);
                pair.original().run(session -> session.activate(scenario));
                for (int half = 0; half < 2; half++) {
                    List<WireFixture> some = new ArrayList<>();
                    for (int i = 0; i < 5; i++) {
                        some.add(all.get(number++ % all.size()));
                        some.add(some.get(some.size() - 1)); // again, for what remembers replies
                    }
                    if (half == 0) {
                        pair.callOriginal(provider, some);
                        pair.copy();
                    } else {
                        pair.call(provider, some);
                        pair.assertSame();
                    }
                }
                pair.original().run(session -> session.deactivateAll());
            }
        }
    }

    private static Map<String, String> rich() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Provider provider : Providers.ALL) {
            texts.put(provider.stateFile(), Files.readString(Path.of("fixtures/worlds/rich", provider.stateFile())));
        }
        return texts;
    }

    private static List<WireFixture> shuffled(Provider provider) throws IOException {
        List<WireFixture> all = new ArrayList<>(WireFixture.of(provider.name()));
        Collections.shuffle(all, new Random(7));
        return all;
    }

    /** A world, and the one that becomes a copy of it. */
    private static final class Pair implements AutoCloseable {
        private final Worlds worlds;
        private final StateReader reader;

        Pair(Map<String, String> own) throws Exception {
            StartStates states = new StartStates(Providers.ALL);
            Map<String, Source> sources = new TreeMap<>();
            own.forEach((file, text) -> sources.put(file, new Source(file, text)));
            WorldSettings settings = new WorldSettings(
                            ClockMode.MANUAL, 1, false, false, 10_000, 10, WorldSettings.hostClock())
                    .withNow(StartDate.at(EmulatorClock.START))
                    .withRequestedScenarios(RequestedScenarios.of(CATALOGUE));
            worlds = new Worlds(settings, states.read(sources));
            reader = new StateReader(Providers.ALL, SCHEMA, worlds.start());
        }

        World original() {
            return worlds.get(Worlds.DEFAULT);
        }

        /** Saves the original and loads the copy with it: saved again, it has the same bytes. */
        void copy() throws IOException {
            String text = text(original());
            StateReader.load(
                    worlds.get(COPY), reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
            assertThat(text(worlds.get(COPY))).isEqualTo(text);
        }

        void callOriginal(Provider provider, List<WireFixture> fixtures) {
            fixtures.forEach(fixture -> GoldenCalls.request(provider, fixture.request(), List.of())
                    .ifPresent(request -> answer(Worlds.DEFAULT, request)));
        }

        /** Sends the same requests to both, which answer the same. */
        void call(Provider provider, List<WireFixture> fixtures) {
            for (WireFixture fixture : fixtures) {
                GoldenCalls.request(provider, fixture.request(), List.of()).ifPresent(request -> {
                    Reply expected = answer(Worlds.DEFAULT, request);
                    Reply reply = answer(COPY, request);
                    assertThat(reply.body()).isEqualTo(expected.body());
                    assertThat(reply.status()).isEqualTo(expected.status());
                    assertThat(reply.headers().fields())
                            .extracting(Header::toString)
                            .isEqualTo(expected.headers().fields().stream()
                                    .map(Header::toString)
                                    .toList());
                    assertThat(reply.facts()).isEqualTo(expected.facts());
                    assertThat(reply.delivery()).isEqualTo(expected.delivery());
                    assertThat(reply.ruleHits()).isEqualTo(expected.ruleHits());
                });
            }
        }

        private Reply answer(String world, Request request) {
            Reply reply = worlds.handle(world, request);
            worlds.get(world).advance(Duration.ofMillis(900));
            return reply;
        }

        void assertSame() throws IOException {
            assertThat(text(worlds.get(COPY))).isEqualTo(text(original()));
        }

        private static String text(World world) throws IOException {
            StringWriter out = new StringWriter();
            new StateWriter(out, "test").world(SavedWorld.of(world));
            return out.toString();
        }

        @Override
        public void close() {
            worlds.list().forEach(world -> worlds.delete(world.name()));
        }
    }
}
