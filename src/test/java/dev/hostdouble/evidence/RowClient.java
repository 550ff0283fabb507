package dev.hostdouble.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.client.ClientDefaults;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Performs what a {@link MarkRow} says, in its own world, as usual clients of the provider do. */
final class RowClient {
    private static final String CONTROL = "/_emulator/";
    private static final Pattern POINTER = Pattern.compile("\\{(/[^{}\"]*)}");

    private final ProviderClient client;
    private final ClientDefaults usual;
    private String latest = "{}"; // the body of the latest reply

    RowClient(Hostdouble emulator, String world, String provider) {
        this.client = new ProviderClient(emulator, world);
        this.usual = ClientDefaults.of(provider);
    }

    /** Performs the steps of a row, then its call. */
    void perform(MarkRow row) {
        for (String step : row.before()) {
            perform(filled(step));
        }
        String[] call = filled(row.call()).split(" ", 3);
        client.send(call[0], call[1], call.length < 3 ? "" : call[2], headers(call[1], row.headers()));
    }

    private void perform(String step) {
        String[] words = step.split(" ", 3);
        String body = words.length < 3 ? "" : words[2];
        switch (words[0]) {
            case "advance" -> client.advance(words[1]);
            case "change" ->
                assertThat(client.change(step.substring("change ".length())))
                        .as(step)
                        .isTrue();
            case "login" ->
                succeeds(step, client.send("POST", "/auth/request-token", "", Credentials.basic(words[1], words[1])));
            default ->
                succeeds(
                        step,
                        words[1].startsWith(CONTROL)
                                ? client.control(words[0], words[1].substring(CONTROL.length()), body)
                                : client.send(words[0], words[1], body, headers(words[1], List.of())));
        }
    }

    private void succeeds(String step, Seen reply) {
        assertThat(reply.status()).as(step + ": " + reply.body()).isBetween(200, 299);
        // HOSTKEY says so of its errors, too.
        assertThat(reply.body()).as(step).doesNotStartWith("{\"code\":").doesNotStartWith("{\"result\":-");
        latest = reply.body();
    }

    /** The usual header lines, and these in place of those of the same name; one without a value is left out. */
    private String[] headers(String path, List<String> own) {
        List<String> lines = new ArrayList<>(usual.headers(path).lines().toList());
        for (String line : own) {
            lines.removeIf(known -> name(known).equalsIgnoreCase(name(line)));
            if (!line.endsWith(":")) {
                lines.add(line);
            }
        }
        return lines.toArray(String[]::new);
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    /** The text with values of the latest reply in place of JSON Pointers. */
    private String filled(String text) {
        return POINTER.matcher(text).replaceAll(pointer -> {
            JsonNode value = Seen.parse(latest).at(pointer.group(1));
            assertThat(value.isValueNode()).as(text + " after " + latest).isTrue();
            return Matcher.quoteReplacement(value.asText());
        });
    }
}
