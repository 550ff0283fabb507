package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.scenario.ScenarioSource;
import dev.hostdouble.scenario.effect.EffectTypes;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs every example of the scenario reference: the file, and what its console shows. */
@Isolated("it asserts on what is logged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioDocsTest {
    private static final Path DOCS = Path.of("docs/scenarios.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```\\s*```console\n(.*?)```");

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    ScenarioDocsTest() throws Exception {}

    @TestFactory
    Stream<DynamicTest> every_example_does_what_it_shows() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Files.readString(DOCS));
        while (example.find()) {
            String file = example.group(1);
            String console = example.group(2);
            tests.add(dynamicTest(file.lines().findFirst().orElseThrow(), () -> runQuietly(file, console)));
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests.stream();
    }

    private void runQuietly(String file, String console) throws Exception {
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            run(file, console);
            assertThat(logs.problems()).isEmpty();
        }
    }

    private void run(String file, String console) throws Exception {
        World world = emulator.world(Worlds.DEFAULT);
        Scenario scenario = new ScenarioReader(Providers.ALL)
                .read(
                        new ScenarioSource("docs/scenarios.md", file, Map.of()),
                        new Catalogue(Providers.ALL),
                        warning -> {
                            throw new AssertionError(warning);
                        });
        world.run(session -> {
            session.scenarios().clear();
            session.reset();
            session.setClock(ClockMode.MANUAL, session.startedAt());
            session.activate(scenario);
        });
        assertThat(new Shell(emulator.url()).run(console)).isPositive();
    }

    @Test
    void every_effect_of_the_schema_has_a_section() throws IOException {
        String docs = Files.readString(DOCS);
        TreeSet<String> names = new TreeSet<>(EffectTypes.BY_KIND.keySet());
        names.remove("then");
        assertThat(names).allSatisfy(name -> assertThat(docs).contains("### " + name + "\n"));
    }
}
