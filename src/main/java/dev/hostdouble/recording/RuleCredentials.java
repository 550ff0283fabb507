package dev.hostdouble.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds rules that depend on the text of a credential, so that they would do something else with a stand-in. */
final class RuleCredentials {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern DRAWS = Pattern.compile("\"probability\"|random|\"delay\"");

    private final List<Provider> providers;

    RuleCredentials(List<Provider> providers) {
        this.providers = providers;
    }

    /** Says what a stand-in would change; empty if nothing. */
    Optional<String> problem(String source) {
        try {
            JsonNode root = MAPPER.readTree(source);
            List<JsonNode> rules = new ArrayList<>(List.of(root));
            root.path("rules").forEach(rules::add);
            return rules.stream().flatMap(rule -> problem(rule).stream()).findFirst();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Optional<String> problem(JsonNode rule) {
        String per = rule.path("per").asText("");
        if (isCredential(per) && DRAWS.matcher(rule.toString()).find()) {
            return Optional.of("a rule draws for each value of " + per + ": export with ?secrets=keep");
        }
        return rule.path("when").properties().stream()
                .filter(condition ->
                        isCredential(condition.getKey()) && condition.getValue().has("matches"))
                .map(condition -> "a rule compares " + condition.getKey()
                        + " with a regular expression: export with ?secrets=keep")
                .findFirst();
    }

    private boolean isCredential(String property) {
        return CredentialNames.isAny(
                property,
                part -> Secrets.isCredentialHeader(part)
                        || providers.stream()
                                .anyMatch(provider -> provider.credentials().isAnywhere(part)));
    }
}
