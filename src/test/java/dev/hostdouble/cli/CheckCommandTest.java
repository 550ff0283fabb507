package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.start.ScenarioFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check}: what it prints of good and of wrong files, and what it exits with. */
class CheckCommandTest {
    private static final String GOOD = "scenario: slow\nrules:\n  - { on: vss/*, effect: { delay: 1s } }\n";

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check(Path... files) {
        String[] args = new String[files.length + 1];
        args[0] = "check";
        for (int i = 0; i < files.length; i++) {
            args[i + 1] = files[i].toString();
        }
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_good_scenario_is_fine_and_exits_0() throws Exception {
        Path good = file("slow.yaml", GOOD);
        assertThat(check(good)).isZero();
        assertThat(out.toString().strip()).isEqualTo(good + ": fine");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_wrong_scenario_exits_1_by_file_and_line_and_the_others_are_checked_too() throws Exception {
        Path good = file("slow.yaml", GOOD);
        Path bad = file("bad.yaml", GOOD.replace("vss/*", "vss/nothing"));
        assertThat(check(bad, good)).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(out.toString()).startsWith(bad + ":3:").contains("unknown operation 'vss/nothing'", good + ": fine");
        assertThat(out + "" + err).doesNotContain("Exception", "\tat ");
    }

    @Test
    void start_states_are_checked_by_their_name() throws Exception {
        Path good = file("vss.yaml", "mfa: required\n");
        assertThat(check(good)).isZero();
        Path bad = file("vss.yaml", "mfa: required\nsped: 2\n");
        assertThat(check(bad)).isEqualTo(1);
        assertThat(out.toString()).contains(bad + ":2:", "unknown key 'sped'; did you mean 'speed'?");
        Path hoster = file("hosterapi.yaml", "tokens: []\nspeed: -1\n");
        assertThat(check(hoster)).isEqualTo(1);
        assertThat(out.toString()).contains(hoster + ":2:");
    }

    @Test
    void an_unreadable_file_exits_1() throws Exception {
        Path huge = file("huge.yaml", GOOD + "#".repeat(3 << 20));
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {'a', (byte) 0xff});
        assertThat(check(folder.resolve("missing.yaml"), huge, binary)).isEqualTo(1);
        assertThat(out.toString())
                .contains("cannot read " + folder.resolve("missing.yaml"))
                .contains(huge + ":1: larger than 2 MiB")
                .contains(binary + ":1: not UTF-8");
    }

    @Test
    void without_a_file_it_says_that_one_is_needed() {
        assertThat(check()).isEqualTo(1);
        assertThat(err.toString()).contains("FILE");
    }

    @Test
    void a_folder_and_two_levels_inside_are_checked_and_each_file_has_a_result() throws Exception {
        Path slow = file("slow.yaml", GOOD);
        Files.createDirectories(folder.resolve("a/b/c"));
        Path state = file("a/vss.yaml", "mfa: required\n");
        Path bad = file("a/b/bad.yml", GOOD.replace("vss/*", "vss/nothing"));
        Path deep = file("a/b/c/deep.yaml", GOOD);
        file("notes.txt", "no scenario");
        Files.createDirectory(folder.resolve(".git"));
        file(".git/hidden.yaml", "broken: [");
        assertThat(check(folder)).isEqualTo(1);
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(deep.getParent() + ": not read: more than two folders below " + folder),
                        line -> assertThat(line).startsWith(bad + ":3:").contains("unknown operation 'vss/nothing'"),
                        line -> assertThat(line).isEqualTo(state + ": fine"),
                        line -> assertThat(line).isEqualTo(slow + ": fine"),
                        line -> assertThat(line).isEqualTo(folder + ": 3 files checked, 1 wrong, 1 folder not read"));
    }

    @Test
    void files_and_folders_can_be_mixed() throws Exception {
        Path slow = file("slow.yaml", GOOD);
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Path other = file(
                "sub/other.json",
                "{\"scenario\":\"other\",\"rules\":[{\"on\":\"vss/*\",\"effect\":{\"delay\":\"1s\"}}]}");
        assertThat(check(slow, sub, other)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        slow + ": fine", other + ": fine", sub + ": 1 file checked, all fine", other + ": fine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow.YML", "slow.Yaml", "SLOW.YAML"})
    void an_ending_in_capitals_is_one_too_for_check_and_for_serve(String name) throws Exception {
        Path slow = file(name, GOOD);
        assertThat(check(folder)).isZero();
        assertThat(out.toString().lines()).containsExactly(slow + ": fine", folder + ": 1 file checked, all fine");
        for (Path named : List.of(folder, slow)) {
            ScenarioFiles served = new ScenarioFiles(
                    List.of(named.toString()), Providers.ALL, new Catalogue(Providers.ALL), warning -> {});
            assertThat(served.load()).hasSize(1);
        }
    }

    @Test
    void an_empty_folder_is_told() throws Exception {
        assertThat(check(folder)).isEqualTo(1);
        assertThat(out.toString().strip())
                .isEqualTo(
                        folder + ":1: a folder without scenarios and start states: expected *.yaml, *.yml or *.json");
    }

    @Test
    void links_that_lead_in_a_circle_or_nowhere_are_told() throws Exception {
        Path slow = file("slow.yaml", GOOD);
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), folder);
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere.yaml"), Path.of("missing"));
        Path self = Files.createSymbolicLink(folder.resolve("self.yaml"), Path.of("self.yaml"));
        assertThat(check(folder, self)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactlyInAnyOrder(
                        circle + ": a link to a folder: not followed",
                        nowhere + ":1: a link that leads to no file",
                        self + ":1: a link that leads to no file",
                        slow + ": fine",
                        folder + ": 1 file checked, all fine, 2 unreadable, 1 folder not read",
                        self + ":1: a link that leads to no file");
    }

    @Test
    void two_scenarios_of_one_name_in_a_folder_are_told_because_serve_refuses_them() throws Exception {
        Path one = file("a.yaml", GOOD);
        Path two = file("b.yaml", GOOD);
        assertThat(check(folder)).isEqualTo(1);
        assertThat(out.toString())
                .contains(two + ":1:1: duplicate scenario 'slow', also in " + one + ": --scenario refuses the folder");
    }

    @Test
    void the_shipped_scenarios_and_start_states_are_fine() {
        assertThat(check(Path.of("scenarios"), Path.of("fixtures/worlds"))).isZero();
        assertThat(out.toString()).contains("files checked, all fine").doesNotContainPattern("\\d wrong|unreadable");
    }

    /** As Kubernetes mounts a map: links beside a hidden folder with the files. */
    @Test
    void a_mounted_map_is_read_once_by_check_and_by_serve() throws Exception {
        Files.createDirectory(folder.resolve("..2024_02_01"));
        file("..2024_02_01/slow.yaml", GOOD);
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2024_02_01"));
        Path link = Files.createSymbolicLink(folder.resolve("slow.yaml"), Path.of("..data/slow.yaml"));
        assertThat(check(folder)).isZero();
        assertThat(out.toString().lines()).containsExactly(link + ": fine", folder + ": 1 file checked, all fine");
        ScenarioFiles served = new ScenarioFiles(
                List.of(folder.toString()), Providers.ALL, new Catalogue(Providers.ALL), warning -> {});
        assertThat(served.load()).hasSize(1);
    }
}
