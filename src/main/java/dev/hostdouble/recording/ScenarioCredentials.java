package dev.hostdouble.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Glob;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.Unclaimed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds the credentials that a scenario names: those that its rules compare, and those that they send. */
final class ScenarioCredentials {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> NO_VALUES = Set.of("matches", "exists", "gt", "ge", "lt", "le");
    private static final String TEMPLATE = "{{";

    private final List<Provider> providers;
    private final List<Operation> operations;

    ScenarioCredentials(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        this.operations = Operation.all(providers);
    }

    /** Says all values that are sent in the place of a credential. */
    void sent(String source, Consumer<String> found) {
        for (JsonNode rule : rules(source)) {
            rule.properties().stream()
                    .filter(member -> !member.getKey().equals("when"))
                    .forEach(member -> walk(member.getValue(), false, names(rule), found));
        }
    }

    /** Says all values with which a credential is compared. */
    void compared(String source, Consumer<String> found) {
        rules(source).forEach(rule -> walk(rule.path("when"), false, names(rule), found));
    }

    /** Says all regular expressions with which a credential is compared. */
    void patterns(String source, Consumer<String> found) {
        for (JsonNode rule : rules(source)) {
            Predicate<String> names = names(rule);
            rule.path("when").properties().stream()
                    .filter(condition -> names.test(condition.getKey()))
                    .map(condition -> condition.getValue().path("matches"))
                    .filter(JsonNode::isTextual)
                    .forEach(pattern -> found.accept(pattern.asText()));
        }
    }

    /** The rules and events of a scenario, or the rule that was added alone. */
    static List<JsonNode> rules(String source) {
        try {
            JsonNode root = MAPPER.readTree(source);
            List<JsonNode> rules = new ArrayList<>();
            if (root.has("rules") || root.has("events")) {
                root.path("rules").forEach(rules::add);
                root.path("events").forEach(rules::add);
            } else {
                rules.add(root);
            }
            return rules;
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private void walk(JsonNode node, boolean isCredential, Predicate<String> names, Consumer<String> found) {
        if (node.isObject()) {
            node.properties().stream()
                    .filter(member -> !isCredential || !NO_VALUES.contains(member.getKey()))
                    .forEach(member ->
                            walk(member.getValue(), isCredential || names.test(member.getKey()), names, found));
        } else if (node.isArray()) {
            node.forEach(item -> walk(item, isCredential, names, found));
        } else if (isCredential && (node.isTextual() || node.isNumber())) {
            value(node.asText(), found);
        } else if (node.isTextual()) {
            UnaryOperator<String> collect = text -> value(text, found);
            Secrets.inPlace(names, collect).inText(node.asText());
        }
    }

    private String value(String text, Consumer<String> found) {
        return CredentialParts.replace(text, secret -> {
            boolean isPublished = providers.stream()
                    .anyMatch(provider -> provider.credentials().published().contains(secret));
            if (!secret.isBlank() && !secret.contains(TEMPLATE) && !isPublished) {
                found.accept(secret);
            }
            return secret;
        });
    }

    /** Which names stand for credentials in all operations of a rule: in another one, requests keep the values. */
    private Predicate<String> names(JsonNode rule) {
        List<Glob> on = new ArrayList<>();
        JsonNode patterns = rule.path("on");
        (patterns.isArray() ? patterns : List.of(patterns)).forEach(one -> on.add(Glob.of(one.asText())));
        List<Predicate<String>> all = operations.stream()
                .filter(operation -> on.stream().anyMatch(glob -> glob.matches(operation.id())))
                .map(this::names)
                .distinct()
                .toList();
        List<Predicate<String>> own =
                all.isEmpty() ? operations.stream().map(this::names).toList() : all;
        return name -> CredentialNames.isAny(
                name, part -> Secrets.isCredentialHeader(part) || own.stream().allMatch(names -> names.test(part)));
    }

    private Predicate<String> names(Operation operation) {
        Optional<Provider> provider = Stream.concat(providers.stream(), Stream.of(Unclaimed.PROVIDER))
                .filter(one -> one.name().equals(operation.provider()))
                .findFirst();
        String id = operation.id();
        return provider.orElse(Unclaimed.PROVIDER).credentials().of(id.substring(id.indexOf('/') + 1));
    }
}
