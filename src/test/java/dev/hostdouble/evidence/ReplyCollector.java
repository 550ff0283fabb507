package dev.hostdouble.evidence;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.hostdouble.core.Reply;
import dev.hostdouble.openapi.DocumentedReplies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Compares every reply that the tests meet with the OpenAPI document of its provider, and writes what the document does not
 * allow to a file, for {@link AnswersOfTheSuite}; its last line counts the replies. What a rule of a scenario changed is left
 * out, and so is what a failure of this server or {@code --strict} puts in the place of an answer.
 */
final class ReplyCollector extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** Where the problems are, after the tests. */
    static final Path FILE = Path.of("target", "undocumented-replies.txt");

    /** The last line begins with it. */
    static final String COUNT = "compared: ";

    private final Path file;
    private boolean isBegun;
    private long compared;

    ReplyCollector(Path file) {
        this.file = file;
    }

    /** Writes how many replies were compared, if there were any. */
    synchronized void count() {
        if (isBegun) {
            write(COUNT + compared + "\n", StandardOpenOption.APPEND);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        if (arguments != null
                && arguments[0] instanceof String operation
                && arguments[arguments.length - 1] instanceof Reply reply
                && DocumentedReplies.OF_PROVIDERS.has(operation)
                && isOfProvider(reply)) {
            begin();
            List<String> problems = DocumentedReplies.OF_PROVIDERS.problems(operation, reply);
            if (!problems.isEmpty()) {
                write(
                        problems.get(0) + " in " + reply.body().text().replace("\n", " ") + "\n",
                        StandardOpenOption.APPEND);
            }
        }
    }

    /** The file of earlier tests is there until the first reply: it is read by a test that meets none. */
    private synchronized void begin() {
        if (!isBegun) {
            isBegun = true;
            write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        }
        compared++;
    }

    private static boolean isOfProvider(Reply reply) {
        return reply.ruleHits().isEmpty()
                && !reply.answer().equals(Reply.INJECTED)
                && !reply.answer().equals(AnswersOfTheSuite.REFUSED);
    }

    private synchronized void write(String text, StandardOpenOption... options) {
        try {
            Files.writeString(file, text, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
