package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.ApiError;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Parses the effects of a rule.
 *
 * @param document collects the problems
 * @param providers the providers whose operations the rule applies to
 */
record EffectReader(Document document, List<Provider> providers) {
    private static final String THEN = "then";
    private static final String ERROR = "error";

    /** Placeholder values may be given under this key, because some placeholders are named like an effect. */
    private static final String WITH = "with";

    private static final Set<String> KINDS = Set.of(
            ERROR,
            "reply",
            "gateway",
            "job",
            "delay",
            "lose_reply",
            "transport",
            "slow_body",
            "content",
            "rate_limit",
            "expire_token",
            "stale",
            "out_of_stock",
            "twice",
            "ask",
            "break");

    /** Whether later rules may apply as well. */
    static boolean proceeds(JsonNode effect) {
        if (!effect.isArray()) {
            return effect.path(THEN).asText("").equals("proceed");
        }
        for (JsonNode one : effect) {
            if (proceeds(one)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Parses one effect or a list of effects.
     *
     * @param at the JSON pointer of the node
     */
    List<Effect> read(String at, JsonNode node) {
        List<Effect> effects = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                effects.addAll(read(at + "/" + i, node.get(i)));
            }
            return effects;
        }
        List<String> kinds = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> {
            if (KINDS.contains(name)) {
                kinds.add(name);
            }
        });
        if (kinds.isEmpty() && !node.has(THEN)) {
            document.addProblem(at, "no effect: expected one of " + String.join(", ", new TreeSet<>(KINDS)));
        }
        if (!kinds.contains(ERROR)) {
            node.fieldNames().forEachRemaining(name -> {
                if (!KINDS.contains(name) && !name.equals(THEN)) {
                    document.addProblem(at + "/" + name, NearestName.unknown("effect", name, new TreeSet<>(KINDS)));
                }
            });
        }
        kinds.forEach(kind -> effect(at, kind, node).ifPresent(effects::add));
        return effects;
    }

    private Optional<Effect> effect(String at, String kind, JsonNode node) {
        JsonNode value = node.path(kind);
        String here = at + "/" + kind;
        ReplyEffectReader replies = new ReplyEffectReader(document);
        return switch (kind) {
            case ERROR -> error(at, node);
            case "reply" -> Optional.of(ReplyEffectReader.reply(value));
            case "gateway" -> Optional.of(ReplyEffectReader.gateway(value));
            case "job" -> job(here, value);
            case "delay" -> replies.delay(here, value);
            case "transport" -> Optional.of(ReplyEffectReader.transport(value));
            case "slow_body" -> Optional.of(new DeliveryEffect.SlowBodyEffect(value.asInt()));
            case "content" -> replies.content(here, value);
            case "rate_limit" ->
                Optional.of(new Effect.RateLimitEffect(
                        value.path("limit").asInt(),
                        ScenarioReader.duration(document, here + "/per", value.path("per"))
                                .orElse(Duration.ofMinutes(1))));
            case "stale" ->
                Optional.of(new Effect.StaleEffect(
                        value.isObject() ? value.path("reads").asInt() : value.asInt()));
            case "ask" -> Optional.of(new Effect.ParametersEffect(values(value)));
            default -> flag(kind, value);
        };
    }

    private static Optional<Effect> flag(String kind, JsonNode value) {
        if (!value.asBoolean()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (kind) {
                    case "lose_reply" -> new DeliveryEffect.LoseReplyEffect();
                    case "expire_token" -> new Effect.ExpireTokenEffect();
                    case "out_of_stock" -> new Effect.OutOfStockEffect();
                    case "twice" -> new Effect.TwiceEffect();
                    case "break" -> new Effect.ServerErrorEffect();
                    default -> throw new IllegalStateException("no reader for the effect " + kind);
                });
    }

    private Optional<Effect> error(String at, JsonNode node) {
        String name = node.path(ERROR).asText();
        Map<String, Object> arguments = new HashMap<>();
        for (Entry<String, JsonNode> other : node.properties()) {
            String argument = other.getKey();
            if (!KINDS.contains(argument) && !argument.equals(THEN) && !argument.equals(WITH)) {
                arguments.put(argument, other.getValue().asText());
            }
        }
        for (Entry<String, JsonNode> other : node.path(WITH).properties()) {
            arguments.put(other.getKey(), other.getValue().asText());
        }
        for (Provider provider : providers) {
            List<ApiError> named = ErrorCatalogue.named(provider, name);
            if (named.isEmpty()) {
                document.addProblem(
                        at + "/error",
                        NearestName.unknown("error", name, " of " + provider.name(), ErrorCatalogue.names(provider)));
                continue;
            }
            Set<String> placeholders = new TreeSet<>();
            named.forEach(error -> placeholders.addAll(ErrorCatalogue.placeholders(error)));
            for (String argument : arguments.keySet()) {
                if (!placeholders.contains(argument)) {
                    document.addProblem(
                            at + "/" + argument,
                            NearestName.unknown(
                                    "placeholder",
                                    argument,
                                    " of error " + name + " of " + provider.name(),
                                    placeholders));
                }
            }
        }
        return Optional.of(new Effect.ErrorEffect(name, arguments));
    }

    private Optional<Effect> job(String at, JsonNode value) {
        List<Effect> effects = new ArrayList<>();
        try {
            if (value.has("fail")) {
                requireKnownError(at + "/fail", value.path("fail").asText());
                effects.add(new Effect.JobFailureEffect(
                        value.path("fail").asText(), Map.of(), value.path("at").asDouble(0)));
            }
            if (value.has("hold")) {
                effects.add(new Effect.JobFaultEffect(
                        new JobFault.Hold(value.path("hold").asDouble())));
            }
            if (value.has("slow")) {
                effects.add(new Effect.JobFaultEffect(
                        new JobFault.Slow(value.path("slow").asDouble())));
            }
            if (value.path("vanish").asBoolean()) {
                effects.add(new Effect.JobFaultEffect(new JobFault.Vanish()));
            }
            if (value.path("finish").asBoolean()) {
                effects.add(new Effect.JobFaultEffect(new JobFault.Finish()));
            }
            if (value.has("regress")) {
                effects.add(new Effect.JobFaultEffect(new JobFault.Regress(
                        value.path("regress").path("at").asDouble(),
                        value.path("regress").path("to").asDouble())));
            }
        } catch (IllegalArgumentException e) {
            document.addProblem(at, String.valueOf(e.getMessage()));
        }
        if (effects.size() != 1) {
            document.addProblem(
                    at,
                    "expected exactly one job fault: fail (optionally with at), hold, slow, vanish, finish or regress");
        }
        return effects.stream().findFirst();
    }

    /** Rejects a text that looks like an error name or code but is unknown; any other text is allowed. */
    private void requireKnownError(String at, String text) {
        boolean looksLikeName = text.matches("0x[0-9a-fA-F]+|[A-Z]+(_[A-Z]+)+");
        if (looksLikeName
                && providers.stream().allMatch(provider -> ErrorCatalogue.named(provider, text)
                        .isEmpty())) {
            Set<String> allowed = new TreeSet<>();
            providers.forEach(provider -> allowed.addAll(ErrorCatalogue.names(provider)));
            document.addProblem(at, NearestName.unknown("error", text, allowed));
        }
    }

    private static Map<String, Object> values(JsonNode node) {
        Map<String, Object> values = new HashMap<>();
        for (Entry<String, JsonNode> value : node.properties()) {
            JsonNode scalar = value.getValue();
            values.put(
                    value.getKey(),
                    scalar.isNumber()
                            ? scalar.numberValue()
                            : scalar.isBoolean() ? scalar.booleanValue() : scalar.asText());
        }
        return values;
    }
}
