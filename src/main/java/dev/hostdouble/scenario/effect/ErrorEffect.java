package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fails an authenticated call with an error of its provider.
 *
 * @param error the name or code of the error
 * @param arguments placeholder values by name; missing ones are taken from the call, or from the provider's page
 * @param envelope the format of the error body, for a provider that has several
 * @param performed whether the call takes effect nevertheless
 */
public record ErrorEffect(String error, Map<String, String> arguments, Optional<String> envelope, boolean performed)
        implements OutcomeEffect {
    static final String KIND = "error";

    private static final String VALUE = "the value of a placeholder";

    /** The keys beside {@code error} that are not placeholders. */
    static final List<String> SIBLINGS = List.of("with", "envelope", "performed");

    static final EffectType TYPE = new EffectType(KIND, """
            { "description": "an error of the provider by name or code; give placeholders of its message next to it (signal: start)",
              "type": "string", "minLength": 1 }""", ErrorEffect::read);

    public ErrorEffect {
        arguments = Map.copyOf(arguments);
    }

    /** An error with the placeholders of the call, which has no effect otherwise. */
    public ErrorEffect(String error, Map<String, String> arguments) {
        this(error, arguments, Optional.empty(), false);
    }

    private static Optional<ErrorEffect> read(YamlNode value, EffectScope scope) {
        Optional<String> name = value.text("the name or code of an error, as a text");
        YamlNode mapping = scope.mapping();
        Map<String, String> arguments = arguments(mapping);
        boolean performed = mapping.get("performed").bool("performed").orElse(false);
        Set<String> envelopes = new TreeSet<>();
        scope.providers().forEach(provider -> envelopes.addAll(provider.envelopes()));
        Optional<String> envelope = Optional.empty();
        if (mapping.has("envelope")) {
            envelope = mapping.get("envelope").word("envelope", envelopes);
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        for (String argument : arguments.keySet()) {
            TextTemplate.check(at(mapping, argument), scope);
        }
        for (Provider provider : scope.providers()) {
            checkArguments(name.get(), arguments, provider, mapping);
        }
        return Optional.of(new ErrorEffect(name.get(), arguments, envelope, performed));
    }

    private static Map<String, String> arguments(YamlNode mapping) {
        Map<String, String> arguments = new HashMap<>();
        for (String key : mapping.keys()) {
            if (!EffectTypes.BY_KIND.containsKey(key) && !SIBLINGS.contains(key)) {
                mapping.get(key).scalar(VALUE).ifPresent(text -> arguments.put(key, text));
            }
        }
        YamlNode with = mapping.get("with");
        with.requireMapping("placeholders and their values");
        for (String key : with.keys()) {
            if (arguments.containsKey(key)) {
                with.get(key).problem("'" + YamlNode.excerpt(key) + "' has two values: also beside 'error'");
            }
            with.get(key).scalar(VALUE).ifPresent(text -> arguments.put(key, text));
        }
        return arguments;
    }

    private static YamlNode at(YamlNode mapping, String argument) {
        return mapping.get("with").has(argument) ? mapping.get("with").get(argument) : mapping.get(argument);
    }

    private static void checkArguments(
            String name, Map<String, String> arguments, Provider provider, YamlNode mapping) {
        List<ApiError> named = ErrorCatalogue.named(provider, name);
        if (named.isEmpty()) {
            mapping.get(KIND)
                    .problem(NearestName.unknown(
                            KIND, YamlNode.excerpt(name), " of " + provider.name(), ErrorCatalogue.names(provider)));
            return;
        }
        Set<String> placeholders = new TreeSet<>();
        named.forEach(error -> placeholders.addAll(ErrorCatalogue.placeholders(error)));
        arguments.forEach((argument, value) -> {
            YamlNode at = at(mapping, argument);
            List<String> words = provider.examples().getOrDefault(argument, List.of());
            if (!placeholders.contains(argument)) {
                List<String> allowed = new ArrayList<>(placeholders);
                allowed.addAll(SIBLINGS);
                at.problem(NearestName.unknown(
                        "placeholder",
                        YamlNode.excerpt(argument),
                        " of error " + name + " of " + provider.name(),
                        allowed));
            } else if (words.size() > 1 && !words.contains(value) && !value.contains("{{")) {
                at.problem(NearestName.unknown(argument, YamlNode.excerpt(value), words));
            }
        });
    }

    /** Whether an operation documents the error, or no operation of the provider does. */
    public boolean isDocumentedFor(Operation operation, Provider provider) {
        List<String> names = ErrorCatalogue.named(provider, error).stream()
                .map(ApiError::name)
                .toList();
        return operation.answers().stream().anyMatch(answer -> names.contains(answer.name()))
                || provider.operations().stream()
                        .flatMap(other -> other.answers().stream())
                        .noneMatch(answer -> names.contains(answer.name()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** A call to no provider has no errors to choose from. */
    @Override
    public boolean canChange(Operation operation) {
        return !operation.provider().isEmpty();
    }

    @Override
    public boolean isInFrontOfAuthentication() {
        return false;
    }

    @Override
    public Reply answer(EffectContext context, Call call, Reply own) {
        TextTemplate template = new TextTemplate(context);
        Map<String, String> filled = new HashMap<>();
        arguments.forEach((name, value) -> {
            String text = template.fill(value);
            if (!text.isBlank() || text.equals(value)) { // else the call or the provider's page has a value
                filled.put(name, text);
            }
        });
        ApiException failure = ErrorCatalogue.of(call, error, filled).orElseThrow();
        return call.failure(envelope.map(failure::withEnvelope).orElse(failure));
    }
}
