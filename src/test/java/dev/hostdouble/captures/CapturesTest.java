package dev.hostdouble.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.conformance.RealClients;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What real clients sent is answered as it was when it was captured, with {@code --clock step:1s}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapturesTest {
    /** What console URLs begin with for a server that is started as users start it. */
    private static final String CONSOLE = "https://hosterapi.de";

    private static final Path WORLDS = Path.of("src/test/resources/worlds");

    private final Map<String, Hostdouble> emulators = new HashMap<>(); // by start state

    @AfterAll
    void close() {
        emulators.values().forEach(Hostdouble::close);
    }

    @TestFactory
    Stream<DynamicTest> every_capture_is_answered_as_it_says() throws IOException, InvalidFileException {
        return Capture.all().stream()
                .map(capture ->
                        dynamicTest(capture.name(), () -> new CaptureReplay(emulator(capture.start()), capture).run()));
    }

    private Hostdouble emulator(String start) throws IOException, InvalidFileException {
        Hostdouble known = emulators.get(start);
        if (known != null) {
            return known;
        }
        Settings settings =
                Settings.forTests().withClock(ClockMode.parse("step:1s")).withConsoleUrl(CONSOLE);
        Path folder = WORLDS.resolve(start);
        Hostdouble fresh =
                Hostdouble.start(Files.exists(folder) ? settings.withWorld(folder) : settings.withWorld(start));
        emulators.put(start, fresh);
        return fresh;
    }

    /** {@code conformance/clients.yaml} says what clients call according to their source; what they sent must be part of it. */
    @Test
    void clients_are_known_to_call_what_they_sent() throws IOException, InvalidFileException {
        RealClients clients = RealClients.read();
        Map<String, Operation> operations = new HashMap<>();
        Operation.all(Providers.ALL).forEach(operation -> operations.put(operation.id(), operation));
        List<String> missing = new ArrayList<>();
        for (Capture capture : Capture.all()) {
            for (CapturedCall call : capture.calls()) {
                Operation operation = operations.get(call.operation());
                if (operation == null || !clients.of(operation).contains(capture.client())) {
                    missing.add(capture.client() + ": " + call.operation());
                }
            }
        }
        assertThat(missing.stream().distinct())
                .as("missing in src/test/resources/conformance/clients.yaml")
                .isEmpty();
    }

    @Test
    void a_flow_is_captured_once_and_lies_in_the_folder_of_its_client() throws IOException, InvalidFileException {
        List<Capture> all = Capture.all();
        assertThat(all)
                .extracting(capture -> capture.client() + ": " + capture.flow())
                .doesNotHaveDuplicates();
        assertThat(all).allSatisfy(capture -> assertThat(capture.client())
                .endsWith(capture.name().substring(0, capture.name().indexOf('/'))));
    }
}
