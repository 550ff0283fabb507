package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that cannot be meant: each is refused with what is allowed, and no server starts. */
class RefusedSettingsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... args) {
        return Main.run(args, environment, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private void assertRefused(String part) {
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains(part);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HOSTDOUBLE_PROT, did you mean 'HOSTDOUBLE_PORT'?",
        "HOSTDOUBLE_CONTROL_TOKN, did you mean 'HOSTDOUBLE_CONTROL_TOKEN'?",
        "HOSTDOUBLE_SCENARIOS, did you mean 'HOSTDOUBLE_SCENARIO'?",
        "HOSTDOUBLE_port, did you mean 'HOSTDOUBLE_PORT'?",
        "HOSTDOUBLE_VERSION, Allowed: HOSTDOUBLE_ALLOW_HOST",
        "HOSTDOUBLE_HELP, Allowed: HOSTDOUBLE_ALLOW_HOST",
        "HOSTDOUBLE_, Allowed: HOSTDOUBLE_ALLOW_HOST",
        "HOSTDOUBLE_PORT_8080_HTTP, Allowed: "
    })
    void an_unknown_variable_names_the_nearest_and_no_value(String name, String why) {
        for (String command :
                new String[] {"serve", "health", "check", "scenarios", "operations", "coverage", "replay"}) {
            err.getBuffer().setLength(0);
            String[] args = command.equals("check") || command.equals("replay")
                    ? new String[] {command, "x"}
                    : new String[] {command};
            assertThat(run(Map.of(name, "S3CRET"), args)).as(command).isEqualTo(1);
            assertRefused("unknown environment variable '" + name + "'");
            assertThat(err.toString()).contains(why).doesNotContain("S3CRET");
        }
    }

    @Test
    void variables_of_clients_and_launchers_are_not_settings() {
        Map<String, String> others =
                Map.of("HOSTDOUBLE_URL", "http://x", "HOSTDOUBLE_JAR", "y.jar", "HOSTDOUBLE_JOURNAL", "-1");
        assertThat(run(others)).isEqualTo(1);
        assertRefused("invalid value for --journal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "YES", "On", "0", "false", "No", "off"})
    void every_switch_takes_the_usual_words(String word) {
        Map<String, String> environment = new HashMap<>(Map.of("HOSTDOUBLE_JOURNAL", "-1"));
        for (String name :
                new String[] {"CONTROL_OPEN", "STRICT", "WATCH", "VERBOSE", "EVICT_WORLDS", "EXIT_WITH_STDIN"}) {
            environment.put("HOSTDOUBLE_" + name, word);
        }
        assertThat(run(environment)).isEqualTo(1);
        assertRefused("invalid value for --journal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "yse", "enabled", "tru", "\u0000"})
    void a_switch_takes_no_other_word(String word) {
        assertThat(run(Map.of("HOSTDOUBLE_CONTROL_OPEN", word))).isEqualTo(1);
        assertRefused(
                "invalid value for --control-open: expected true or 1 or yes or on or false or 0 or no or off, not ");
    }

    @Test
    void an_open_control_api_and_a_token_exclude_each_other_if_typed() {
        assertThat(run(Map.of("HOSTDOUBLE_CONTROL_TOKEN", "S3CRET"), "--control-open"))
                .isEqualTo(1);
        assertRefused("--control-open and a control token exclude each other");
        assertThat(err.toString()).doesNotContain("S3CRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3CRET two", "S3CRET\n", "S3CRETé", ""})
    void a_control_token_fits_into_a_header_and_is_not_printed(String token) {
        assertThat(run(Map.of(), "--control-token", token)).isEqualTo(1);
        assertRefused("invalid value for --control-token");
        assertThat(err.toString()).doesNotContain("S3CRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ci.example", "ci.example/x", "*", "ci.example:http", "a b"})
    void an_allowed_host_is_a_name(String name) {
        assertThat(run(Map.of("HOSTDOUBLE_ALLOW_HOST", "fine.example, " + name)))
                .isEqualTo(1);
        assertRefused("invalid value for --allow-host: expected a host name such as ci.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "5s, '', --checkpoint needs --state",
        "999ms, x.json, 'invalid value for --checkpoint: expected 1s to 1d, not 999ms'",
        "0s, x.json, 'invalid value for --checkpoint: expected 1s to 1d, not 0s'",
        "25h, x.json, 'invalid value for --checkpoint: expected 1s to 1d, not 25h'",
        "often, x.json, invalid duration 'often'"
    })
    void a_checkpoint_needs_a_file_and_a_possible_time(String every, String file, String why) {
        assertThat(run(Map.of("HOSTDOUBLE_STATE", file), "--checkpoint", every)).isEqualTo(1);
        assertRefused(why);
    }

    @ParameterizedTest
    @CsvSource({
        "--https-cert c.pem, --https-cert needs --https-key",
        "--https-key k.pem, --https-key needs --https-cert",
        "--https-cert c.pem --https-key k.pem, --https-cert needs --https-port",
        "--https-port 8080, '--https-port and --port are both 8080: expected different ports'",
        "--https-port 65536, invalid value for --https-port: expected 0 to 65535",
        "--https-port 0 --https-cert no.pem --https-key no.key, 'no.pem: cannot be read; expected a PEM file'",
        "--world-domain *.x.test, 'expected a domain such as hostdouble.test, without a port or *., not *.x.test'",
        "--world-domain x.test:80, expected a domain such as hostdouble.test",
        "--world-domain 127.0.0.1, expected a domain such as hostdouble.test",
        "--world-domain com, 'invalid value for --world-domain: ''com'' may have names of other people below it'"
    })
    void https_and_domains_are_whole_and_possible(String args, String why) {
        assertThat(run(Map.of(), args.split(" ", -1))).isEqualTo(1);
        assertRefused(why);
    }

    @Test
    void a_container_has_its_signs(@TempDir Path root) throws Exception {
        assertThat(Container.isAround(Map.of(), root)).isFalse();
        assertThat(Container.isAround(Map.of("container", "oci"), root)).isTrue();
        Files.createDirectory(root.resolve("run"));
        Path podman = Files.createFile(root.resolve("run").resolve(".containerenv"));
        assertThat(Container.isAround(Map.of(), root)).isTrue();
        Files.delete(podman);
        Files.createFile(root.resolve(".dockerenv"));
        assertThat(Container.isAround(Map.of(), root)).isTrue();
    }
}
