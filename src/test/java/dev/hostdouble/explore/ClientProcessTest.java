package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the client runs as a process. */
class ClientProcessTest {
    private static ClientExit run(String script, Duration timeout) throws Exception {
        return new ClientProcess(List.of("sh", "-c", script), timeout)
                .run(Map.of("HOSTKEY_URL", "http://x"), () -> false);
    }

    @Test
    void its_exit_code_and_all_that_it_prints_are_kept() throws Exception {
        ClientExit exit = run("echo $HOSTKEY_URL; echo oh >&2; exit 3", Duration.ofSeconds(60));

        assertThat(exit.code()).isEqualTo(OptionalInt.of(3));
        assertThat(exit.output()).isEqualTo("http://x\noh\n");
        assertThat(exit.text()).isEqualTo("exit code 3");
    }

    @Test
    void of_a_long_output_the_end_is_kept() throws Exception {
        ClientExit exit =
                run("i=0; while [ $i -lt 3000 ]; do echo line-$i-0123456789; i=$((i+1)); done", Duration.ofSeconds(60));

        assertThat(exit.isSuccess()).isTrue();
        assertThat(exit.output()).hasSize(16 << 10).endsWith("line-2999-0123456789\n");
    }

    @Test
    void a_client_that_does_not_end_is_stopped_with_its_children() throws Exception {
        ClientExit exit = run("sh -c 'echo $$; exec sleep 600'; true", Duration.ofMillis(300));

        assertThat(exit.code()).isEmpty();
        long child = Long.parseLong(exit.output().strip());
        for (ProcessHandle alive : ProcessHandle.of(child).stream().toList()) {
            alive.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void its_folder_for_temporary_files_is_its_own_and_is_removed() throws Exception {
        ClientExit exit = run("mkdir $TMPDIR/a; echo x > $TMPDIR/a/b; echo $TMPDIR", Duration.ofSeconds(60));

        Path folder = Path.of(exit.output().strip());
        assertThat(folder.getFileName().toString()).startsWith("hostdouble-explore-");
        assertThat(Files.exists(folder)).isFalse();
    }

    @Test
    void a_child_that_outlives_the_client_is_stopped_although_it_is_in_a_session_of_its_own() throws Exception {
        ClientExit exit =
                run("setsid sh -c 'echo $$; exec sleep 600 >/dev/null 2>&1' & sleep 0.3", Duration.ofSeconds(60));

        assertThat(exit.isSuccess()).isTrue();
        long child = Long.parseLong(exit.output().strip());
        for (ProcessHandle alive : ProcessHandle.of(child).stream().toList()) {
            alive.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_folder_that_cannot_be_removed_does_not_end_the_exploration() throws Exception {
        ClientExit exit = run("mkdir $TMPDIR/a; echo x > $TMPDIR/a/b; chmod 500 $TMPDIR/a", Duration.ofSeconds(60));

        assertThat(exit.isSuccess()).isTrue();
    }

    @Test
    void it_gets_no_input() throws Exception {
        assertThat(run("read line || echo none", Duration.ofSeconds(60)).output())
                .isEqualTo("none\n");
    }

    @Test
    void a_program_that_is_not_there_is_an_error() {
        assertThatThrownBy(() ->
                        new ClientProcess(List.of("/not/there"), Duration.ofSeconds(1)).run(Map.of(), () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/not/there");
    }
}
