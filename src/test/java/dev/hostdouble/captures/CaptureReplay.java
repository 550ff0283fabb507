package dev.hostdouble.captures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.journal.JournalEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends the requests of a capture in a world of its own, and checks the answers. */
final class CaptureReplay {
    /** How often a request is sent again at most: the clock moves by a second with each. */
    private static final int MOST_POLLS = 2000;

    private static final String NOT = "not ";

    private final Capture capture;
    private final ProviderClient client;
    private final References references = new References();

    CaptureReplay(Hostdouble emulator, Capture capture) {
        this.capture = capture;
        client = new ProviderClient(
                emulator, capture.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    }

    /** Fails at the first answer that is not the captured one. */
    void run() {
        int number = 0;
        for (CapturedCall call : capture.calls()) {
            number++;
            String what = capture + ", call " + number + ", " + call;
            if (!call.change().isEmpty()) {
                Seen changed = client.control("POST", "changes", references.body(call.change()));
                assertThat(changed.json().path("changed").asBoolean())
                        .as("%s: %s: %s", what, call.change(), changed.body())
                        .isTrue();
            }
            Seen reply = answer(call, what);
            for (int more = 1; more < call.times(); more++) {
                reply = answer(call, what);
            }
            for (Map.Entry<String, String> kept : call.keep().entrySet()) {
                JsonNode value = reply.json().at(kept.getValue());
                assertThat(value.isValueNode() && !value.asText().isEmpty())
                        .as("%s: %s in %s", what, kept.getValue(), reply.body())
                        .isTrue();
                references.keep(kept.getKey(), value.asText());
            }
        }
        capture.leftOut().forEach(this::requireUnknown);
        client.control("DELETE", "worlds/" + client.world().name(), "");
    }

    /** What an operation answers belongs to the calls. */
    private void requireUnknown(LeftOut left) {
        Seen reply = send(left.method(), left.target(), left.headers(), left.body());
        assertThat(lastEntry().operation())
                .as("%s: %s is left out, but an operation answers it: %s", capture, left, reply.body())
                .matches("([a-z]+/)?unknown");
    }

    private Seen answer(CapturedCall call, String what) {
        Seen reply = send(call);
        for (int polls = 1; !isLast(call, reply); polls++) {
            JournalEntry entry = lastEntry();
            assertThat(entry.operation()).as("%s: %s", what, reply.body()).isEqualTo(call.operation());
            assertThat(reply.status()).as("%s: %s", what, reply.body()).isLessThan(400);
            assertThat(polls)
                    .as("%s: still no %s after this many requests; %s", what, call.until(), reply.body())
                    .isLessThan(MOST_POLLS);
            reply = send(call);
        }
        // A failure of this server is no answer of a row, so no capture can name it.
        JournalEntry entry = lastEntry();
        assertThat(CapturedCall.words(
                        entry.operation(),
                        entry.reply().answer(),
                        CaptureFile.mark(entry.reply().evidence())))
                .as("%s: %s %s", what, reply.statusLine(), reply.body())
                .isEqualTo(call.expected());
        return reply;
    }

    private static boolean isLast(CapturedCall call, Seen reply) {
        return call.until().entrySet().stream()
                .allMatch(value -> matches(
                        value.getValue(), reply.json().at(value.getKey()).asText()));
    }

    private static boolean matches(String expected, String found) {
        return expected.startsWith(NOT)
                ? !found.isEmpty() && !found.equals(expected.substring(NOT.length()))
                : found.equals(expected);
    }

    private Seen send(CapturedCall call) {
        return send(call.method(), call.target(), call.headers(), call.body());
    }

    private Seen send(String method, String target, Map<String, String> headers, String body) {
        String[] lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + references.header(header.getValue()))
                .toArray(String[]::new);
        return client.send(method, references.target(target), references.body(body), lines);
    }

    private JournalEntry lastEntry() {
        List<JournalEntry> journal =
                client.world().with(session -> session.journal().entries());
        return journal.get(journal.size() - 1);
    }
}
