package dev.hostdouble.captures;

import static java.util.stream.Collectors.joining;

import dev.hostdouble.Providers;
import dev.hostdouble.conformance.RealClients;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes {@code docs/clients-driven.md}: the text of {@code clients-driven.intro.md}, the clients, and a table for each provider. */
final class ClientsDrivenDocs {
    private static final Path INTRO = Path.of("src/test/resources/docs/clients-driven.intro.md");
    private static final String FILES = "../src/test/resources/captures/";
    private static final Map<String, String> TITLES =
            Map.of("hostkey", "HOSTKEY", "hosterapi", "HosterAPI", "vss", "VSS");

    private final StringBuilder page = new StringBuilder();
    private final List<Capture> captures;
    private final RealClients clients;

    private ClientsDrivenDocs(List<Capture> captures, RealClients clients) {
        this.captures = captures;
        this.clients = clients;
    }

    static String page(List<Capture> captures) throws IOException {
        ClientsDrivenDocs docs = new ClientsDrivenDocs(captures, RealClients.read());
        docs.page.append(Files.readString(INTRO)
                .replace("{captures}", number(captures.size()))
                .replace("{entries}", number(entries(captures)))
                .replace(
                        "{credentials}",
                        StartCredentials.values().keySet().stream()
                                .map(name -> "`${" + name + "}`")
                                .collect(joining(", "))));
        docs.clients();
        docs.leftOut();
        Providers.ALL.forEach(docs::provider);
        return docs.page.toString();
    }

    private static long entries(List<Capture> captures) {
        return captures.stream().mapToLong(capture -> capture.calls().size()).sum();
    }

    private void clients() {
        page.append(
                "\n## Clients\n\n| client | version | how | entries | operations | captures |\n|---|---|---|---|---|---|\n");
        Map<String, List<Capture>> rows = new TreeMap<>();
        for (Capture capture : captures) {
            rows.computeIfAbsent(capture.client() + " | " + capture.version(), none -> new ArrayList<>())
                    .add(capture);
        }
        rows.forEach((client, flows) -> row(
                client,
                flows.stream().map(ClientsDrivenDocs::how).distinct().collect(joining("<br>")),
                number(entries(flows)),
                number(flows.stream()
                        .flatMap(flow -> flow.calls().stream())
                        .map(CapturedCall::operation)
                        .distinct()
                        .count()),
                flows.stream().map(ClientsDrivenDocs::link).collect(joining("<br>"))));
        List<String> undriven = clients.names().stream()
                .filter(client ->
                        captures.stream().noneMatch(capture -> capture.client().equals(client)))
                .sorted()
                .toList();
        if (!undriven.isEmpty()) {
            page.append("\nRead, but not driven: ")
                    .append(String.join(", ", undriven))
                    .append(".\n");
        }
    }

    private static String how(Capture capture) {
        return capture.note().isEmpty() ? capture.how() : capture.how() + ": " + capture.note();
    }

    private void leftOut() {
        page.append("\n## Left out\n\nNo operation answers these requests of the clients:\n\n");
        page.append("| client | request | why |\n|---|---|---|\n");
        for (Capture capture : captures) {
            for (LeftOut left : capture.leftOut()) {
                String body = left.body().isEmpty() ? "" : " `" + left.body() + "`";
                row(capture.client() + ": " + link(capture), "`" + left + "`" + body, left.reason());
            }
        }
    }

    private void provider(Provider provider) {
        page.append("\n## ").append(TITLES.get(provider.name())).append("\n\n");
        List<Operation> driven = provider.operations().stream()
                .filter(operation -> !flows(operation).isEmpty())
                .toList();
        page.append(number(driven.size()))
                .append(" of ")
                .append(number(provider.operations().size()))
                .append(" operations were driven.\n\n");
        page.append("| operation | driven by | answers |\n|---|---|---|\n");
        for (Operation operation : driven) {
            Map<String, List<Capture>> byClient = new LinkedHashMap<>();
            flows(operation).forEach(flow -> byClient.computeIfAbsent(flow.client(), none -> new ArrayList<>())
                    .add(flow));
            row(
                    "`" + operation.name() + "`",
                    byClient.entrySet().stream()
                            .map(client -> client.getKey() + ": "
                                    + client.getValue().stream()
                                            .map(ClientsDrivenDocs::link)
                                            .collect(joining(", ")))
                            .collect(joining("<br>")),
                    answers(operation));
        }
        never(provider);
    }

    private void never(Provider provider) {
        List<Operation> never = provider.operations().stream()
                .filter(operation -> flows(operation).isEmpty())
                .toList();
        paragraph(
                "Never driven, although a client calls it",
                never.stream()
                        .filter(operation -> !clients.of(operation).isEmpty())
                        .map(operation ->
                                "`" + operation.name() + "` (" + String.join(", ", clients.of(operation)) + ")")
                        .toList());
        paragraph(
                "Never driven, and called by none of these clients",
                never.stream()
                        .filter(operation -> clients.of(operation).isEmpty())
                        .map(operation -> "`" + operation.name() + "`")
                        .toList());
    }

    private void paragraph(String title, List<String> operations) {
        page.append('\n')
                .append(title)
                .append(": ")
                .append(operations.isEmpty() ? "none" : String.join(", ", operations))
                .append(".\n");
    }

    private List<Capture> flows(Operation operation) {
        return captures.stream()
                .filter(capture -> capture.calls().stream()
                        .anyMatch(call -> call.operation().equals(operation.id())))
                .toList();
    }

    private String answers(Operation operation) {
        Set<String> answers = new LinkedHashSet<>();
        for (Capture capture : captures) {
            for (CapturedCall call : capture.calls()) {
                if (call.operation().equals(operation.id())) {
                    answers.add("`" + call.answer() + "` " + call.evidence());
                }
            }
        }
        return String.join("<br>", answers);
    }

    private static String link(Capture capture) {
        return "[" + capture.flow() + "](" + FILES + capture.name() + ".yaml)";
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
