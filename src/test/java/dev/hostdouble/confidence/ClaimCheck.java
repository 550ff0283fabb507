package dev.hostdouble.confidence;

import dev.hostdouble.Providers;
import dev.hostdouble.confidence.Claim.Answered;
import dev.hostdouble.confidence.Claim.Verdict;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with a claim: references that lead nowhere, and a verdict that they do not carry. */
final class ClaimCheck {
    static final String TLS = "tls";

    private static final Catalogue CATALOGUE = new Catalogue(Providers.ALL);
    private static final Path GOLDEN = Path.of("fixtures/wire");
    private static final int LONGEST_SENTENCE = 110;

    private final Claim claim;
    private final References references;
    private final List<String> problems = new ArrayList<>();

    /** The marks of what the claim refers to. */
    private final Map<String, Evidence> marks = new LinkedHashMap<>();

    private ClaimCheck(Claim claim, References references) {
        this.claim = claim;
        this.references = references;
    }

    static List<String> problems(Claim claim, References references) {
        ClaimCheck check = new ClaimCheck(claim, references);
        check.words();
        check.subject();
        claim.golden().forEach(check::golden);
        claim.variants().forEach(check::variant);
        claim.scenarios().forEach(check::scenario);
        claim.tests().forEach(test -> references.test(test).ifPresent(check.problems::add));
        claim.clients().forEach(check::client);
        claim.recipes()
                .forEach(recipe -> references.recipe(recipe, claim.scenarios()).ifPresent(check.problems::add));
        claim.facts().forEach(check::fact);
        check.verdict();
        return check.problems;
    }

    private void words() {
        String sentence = claim.sentence();
        if (claim.verdicts() != 1) {
            problems.add("expected one of yes, partly and no");
        }
        if (!sentence.matches("[a-z].*[^.]") || sentence.length() > LONGEST_SENTENCE) {
            problems.add("expected a sentence that continues 'my client', without a full stop, of at most "
                    + LONGEST_SENTENCE + " characters");
        }
        String reason = claim.because();
        if (claim.verdict() == Verdict.YES && reason != null) {
            problems.add("a yes has no reason against it");
        }
        if (claim.verdict() != Verdict.YES && (reason == null || !reason.matches("[A-Z`].*\\."))) {
            problems.add("expected because: a sentence that says what cannot be validated");
        }
        if (Stream.concat(Stream.of(sentence, String.valueOf(reason)), claim.tries().stream())
                .anyMatch(text -> text.contains("|"))) {
            problems.add("a cell of a table has no |");
        }
        if (claim.verdict() != Verdict.NO && !claim.hasGround()) {
            problems.add("refers to nothing that establishes it");
        }
    }

    private void subject() {
        for (String pattern : claim.on()) {
            boolean isKnown = pattern.equals(TLS)
                    || Operation.all(Providers.ALL).stream()
                            .anyMatch(operation -> Glob.of(pattern).matches(operation.id()));
            if (!isKnown) {
                problems.add("no operation is called " + pattern);
            }
        }
        for (String provider : claim.of()) {
            if (Providers.ALL.stream().noneMatch(known -> known.name().equals(provider))) {
                problems.add("no provider is called " + provider);
            }
        }
    }

    private void golden(String name) {
        Path file = GOLDEN.resolve(name + ".http");
        if (!Files.isRegularFile(file)) {
            problems.add("no golden exchange is called " + name);
            return;
        }
        if (!claim.isAbout(name.substring(0, name.lastIndexOf('/')))) {
            problems.add("the golden exchange " + name + " is of another operation");
        }
        try {
            String word = Files.readAllLines(file).get(0).replaceAll(" .*", "");
            marks.put(name, Evidence.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IOException e) {
            problems.add(name + " cannot be read: " + e.getMessage());
        }
    }

    private void variant(Answered variant) {
        Optional<Operation> operation = Operation.all(Providers.ALL).stream()
                .filter(known -> known.id().equals(variant.call()))
                .findFirst();
        if (operation.isEmpty()) {
            problems.add("no operation is called " + variant.call());
            return;
        }
        if (!claim.isAbout(variant.call())) {
            problems.add("the variant of " + variant.call() + " is of another operation");
        }
        try {
            Reply reply = references.reply(operation.get(), variant);
            if (!reply.answer().equals(variant.gets())) {
                problems.add(variant.call() + " in state '" + variant.in() + "' gets " + reply.answer() + ", not "
                        + variant.gets());
            }
            marks.put(variant.call() + " in state '" + variant.in() + "'", reply.evidence());
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private void scenario(String name) {
        if (!CATALOGUE.names().contains(name)) {
            problems.add("no scenario is called " + name);
            return;
        }
        Scenario scenario = CATALOGUE.read(name);
        if (Marks.isAboutHandshakes(scenario)) {
            if (!claim.on().contains(TLS)) {
                problems.add("the scenario " + name + " is about TLS handshakes");
            }
            return;
        }
        if (claim.operations().stream().noneMatch(operation -> Marks.strikes(scenario, operation))) {
            problems.add("the scenario " + name + " changes none of its operations");
        }
        marks.put(name, Marks.of(scenario, claim.operations()));
    }

    private void client(String name) {
        if (!references.clients().names().contains(name)) {
            problems.add("no client is called " + name);
        } else if (claim.operations().stream()
                .noneMatch(operation -> references.clients().of(operation).contains(name))) {
            problems.add("the client " + name + " calls none of its operations");
        }
    }

    private void fact(String key) {
        Optional<Fact> fact = fact(key, claim);
        if (fact.isEmpty()) {
            problems.add("no fact about its operations is called " + key);
            return;
        }
        marks.put(key, fact.get().evidence());
    }

    /** A fact that answers of the claim's operations may rest on. */
    private static Optional<Fact> fact(String key, Claim claim) {
        for (Provider provider : Providers.ALL) {
            for (Operation operation : claim.operations()) {
                if (operation.provider().equals(provider.name())) {
                    for (Fact fact : provider.facts(operation)) {
                        if (fact.key().equals(key)) {
                            return Optional.of(fact);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void verdict() {
        if (claim.verdict() != Verdict.YES) {
            return;
        }
        marks.forEach((name, mark) -> {
            if (mark == Evidence.ASSUMED) {
                problems.add("a yes rests on nothing that is assumed, such as " + name);
            }
        });
        for (Operation operation : claim.operations()) {
            if (Marks.success(operation) == Evidence.ASSUMED) {
                problems.add("a yes rests on nothing that is assumed, such as every success of " + operation.id());
            }
        }
        if (marks.isEmpty() && !claim.operations().isEmpty()) {
            problems.add(
                    "a yes about operations needs an answer of theirs: a golden exchange, a variant or a scenario");
        }
    }
}
