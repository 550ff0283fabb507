package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a crash. */
class CrashTest {
    private static ClientExit exit(int code, String output) {
        return new ClientExit(OptionalInt.of(code), Duration.ZERO, output);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log\nTraceback (most recent call last):\n  File \"a.py\", line 3, in <module>\nKeyError: 'result'\n",
                "PHP Fatal error:  Uncaught TypeError: a in /a.php:3\nStack trace:\n#0 {main}\n  thrown in /a.php on line 3\n",
                "Fatal error: Uncaught Exception: a in /a.php:3\n",
                "/app/a.js:3\nTypeError: Cannot read properties of null\n    at main (/app/a.js:3:15)\n    at node:internal/main:1:2\n",
                "Exception in thread \"main\" java.lang.NullPointerException\n\tat a.B.main(B.java:3)\n",
                "panic: runtime error: index out of range\n\ngoroutine 1 [running]:\n",
                "thread 'main' (12) panicked at src/main.rs:3:5:\nno\n",
                "a.rb:3:in `fetch': key not found: \"result\" (KeyError)\n",
                "Unhandled exception. System.NullReferenceException: Object\n   at Program.Main()\n"
            })
    void a_stack_trace_is_one(String output) {
        assertThat(Crash.isSeen(exit(1, output))).isTrue();
        assertThat(Crash.isSeen(exit(0, output)))
                .as("a client that succeeds may log one")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error: job 15 failed\n",
                "could not read the reply at line 3, in the list\n",
                "curl: (52) Empty reply from server\n",
                "parse error: Invalid numeric literal at line 1, column 7\n",
                "error: fatal: the provider says no\n"
            })
    void a_message_is_none(String output) {
        assertThat(Crash.isSeen(exit(1, output))).isFalse();
    }

    @Test
    void a_fatal_signal_is_one() {
        assertThat(Crash.isSeen(exit(139, ""))).isTrue();
        assertThat(Crash.isSeen(exit(130, ""))).isFalse();
    }
}
