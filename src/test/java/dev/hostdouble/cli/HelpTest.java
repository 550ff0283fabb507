package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code help}, {@code --help} and {@code version} print, and what is said of a misspelt command line. */
class HelpTest {
    private static final List<String> COMMANDS = Main.COMMANDS;

    private static final Pattern ROW = Pattern.compile("\\| `--([a-z-]+)(?:[^|]|\\\\\\|)*\\| ([a-z0-9.]+) \\|");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... args) {
        return Main.run(args, environment, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private String help(String... args) {
        assertThat(run(Map.of("COLUMNS", "100"), args)).isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }

    @Test
    void it_lists_each_command_on_one_line_and_the_exit_codes() {
        String help = help("help");
        for (String name : COMMANDS) {
            assertThat(help).containsPattern("(?m)^  " + name + " +[A-Z][^.]+\\.$");
        }
        for (int code : ExitCode.MEANINGS.keySet()) {
            assertThat(help).containsPattern("(?m)^  " + code + "   [a-z]");
        }
        out.getBuffer().setLength(0);
        assertThat(help("--help")).isEqualTo(help);
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void it_describes_each_command_and_its_flags(String name) {
        String help = help("help", name);
        assertThat(help).contains("Usage: hostdouble " + name, "Exit codes:", "-h, --help");
        for (Option flag : Main.command(name).flags().getOptions()) {
            assertThat(help)
                    .contains("--" + flag.getLongOpt() + (flag.getArgName() == null ? "" : " " + flag.getArgName()));
        }
        out.getBuffer().setLength(0);
        assertThat(help(name, "--help")).isEqualTo(help);
    }

    @ParameterizedTest
    @CsvSource({"'', 80", "wide, 80", "40, 60", "72, 72", "100, 100", "100000, 100"})
    void it_is_as_wide_as_the_terminal_up_to_100_columns(String columns, int width) {
        assertThat(run(Map.of("COLUMNS", columns), "help")).isZero();
        assertThat(out.toString().lines().mapToInt(String::length).max().orElse(0))
                .isBetween(width - 10, width);
        assertThat(out.toString().lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void defaults_are_those_of_the_readme() throws Exception {
        String help = help("help", "serve");
        Matcher rows = ROW.matcher(Files.readString(Path.of("README.md")));
        int found = 0;
        while (rows.find()) {
            assertThat(help)
                    .containsPattern("--" + rows.group(1) + "[^\0]*?default: " + Pattern.quote(rows.group(2))
                            + "; variable: " + EnvironmentCheck.variable(rows.group(1)));
            found++;
        }
        assertThat(found).isGreaterThan(8);
    }

    @Test
    void flags_that_are_no_settings_have_no_variable() {
        assertThat(help("help", "health"))
                .contains("variable: HOSTDOUBLE_PORT")
                .doesNotContain("HOSTDOUBLE_HELP", "HOSTDOUBLE_VERSION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coverage | BIND CONFIG CONTROL_TOKEN PORT",
                "health | BIND CONFIG PORT",
                "check | ''",
                "scenarios | ''",
                "operations | ''",
                "replay | ''",
            })
    void a_command_names_the_variables_that_it_reads_and_no_others(String command, String names) {
        assertThat(Pattern.compile("HOSTDOUBLE_([A-Z_]+)")
                        .matcher(help("help", command))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(
                        names.isEmpty() ? List.of() : List.of(names.trim().split(" ", -1)));
        assertThat(help("help", "serve")).contains("variable: HOSTDOUBLE_WORLD");
    }

    @Test
    void version_and_help_do_not_depend_on_the_environment() {
        assertThat(run(Map.of("HOSTDOUBLE_NONSENSE", "1", "HOSTDOUBLE_CONFIG", "missing"), "version"))
                .isZero();
        assertThat(out.toString()).startsWith("hostdouble ");
        assertThat(run(Map.of("HOSTDOUBLE_NONSENSE", "1"), "help", "check")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chekc x.yaml | unknown command 'chekc'; did you mean 'check'?",
                "sevre --port 0 | unknown command 'sevre'; did you mean 'serve'?",
                "hepl | unknown command 'hepl'; did you mean 'help'?",
                "help heatlh | unknown command 'heatlh'; did you mean 'health'?",
                "frobnicate | unknown command 'frobnicate'. Allowed: serve, check,",
                "--prot 8081 | unknown flag '--prot'; did you mean '--port'?",
                "serve --prot=8081 | unknown flag '--prot'; did you mean '--port'?",
                "health --bnid ::1 | unknown flag '--bnid'; did you mean '--bind'?",
                "help --port | unknown flag '--port'. Allowed: ",
                "health extra | unexpected 'extra'",
                "version 1 | unexpected '1'",
                "check | 'missing FILE|DIR: '",
                "serve --strict=maybe | --strict takes no value",
                "serve --strict=true | --strict takes no value",
                "--watch= | --watch takes no value",
                "health --help=all | --help takes no value",
                "serve --strict true | --strict takes no value",
                "--verbose OFF | --verbose takes no value",
                "serve --strict maybe | unexpected 'maybe'",
                "serve --port 1 true | unexpected 'true'",
                "serve true | unexpected 'true'",
            })
    void what_is_misspelt_is_one_line_on_standard_error_and_exit_1(String typed, String error) {
        String[] words = typed.trim().split(" +", -1);
        assertThat(run(Map.of(), words)).isEqualTo(1);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("hostdouble: " + error);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "clock", "scenario"})
    void a_flag_without_its_value_says_what_it_means(String flag) {
        assertThat(run(Map.of(), "--" + flag)).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("hostdouble: --" + flag + " needs a value: "
                        + Command.meaning(new ServeCommand().flags().getOption(flag)));
        assertThat(err.toString()).doesNotContain("\0", "default");
    }
}
