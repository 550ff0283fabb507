package dev.hostdouble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.cli.Main;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.StreamedText;
import dev.hostdouble.control.Access;
import dev.hostdouble.control.Control;
import dev.hostdouble.control.ServerState;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.RequestedScenarios;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.StartTexts;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.WorldStart;
import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests of all golden exchanges, and all scenarios: recorded without credentials, they come out the same. */
class RecordedWireTest {
    private static final List<String> SECRETS = List.of(
            Credentials.HOSTERAPI_SECRET,
            Credentials.HOSTKEY_CLIENT,
            Credentials.HOSTKEY_STAFF,
            Credentials.HOSTKEY_ADMIN,
            Credentials.HOSTKEY_KEY,
            Credentials.VSS_TOKEN);

    private static final Catalogue CATALOGUE = new Catalogue(Providers.ALL);
    private static final Request EXPORT =
            new Request("GET", "http", "localhost", "", "/_emulator/replay", "", Headers.NONE, Bytes.NONE, List.of());

    @TempDir
    private Path folder = Path.of("");

    private static List<Provider> providers() {
        return Providers.ALL;
    }

    private static void call(Worlds worlds, Provider provider, WireFixture fixture, Header... more) {
        GoldenCalls.request(provider, fixture.request(), List.of(more))
                .ifPresent(request -> worlds.handle(Worlds.DEFAULT, request));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_requests_of_all_golden_exchanges_come_out_the_same(Provider provider) throws Exception {
        assertSame(worlds -> {
            World world = worlds.get(Worlds.DEFAULT);
            for (WireFixture fixture : WireFixture.of(provider.name())) {
                call(worlds, provider, fixture);
                world.advance(Duration.ofMillis(700));
            }
        });
    }

    /** In two recordings: cut replies have parts of credentials, and there are only nine stand-ins of a single digit. */
    @ParameterizedTest
    @MethodSource("providers")
    void all_scenarios_come_out_the_same(Provider provider) throws Exception {
        List<String> names = CATALOGUE.names();
        assertSame(story(provider, names.subList(0, names.size() / 2)));
        assertSame(story(provider, names.subList(names.size() / 2, names.size())));
    }

    private static Story story(Provider provider, List<String> names) throws IOException {
        List<WireFixture> all = WireFixture.of(provider.name());
        return worlds -> {
            World world = worlds.get(Worlds.DEFAULT);
            int number = 0;
            for (String name : names) {
                boolean isForHeader = number % 2 == 0;
                if (!isForHeader) {
                    Scenario scenario = CATALOGUE.read(name);
                    world.run(session -> session.activate(scenario));
                }
                for (int i = 0; i < 8; i++) {
                    WireFixture fixture = all.get(7 * number++ % all.size());
                    if (isForHeader) {
                        call(worlds, provider, fixture, new Header("Emulator-Scenario", name));
                    } else {
                        call(worlds, provider, fixture);
                    }
                    world.advance(Duration.ofSeconds(2));
                }
                world.run(session -> session.deactivateAll());
                number++;
            }
        };
    }

    private interface Story {
        void happen(Worlds worlds) throws IOException;
    }

    private void assertSame(Story story) throws Exception {
        StartStates states = new StartStates(Providers.ALL);
        WorldSettings settings = new WorldSettings(
                        ClockMode.MANUAL, 1, false, false, 10_000, 1, WorldSettings.hostClock())
                .withNow(StartDate.at(EmulatorClock.START))
                .withRequestedScenarios(RequestedScenarios.of(CATALOGUE));
        Worlds worlds = new Worlds(
                settings,
                new WorldStart(states.read(Map.of()), Map.of(), states.shipped(), StartTexts.reader(Providers.ALL)));
        story.happen(worlds);
        Control control = new Control(worlds, Providers.ALL, CATALOGUE, Access.OPEN, "test", ServerState.STARTED);
        String text =
                StreamedText.of(control.handle(Worlds.DEFAULT, EXPORT).stream().orElseThrow());
        assertThat(SECRETS).allSatisfy(secret -> assertThat(text).doesNotContain(secret));
        assertThat(text).doesNotContain("\"incomplete\"");
        Path file = Files.writeString(folder.resolve("recording.json"), text);
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        int code = Main.run(new String[] {"replay", file.toString()}, writer, writer);
        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString()).startsWith("0 of ").doesNotContain("0 of 0");
    }
}
