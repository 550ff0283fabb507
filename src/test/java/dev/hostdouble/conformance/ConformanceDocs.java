package dev.hostdouble.conformance;

import static java.util.stream.Collectors.joining;

import dev.hostdouble.Providers;
import dev.hostdouble.conformance.Plan.State;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes {@code docs/conformance.md}: the text of {@code conformance.intro.md}, then a table for each provider. */
final class ConformanceDocs {
    private static final Map<String, String> TITLES =
            Map.of("hostkey", "HOSTKEY", "hosterapi", "HosterAPI", "vss", "VSS");

    private final StringBuilder page = new StringBuilder();
    private final RealClients clients;

    private ConformanceDocs(RealClients clients) {
        this.clients = clients;
    }

    static String page(Map<String, Coverage> coverages) throws IOException {
        ConformanceDocs docs = new ConformanceDocs(RealClients.read());
        int variants = coverages.values().stream().mapToInt(Coverage::variants).sum();
        long operations = Providers.ALL.stream()
                .mapToLong(provider -> provider.operations().size())
                .sum();
        docs.page.append(Files.readString(Path.of("src/test/resources/docs/conformance.intro.md"))
                .replace("{variants}", number(variants))
                .replace("{operations}", number(operations)));
        for (Provider provider : Providers.ALL) {
            docs.section(provider, coverages.getOrDefault(provider.name(), new Coverage()));
        }
        return docs.page.toString();
    }

    private void section(Provider provider, Coverage coverage) throws IOException {
        Plan plan = Plan.of(provider.name());
        page.append("\n## ").append(TITLES.get(provider.name())).append("\n\n");
        page.append(number(coverage.variants()))
                .append(" variants in ")
                .append(plan.states().size());
        page.append(" states, by ").append(plan.callers().size()).append(" kinds of callers.\n\n");
        page.append("| operation | variants | states | answers of the row | only by a scenario | clients |\n");
        page.append("|---|---|---|---|---|---|\n");
        for (Operation operation : provider.operations()) {
            row(
                    "`" + operation.name() + "`",
                    number(coverage.variants(operation.id())),
                    number(plan.states(operation).size()),
                    met(operation, coverage),
                    scenario(operation, coverage),
                    String.join(", ", clients.of(operation)));
        }
        page.append("\nStates: ");
        page.append(plan.states().stream().map(State::name).collect(joining(", ")))
                .append(".\n");
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
    }

    private static String met(Operation operation, Coverage coverage) {
        return operation.answers().stream()
                .filter(answer -> coverage.isMet(operation.id(), answer.name()))
                .map(answer -> text(answer) + ": " + state(coverage.states(operation.id(), answer.name())))
                .collect(joining("<br>"));
    }

    private static String state(Set<String> states) {
        String first = states.iterator().next();
        return states.size() == 1 ? first : first + ", and " + (states.size() - 1) + " more";
    }

    private static String scenario(Operation operation, Coverage coverage) {
        return operation.answers().stream()
                .filter(answer -> !coverage.isMet(operation.id(), answer.name()))
                .map(ConformanceDocs::text)
                .collect(joining("<br>"));
    }

    private static String text(KnownAnswer answer) {
        return "`" + answer.name() + "` " + answer.status();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
