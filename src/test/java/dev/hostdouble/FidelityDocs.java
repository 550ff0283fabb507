package dev.hostdouble;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.Unclaimed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/fidelity.md}: the facts and the answers of all providers, and texts about what they do not say. */
final class FidelityDocs {
    private static final Map<String, String> TITLES =
            Map.of("hostkey", "HOSTKEY", "hosterapi", "HosterAPI", "vss", "VSS");

    private final StringBuilder page = new StringBuilder();

    private FidelityDocs() {}

    static String page() throws IOException {
        FidelityDocs docs = new FidelityDocs();
        docs.page.append(text("intro"));
        for (Provider provider : Providers.ALL) {
            docs.section(provider);
        }
        docs.page.append("\n## Requests of no provider\n\n");
        docs.page.append("The words are our own, so all of it is assumed.\n");
        docs.answers(List.of(Unclaimed.PROVIDER.unknown()));
        return docs.page.toString();
    }

    private static String text(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/docs/fidelity." + name + ".md"));
    }

    private void section(Provider provider) throws IOException {
        String title = Objects.requireNonNull(TITLES.get(provider.name()));
        page.append("\n## ").append(title).append('\n');
        facts(title, provider.facts(), Evidence.OBSERVED, "source");
        facts(title, provider.facts(), Evidence.ASSUMED, "reason");
        page.append("\n### ").append(title).append(", answers\n");
        answers(Stream.concat(provider.operations().stream(), Stream.of(provider.unknown()))
                .toList());
        page.append("\n### ").append(title).append(", what no mark shows\n\n");
        page.append(text(provider.name()));
    }

    private void facts(String title, List<? extends Fact> facts, Evidence evidence, String why) {
        page.append("\n### %s, %s facts\n\n".formatted(title, evidence.word()));
        page.append("| fact | what the provider does | operations | %s |\n|---|---|---|---|\n".formatted(why));
        for (Fact fact : facts) {
            if (fact.evidence() == evidence) {
                String operations =
                        fact.operations().stream().map(glob -> "`" + glob + "`").collect(Collectors.joining(", "));
                page.append("| `%s` | %s | %s | %s |\n"
                        .formatted(fact.name(), escaped(fact.statement()), operations, escaped(fact.source())));
            }
        }
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|");
    }

    private void answers(List<Operation> operations) {
        page.append("\n| operation | documented | observed | assumed |\n|---|---|---|---|\n");
        for (Operation operation : operations) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            operation.name(),
                            answers(operation, Evidence.DOCUMENTED),
                            answers(operation, Evidence.OBSERVED),
                            answers(operation, Evidence.ASSUMED)));
        }
    }

    private static String answers(Operation operation, Evidence evidence) {
        return operation.allAnswers().stream()
                .filter(answer -> answer.evidence() == evidence)
                .map(FidelityDocs::shown)
                .collect(Collectors.joining(", "));
    }

    private static String shown(KnownAnswer answer) {
        String status = answer.status() == 200 ? "" : " " + answer.status();
        String note = answer.note().isEmpty() ? "" : " (" + escaped(answer.note()) + ")";
        return "`" + answer.name() + "`" + status + note;
    }
}
