package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.scenario.ScenarioSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of every operation is a valid scenario, also in a pair. */
class ScenarioTextTest {
    private static final ScenarioReader READER = new ScenarioReader(Providers.ALL);

    static Stream<Operation> operations() {
        return Operation.all(Providers.ALL).stream().filter(operation -> !operation.isUnknown());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void it_is_valid(Operation operation) throws Exception {
        CallSite call = new CallSite(operation.id(), 2);
        List<Fault> faults = new Faults(operation, true).at(2, operation.job().isPresent(), operation.reads());

        assertThat(faults).extracting(Fault::name).doesNotHaveDuplicates().contains("lost-reply", "slow");
        for (Fault fault : faults) {
            check(Trial.of(new PlacedFault(fault, call)), 1);
            check(
                    new Trial(List.of(
                            new PlacedFault(faults.get(0), new CallSite(operation.id(), 1)),
                            new PlacedFault(fault, call))),
                    2);
        }
    }

    private static void check(Trial trial, int rules) throws Exception {
        List<String> warnings = new ArrayList<>();
        ScenarioSource source = new ScenarioSource(trial.name(), ScenarioText.of(trial), Map.of());

        Scenario scenario = READER.read(source, ScenarioSource.Sources.NONE, warnings::add);

        assertThat(warnings).isEmpty();
        assertThat(scenario.rules()).hasSize(rules);
        assertThat(scenario.name()).startsWith("explore/");
    }
}
