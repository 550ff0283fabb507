package dev.hostdouble.confidence;

import dev.hostdouble.Providers;
import dev.hostdouble.confidence.Claim.Answered;
import dev.hostdouble.confidence.Claim.Verdict;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/confidence.md}: the text of {@code confidence.intro.md}, then a table for each subject. */
final class ConfidenceDocs {
    private static final Map<String, String> TITLES =
            Map.of("hostkey", "HOSTKEY", "hosterapi", "HosterAPI", "vss", "VSS");

    private static final String TESTS = "../src/test/java/dev/hostdouble/";

    private ConfidenceDocs() {}

    static String page() throws IOException {
        StringBuilder page = new StringBuilder(Files.readString(Path.of("src/test/resources/docs/confidence.intro.md"))
                .replace("{counts}", counts()));
        for (Claims group : Claims.read()) {
            page.append("\n## ").append(group.subject()).append("\n\n");
            page.append("| my client … | | what establishes it | try it |\n|---|---|---|---|\n");
            for (Claim claim : group.claims()) {
                page.append("| ").append(claim.sentence());
                page.append(" | ").append(verdict(claim));
                page.append(" | ").append(grounds(claim));
                page.append(" | ").append(requests(claim)).append(" |\n");
            }
        }
        return page.toString();
    }

    /** How many claims there are about each provider, by verdict. */
    private static String counts() throws IOException {
        List<Claim> all = Claims.all();
        StringBuilder table = new StringBuilder("| | yes | partly | no |\n|---|---|---|---|\n");
        for (Provider provider : Providers.ALL) {
            List<Claim> about = all.stream()
                    .filter(claim -> claim.concerns(provider.name()))
                    .toList();
            table.append("| about ").append(TITLES.get(provider.name())).append(counts(about));
        }
        return table.append("| all").append(counts(all)).toString().strip();
    }

    private static String counts(List<Claim> claims) {
        return Stream.of(Verdict.values())
                .map(verdict -> " | "
                        + claims.stream()
                                .filter(claim -> claim.verdict() == verdict)
                                .count())
                .collect(Collectors.joining("", "", " |\n"));
    }

    private static String verdict(Claim claim) {
        String word = "**" + claim.verdict().name().toLowerCase(Locale.ROOT) + "**";
        return claim.because() == null ? word : word + ": " + claim.because();
    }

    private static String grounds(Claim claim) {
        List<String> grounds = new ArrayList<>();
        add(
                grounds,
                "golden exchanges",
                claim.golden().stream().map(name -> link("`" + name + "`", "../fixtures/wire/" + name + ".http")));
        add(grounds, "variants", claim.variants().stream().map(ConfidenceDocs::variant));
        add(
                grounds,
                "scenarios",
                claim.scenarios().stream().map(name -> link("`" + name + "`", "../scenarios/" + name + ".yaml")));
        add(
                grounds,
                "clients",
                Trials.of(claim).stream()
                        .map(Trial::file)
                        .distinct()
                        .map(file -> link("a naive and a robust one", TESTS + "confidence/" + file + ".java")));
        add(grounds, "tests", claim.tests().stream().map(ConfidenceDocs::test));
        add(grounds, "recipes", claim.recipes().stream().map(page -> link(page.replace(".md", ""), "clients/" + page)));
        add(grounds, "called by", claim.clients().stream());
        add(grounds, "facts", claim.facts().stream().map(ConfidenceDocs::fact));
        return String.join("<br>", grounds);
    }

    private static void add(List<String> grounds, String kind, Stream<String> links) {
        String joined = links.collect(Collectors.joining(", "));
        if (!joined.isEmpty()) {
            grounds.add(kind + ": " + joined);
        }
    }

    private static String variant(Answered variant) {
        String provider = variant.call().substring(0, variant.call().indexOf('/'));
        String with = variant.variant() == null ? "" : ", " + variant.variant();
        return link("`" + variant.call() + "` in state *" + variant.in() + "*" + with, "conformance.md#" + provider)
                + " gets `" + variant.gets() + "`";
    }

    /** The name of a test method is a sentence. */
    private static String test(String reference) {
        int hash = reference.indexOf('#');
        String file = reference.substring(0, hash).replace('.', '/') + ".java";
        return link(reference.substring(hash + 1).replace('_', ' '), TESTS + file);
    }

    private static String fact(String key) {
        for (Provider provider : Providers.ALL) {
            for (Fact fact : provider.facts()) {
                if (fact.key().equals(key)) {
                    String word = fact.evidence() == Evidence.ASSUMED ? "assumed" : "observed";
                    String title = Objects.requireNonNull(TITLES.get(provider.name()));
                    return link(
                                    "`" + fact.name() + "`",
                                    "fidelity.md#" + title.toLowerCase(Locale.ROOT) + "-" + word + "-facts")
                            + " (" + word + ")";
                }
            }
        }
        return "`" + key + "`";
    }

    private static String requests(Claim claim) {
        return claim.requests().stream()
                .map(request -> "`" + request.curl(claim.world()) + "`")
                .collect(Collectors.joining("<br>"));
    }

    private static String link(String text, String target) {
        return "[" + text + "](" + target + ")";
    }
}
