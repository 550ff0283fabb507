package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.scenario.Purpose;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code scenarios}: the list of the shipped scenarios, and the text of one. */
class ScenariosCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int scenarios(String... names) {
        String[] args = new String[names.length + 1];
        args[0] = "scenarios";
        System.arraycopy(names, 0, args, 1, names.length);
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void each_scenario_has_a_line_with_its_parameters_and_first_sentence() {
        assertThat(scenarios()).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines)
                .allMatch(line -> line.isEmpty()
                        || line.matches("(any|hosterapi|hostkey|vss), [A-Z].+")
                        || line.matches("  (any|hosterapi|hostkey|vss)/[a-z0-9-]+( \\{.+})?: .+"))
                .anyMatch(line ->
                        line.startsWith("  any/slow-provider {delay=\"200ms\", sigma=0.4}: Every reply is slow"))
                .anyMatch(line -> line.startsWith("  any/empty-body: "));
    }

    @Test
    void scenarios_are_grouped_by_provider_and_purpose() {
        assertThat(scenarios()).isZero();
        List<String> lines = out.toString().lines().toList();
        List<String> headings = lines.stream()
                .filter(line -> !line.isEmpty() && !line.startsWith(" "))
                .toList();
        assertThat(headings)
                .doesNotHaveDuplicates()
                .startsWith("any, " + Purpose.ERRORS.title(), "any, " + Purpose.ORDERS.title())
                .endsWith("vss, " + Purpose.GATEWAYS.title());
        assertThat(lines.get(lines.indexOf("vss, " + Purpose.LIMITS.title()) + 1))
                .startsWith("  vss/too-many-requests {");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void the_text_of_a_scenario_is_printed_as_it_is_and_can_be_checked() throws Exception {
        assertThat(scenarios("any/slow-provider")).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(Path.of("scenarios/any/slow-provider.yaml")));
    }

    @Test
    void an_unknown_name_exits_1_and_names_the_nearest() {
        assertThat(scenarios("any/slow-provder")).isEqualTo(1);
        assertThat(out + "" + err)
                .contains("unknown scenario 'any/slow-provder'; did you mean 'any/slow-provider'?")
                .doesNotContain("Exception");
    }

    @Test
    void two_names_are_one_too_many() {
        assertThat(scenarios("any/outage", "any/slow-provider")).isEqualTo(1);
    }
}
