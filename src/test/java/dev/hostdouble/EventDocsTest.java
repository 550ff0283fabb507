package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.RawSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs what {@code docs/events.md} and {@code docs/metrics.md} show. */
class EventDocsTest {
    private static final Pattern COMMANDS = Pattern.compile("(?s)```console\n(.*?)```");
    private static final Pattern STREAM = Pattern.compile("(?s)```events\n\\$ curl -sN http://[^/]+(\\S+)\n(.*?)```");

    private static int shown(Hostdouble emulator, String page) throws Exception {
        Shell shell = new Shell(emulator.url());
        Matcher block = COMMANDS.matcher(page);
        int shown = 0;
        while (block.find()) {
            shown += shell.run(block.group(1));
        }
        return shown;
    }

    @Test
    void the_stream_is_as_shown() throws Exception {
        String page = Files.readString(Path.of("docs/events.md"));
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            assertThat(shown(emulator, page)).isEqualTo(2);
            new HosterapiClient(emulator, "first").awaitDeliveries();
            Matcher stream = STREAM.matcher(page);
            assertThat(stream.find()).isTrue();
            Pattern wanted =
                    Pattern.compile("(?s).*" + Pattern.quote(stream.group(2)).replace("…", "\\E[^\n]*\\Q") + ".*");
            try (RawSocket socket = RawSocket.local(emulator.port())) {
                socket.write("GET " + stream.group(1) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                StringBuilder got = new StringBuilder();
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                    while (!wanted.matcher(got + "\n").matches()) {
                        got.append(socket.read(1));
                    }
                });
            }
        }
    }

    @Test
    void the_metrics_are_as_shown() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            assertThat(shown(emulator, Files.readString(Path.of("docs/metrics.md"))))
                    .isEqualTo(2);
        }
    }
}
