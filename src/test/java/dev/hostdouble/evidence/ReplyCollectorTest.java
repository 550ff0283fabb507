package dev.hostdouble.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the collector of replies writes down, and what it leaves out. */
class ReplyCollectorTest {
    private static final String LOGOUT = "hostkey/auth.logout";

    private final Path folder;

    ReplyCollectorTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_reply_that_the_document_does_not_allow_is_written_down() throws IOException {
        assertThat(lines(LOGOUT, reply("{\"result\":\"Yes\"}")))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("hostkey/auth.logout 200: ")
                .endsWith(" in {\"result\":\"Yes\"}");
    }

    @Test
    void a_reply_that_it_allows_is_counted() throws IOException {
        assertThat(lines(LOGOUT, reply("{\"result\":\"OK\"}"))).containsExactly("compared: 1");
    }

    @Test
    void what_is_not_the_providers_is_left_out() throws IOException {
        Reply wrong = reply("{\"result\":\"Yes\"}");
        assertThat(lines("hostkey/unknown", wrong)).isEmpty();
        assertThat(lines(LOGOUT, wrong.withAnswer(Reply.INJECTED))).isEmpty();
        assertThat(lines(LOGOUT, wrong.withAnswer(AnswersOfTheSuite.REFUSED))).isEmpty();
        assertThat(lines(LOGOUT, wrong.withRuleHits(List.of(new RuleHit("rule", 1, null, 1, 0, true, List.of())))))
                .isEmpty();
    }

    private static Reply reply(String body) {
        return Reply.text(200, "application/json", body).with(Headers.of("Content-Type", "application/json"));
    }

    private List<String> lines(String operation, Reply reply) throws IOException {
        Path file = folder.resolve("replies.txt");
        ReplyCollector collector = new ReplyCollector(file);
        LoggerContext context = new LoggerContext();
        collector.setContext(context);
        collector.start();
        collector.doAppend(new LoggingEvent(
                "", context.getLogger("calls"), Level.DEBUG, "{}", null, new Object[] {operation, reply}));
        collector.count();
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
