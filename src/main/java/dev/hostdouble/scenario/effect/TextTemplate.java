package dev.hostdouble.scenario.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.YamlNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the placeholders of a template. {@code {{path.sid}}} and the like are properties of the call, see
 * {@link CallProperties}; {@code {{now}}} is the world's time, {@code {{call}}} the number of the call as the rule counts
 * it, and {@code {{random.8}}} a string of eight random letters and digits.
 */
public record TextTemplate(EffectContext context) {
    private static final Pattern VALUE = Pattern.compile("\\{\\{\\s*([^{}]{1,200}?)\\s*}}");
    private static final Pattern RANDOM = Pattern.compile("random\\.([1-9]\\d{0,2}|1000)");
    private static final List<String> OWN = List.of("now", "call", "match", "random.8");

    /** Records a problem for each placeholder that does not exist; looks into mappings and lists. */
    static void check(YamlNode node, EffectScope scope) {
        if (node.json().isObject()) {
            for (String key : node.keys()) {
                requireNone(node.get(key), key);
                check(node.get(key), scope);
            }
        } else if (node.json().isArray()) {
            node.items().forEach(item -> check(item, scope));
        } else if (node.json().isTextual()) {
            Matcher value = VALUE.matcher(node.json().asText());
            while (value.find()) {
                checkName(node, value.group(1), scope);
            }
            if (value.replaceAll("").contains("{{")) {
                node.warning("'{{' opens no placeholder here, so it is sent as it is");
            }
        }
    }

    /** Records a problem for each placeholder where none is filled in; looks into mappings and lists. */
    public static void requireNone(YamlNode node) {
        if (node.json().isContainerNode()) {
            node.keys().forEach(key -> requireNone(node.get(key)));
            if (node.json().isArray()) {
                node.items().forEach(TextTemplate::requireNone);
            }
        } else if (node.json().isTextual()) {
            requireNone(node, node.json().asText());
        }
    }

    /** Records a problem if a text, such as a key, has a placeholder. */
    static void requireNone(YamlNode at, String text) {
        Matcher value = VALUE.matcher(text);
        if (value.find()) {
            at.problem("placeholders such as '" + YamlNode.excerpt(value.group())
                    + "' are filled in only in the values of reply, error and edit");
        }
    }

    private static void checkName(YamlNode node, String name, EffectScope scope) {
        if (OWN.contains(name) || RANDOM.matcher(name).matches()) {
            return;
        }
        List<String> own = new ArrayList<>(OWN);
        if (name.startsWith("random")) {
            node.problem("unknown placeholder '" + YamlNode.excerpt(name) + "': expected random.1 to random.1000");
        } else {
            CallProperties.problem(name, scope.operations(), own).ifPresent(node::problem);
        }
    }

    /** Returns a template with its placeholders replaced. */
    String fill(String text) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        Matcher value = VALUE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (value.find()) {
            value.appendReplacement(filled, Matcher.quoteReplacement(value(value.group(1))));
        }
        return value.appendTail(filled).toString();
    }

    /** Returns a template for a header with its placeholders replaced; what a header cannot hold becomes a blank. */
    String fillHeader(String text) {
        return fill(text).replaceAll("[^\\t\\x20-\\x7E\\xA0-\\xFF]", " ");
    }

    /** Returns JSON whose texts are templates with their placeholders replaced; values are escaped as JSON requires. */
    JsonNode fillJson(JsonNode json) {
        if (json.isTextual()) {
            return JsonNodeFactory.instance.textNode(fill(json.asText()));
        }
        if (json instanceof ArrayNode list) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> filled.add(fillJson(item)));
            return filled;
        }
        if (json instanceof ObjectNode mapping) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            mapping.properties().forEach(member -> filled.set(member.getKey(), fillJson(member.getValue())));
            return filled;
        }
        return json;
    }

    /** As {@link #fillJson(JsonNode)} for JSON text. */
    String fillJson(String json) {
        if (json.indexOf('{') < 0) {
            return json;
        }
        try {
            return JsonTexts.of(fillJson(JsonTexts.parse(json)));
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }

    private String value(String name) {
        if (name.equals("now")) {
            return context.call().now().toString();
        }
        if (name.equals("call") || name.equals("match")) {
            return String.valueOf(context.n());
        }
        Matcher random = RANDOM.matcher(name);
        if (random.matches()) {
            return context.random().alphanumeric(Integer.parseInt(random.group(1)));
        }
        return context.properties().get(name).text();
    }
}
