package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.yaml.JsonTexts;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text that is kept of an accepted scenario is read as the same scenario, whatever characters it has. */
class ScenarioTextTest {
    private static final ScenarioReader READER = new ScenarioReader(Providers.ALL);
    private static final int BLOCK = 0x400;

    private static Stream<Integer> blocks() {
        return Stream.iterate(0, block -> block < 0x10000, block -> block + BLOCK);
    }

    private static Scenario assertKept(Scenario scenario) throws Exception {
        assertThat(scenario.source()).matches("[ -~]*");
        Scenario again = READER.restore("again", scenario.source());
        assertThat(again.source()).isEqualTo(scenario.source());
        assertThat(again.description()).isEqualTo(scenario.description());
        assertThat(again.rules().toString()).isEqualTo(scenario.rules().toString());
        assertThat(again.events().toString()).isEqualTo(scenario.events().toString());
        return again;
    }

    private static Scenario read(String description, String body) throws Exception {
        return READER.read(
                "o",
                "{\"scenario\":\"o\",\"description\":" + description
                        + ",\"rules\":[{\"on\":\"vss/iso.list\",\"effect\":" + "{\"reply\":{\"status\":200,\"body\":"
                        + body + "}}}]}");
    }

    /** Halves of surrogate pairs are valid in a text of JSON, but not in UTF-8: no body of a reply contains them. */
    @ParameterizedTest
    @MethodSource("blocks")
    void every_character_is_kept(int block) throws Exception {
        StringBuilder escapes = new StringBuilder();
        StringBuilder characters = new StringBuilder();
        for (int c = block; c < block + BLOCK; c++) {
            escapes.append(String.format("\\u%04x", c));
            characters.append((char) c);
        }
        boolean isSurrogate = block >= 0xD800 && block < 0xE000;
        Scenario scenario = read("\"" + escapes + "\"", isSurrogate ? "\"x\"" : "\"" + escapes + "\"");
        assertThat(assertKept(scenario).description()).isEqualTo(characters.toString());
    }

    @Test
    void pairs_of_surrogates_are_kept_and_shown() throws Exception {
        Scenario scenario = read("\"\uD83D\uDE00 \\ud83d\"", "\"\uD83D\uDE00\"");
        assertThat(assertKept(scenario).description()).isEqualTo("\uD83D\uDE00 \ud83d");
        assertThat(JsonTexts.readable(scenario.source())).contains("\uD83D\uDE00 \\uD83D\"");
    }

    @Test
    void escapes_are_undone_and_made_again() {
        String source = "{\"a\":\"\\\\u00E4 \\u00E4\\uD83D\\uDE00\\n\\u0001\\u007F\"}";
        assertThat(JsonTexts.readable(source)).isEqualTo("{\"a\":\"\\\\u00E4 ä\uD83D\uDE00\\n\\u0001\\u007F\"}");
        assertThat(JsonTexts.escaped(JsonTexts.readable(source))).isEqualTo(source);
    }

    @Test
    void a_large_scenario_is_kept_though_its_text_becomes_larger() throws Exception {
        Scenario scenario = read("\"\"", "\"" + "ä".repeat(1_000_000) + "\"");
        assertThat(scenario.source().length()).isGreaterThan(6_000_000);
        assertKept(scenario);
    }

    @Test
    void values_of_all_kinds_are_kept_beside_an_argument() throws Exception {
        String text =
                "scenario: o\nparameters: { b: x }\nrules:\n  - { on: vss/iso.list, effect: { reply: { status: 200,"
                        + " json: { a: \"{{param.b}}\", n: 1.5, e: 1e3, l: 12345678901234567890, t: \"true\", z: null } } } }\n";
        ScenarioSource source = new ScenarioSource("o", text, Map.of("b", "a \"quoted\" {b}"));
        assertKept(READER.read(source, ScenarioSource.Sources.NONE, warning -> {}));
    }

    @Test
    void a_text_that_people_changed_may_be_yaml() throws Exception {
        String yaml = "scenario: o\nrules: [ { on: vss/iso.list, effect: { gateway: 503 } } ]\n";
        assertThat(READER.restore("o", yaml).rules()).hasSize(1);
    }
}
