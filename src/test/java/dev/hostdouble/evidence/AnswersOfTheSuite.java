package dev.hostdouble.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.Unclaimed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares what {@code GET operations} lists with what all tests have met. Runs after them, in an execution of its own; its
 * name keeps it out of theirs.
 */
class AnswersOfTheSuite {
    private static final Pattern LINE =
            Pattern.compile("(?<operation>\\S+): (?<status>\\d+) (?<answer>\\S+), (?<mark>\\w+) \\[(?<facts>.*)]");

    /** What a failure of this server looks like; listed for every operation, and provoked for a few. */
    private static final String SERVER_ERROR = "SERVER_ERROR";

    /** The answer of {@code --strict} in the place of an assumed one. */
    static final String REFUSED = "refused";

    private static final List<Met> ALL = new ArrayList<>();

    /** An answer that a test has met, in all its parts. */
    private record Met(String operation, int status, String answer, Evidence mark, List<String> facts) {
        static Met of(String line) {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            return new Met(
                    parts.group("operation"),
                    Integer.parseInt(parts.group("status")),
                    parts.group("answer"),
                    Evidence.valueOf(parts.group("mark").toUpperCase(Locale.ROOT)),
                    Pattern.compile("\\w+")
                            .matcher(parts.group("facts"))
                            .results()
                            .map(fact -> fact.group())
                            .toList());
        }

        boolean isOfProvider() {
            return !answer.equals(REFUSED) && !answer.equals(Reply.INJECTED);
        }

        Operation known() {
            return Operation.all(Providers.ALL).stream()
                    .filter(one -> one.id().equals(operation))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @BeforeAll
    static void read() throws IOException {
        Files.readAllLines(AnswerCollector.FILE).stream()
                .map(Met::of)
                .filter(Met::isOfProvider)
                .forEach(ALL::add);
    }

    @Test
    void each_answer_is_listed_with_its_status_and_no_weaker_than_its_mark() {
        assertThat(ALL).isNotEmpty().allSatisfy(met -> {
            Optional<KnownAnswer> known = met.known().answer(met.answer());
            assertThat(known).isPresent();
            assertThat(met.status()).isEqualTo(known.orElseThrow().status());
            assertThat(met.mark()).isGreaterThanOrEqualTo(known.orElseThrow().evidence());
        });
    }

    @Test
    void each_fact_is_listed_for_its_operation_and_weakens_the_mark() {
        assertThat(ALL).allSatisfy(met -> {
            List<Fact> facts = provider(met.known()).facts(met.known());
            assertThat(facts).extracting(Fact::name).containsAll(met.facts());
            assertThat(facts)
                    .filteredOn(fact -> met.facts().contains(fact.name()))
                    .allMatch(fact -> met.mark().compareTo(fact.evidence()) >= 0);
        });
    }

    @Test
    void each_listed_answer_without_a_page_was_met() {
        Set<String> met = new TreeSet<>();
        ALL.forEach(one -> met.add(one.operation() + " " + one.answer()));
        List<String> listed = Operation.all(Providers.ALL).stream()
                .flatMap(operation -> operation.allAnswers().stream()
                        .filter(answer -> answer.evidence() != Evidence.DOCUMENTED)
                        .filter(answer -> !answer.name().equals(SERVER_ERROR))
                        .map(answer -> operation.id() + " " + answer.name()))
                .toList();
        assertThat(listed).filteredOn(one -> !met.contains(one)).isEmpty();
    }

    @Test
    void each_fact_was_met() {
        Set<String> met = new TreeSet<>();
        ALL.forEach(
                one -> one.facts().forEach(fact -> met.add(provider(one.known()).name() + " " + fact)));
        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(Providers.ALL.stream()
                        .flatMap(provider -> provider.facts().stream().map(fact -> provider.name() + " " + fact.name()))
                        .toList());
    }

    @Test
    void each_reply_is_one_that_the_document_of_its_provider_allows() throws IOException {
        List<String> lines = Files.readAllLines(ReplyCollector.FILE);
        assertThat(lines).isNotEmpty();
        String last = lines.get(lines.size() - 1);
        assertThat(lines.subList(0, lines.size() - 1)).isEmpty();
        assertThat(last).startsWith(ReplyCollector.COUNT);
        assertThat(Long.parseLong(last.substring(ReplyCollector.COUNT.length())))
                .isGreaterThan(ALL.size());
    }

    private static Provider provider(Operation operation) {
        return Stream.concat(Providers.ALL.stream(), Stream.of(Unclaimed.PROVIDER))
                .filter(provider -> provider.name().equals(operation.provider()))
                .findFirst()
                .orElseThrow();
    }
}
