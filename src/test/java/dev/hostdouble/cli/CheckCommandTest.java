package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(check()).isEqualTo(2);
        assertThat(err.toString()).contains("FILE");
    }
}
