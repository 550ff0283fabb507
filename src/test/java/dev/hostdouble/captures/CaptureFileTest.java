package dev.hostdouble.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.yaml.InvalidFileException;
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
