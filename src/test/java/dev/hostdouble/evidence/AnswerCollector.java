package dev.hostdouble.evidence;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes every kind of answer that the tests meet to a file, for {@link AnswersOfTheSuite}: one line for each combination of
 * operation, answer, mark and facts. What a rule of a scenario changed is left out.
 */
public final class AnswerCollector extends AppenderBase<ILoggingEvent> {
    /** Where the lines are, after the tests. */
    static final Path FILE = Path.of("target", "answers.txt");

    private final Set<String> seen = new HashSet<>();

    /** Reads what the logger of calls says; the base class lets one thread in at a time. */
    @Override
    protected void append(ILoggingEvent event) {
        String line = event.getFormattedMessage();
        if (line.endsWith(", by rules") || !seen.add(line)) {
            return;
        }
        try {
            if (seen.size() == 1) {
                Files.createDirectories(FILE.getParent());
                Files.deleteIfExists(FILE);
            }
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
