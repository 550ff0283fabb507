package dev.hostdouble.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the file of a capture is said with its place. */
class CaptureFileTest {
    private static final String RIGHT = """
            client: hostkey-cloud/mcp-server
            version: commit cb3408e
            how: published
            flow: log in and out
            headers: { Content-Type: application/x-www-form-urlencoded }
            calls:
              - send: POST /auth.php
                body: action=login&key=${hostkey-key}
                answer: hostkey/auth.login ok observed
                keep: { token: /result/token }
              - send: POST /auth.php
                body: action=logout&token=${token}
                answer: hostkey/auth.logout ok assumed
            """;

    private static final Path PAGE = Path.of("docs/clients-driven.md");

    private static Capture read(String text) throws InvalidFileException {
        return CaptureFile.read("mcp-server/log-in", "log-in.yaml", text);
    }

    @Test
    void a_capture_is_read_as_it_is_written() throws InvalidFileException {
        Capture capture = read(RIGHT);
        assertThat(capture.start()).isEqualTo("default");
        assertThat(capture.calls()).hasSize(2);
        CapturedCall login = capture.calls().get(0);
        assertThat(login.toString()).isEqualTo("POST /auth.php");
        assertThat(login.expected()).isEqualTo("hostkey/auth.login ok observed");
        assertThat(login.headers()).containsOnlyKeys("Content-Type");
        assertThat(login.keep()).containsEntry("token", "/result/token");
    }

    @Test
    void the_example_of_the_page_is_a_capture() throws IOException, InvalidFileException {
        Matcher example = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        Capture capture = read(example.group(1));
        assertThat(capture.calls()).hasSize(3);
        assertThat(capture.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.toString()).isEqualTo("POST /s3.php");
            assertThat(left.headers()).containsOnlyKeys("Content-Type");
            assertThat(left.reason()).isNotEmpty();
        });
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withClock(ClockMode.parse("step:1s")))) {
            new CaptureReplay(emulator, capture).run();
        }
    }

    @Test
    void a_request_that_an_operation_answers_is_not_left_out() throws IOException, InvalidFileException {
        Capture capture = read(RIGHT + """
                left-out:
                  - send: POST /auth.php
                    body: action=info&token=${token}
                    reason: it is answered
                """);
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            assertThatThrownBy(() -> new CaptureReplay(emulator, capture).run())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("is left out, but an operation answers it");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    how: published              | how: by hand                  | log-in.yaml:3:6: /how:
                    send: POST                  | send: post                    | log-in.yaml:7:11: /calls/0/send:
                    version: commit cb3408e     |                               | log-in.yaml:1:1: : required property 'version'
                    ${hostkey-key}              | ${hostkey-kez}                | log-in.yaml:8:11: /calls/0/body: unknown reference ${hostkey-kez}
                    token=${token}              | token=${session}              | log-in.yaml:12:11: /calls/1/body: unknown reference ${session}
                    token=${token}              | token=1                       | log-in.yaml:10:20: /calls/0/keep/token: no later request uses ${token}
                    { token: /result/token }    | { hostkey-key: /result/token }| log-in.yaml:10:26: /calls/0/keep/hostkey-key: a credential
                    { token: /result/token }    | { token: result }             | log-in.yaml:10:20: /calls/0/keep/token:
                    auth.login ok observed      | auth.login ok                 | log-in.yaml:9:13: /calls/0/answer:
                    auth.login ok observed      | auth.logon ok observed        | log-in.yaml:9:13: /calls/0/answer: unknown operation 'hostkey/auth.logon'
                    auth.login ok observed      | auth.login fine observed      | log-in.yaml:9:13: /calls/0/answer: operation 'hostkey/auth.login' has no answer 'fine'
                    auth.login ok observed      | auth.login ok seen            | log-in.yaml:9:13: /calls/0/answer: unknown evidence 'seen'
                    auth.login ok observed      | unknown unknown_module assumed| log-in.yaml:9:13: /calls/0/answer: a capture shows
                    """)
    void a_problem_has_its_place(String right, String wrong, String problem) {
        String text = RIGHT.replace(right, wrong == null ? "" : wrong);
        assertThat(text).isNotEqualTo(RIGHT);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(problem);
    }
}
