package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a scenario file: its defaults, overridden by arguments. They are filled in for {@code {{param.name}}}
 * before anything else is read. A value that is nothing but such a placeholder keeps the type of the parameter.
 */
final class Parameters {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*param\\.([^{}\\s]{1,100})\\s*}}");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?([eE][+-]?\\d{1,3})?");
    private static final String KEY = "parameters";

    private final Document document;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    Parameters(Document document, Map<String, String> arguments) {
        this.document = document;
        YamlNode declared = document.node().get(KEY);
        declared.requireMapping("parameters with their defaults, such as { delay: 3s }");
        for (String name : declared.keys()) {
            YamlNode value = declared.get(name);
            if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
                value.problem("invalid name '" + YamlNode.excerpt(name) + "': expected letters, digits, _ and -");
            }
            value.scalar("a text, a number or a boolean").ifPresent(text -> values.put(name, value.json()));
        }
        arguments.forEach((name, text) -> {
            if (values.containsKey(name)) {
                values.put(name, typed(text));
            } else {
                document.addProblem(
                        "", NearestName.unknown("parameter", YamlNode.excerpt(name), List.copyOf(values.keySet())));
            }
        });
    }

    /** The value of an argument as YAML would read it. */
    private static JsonNode typed(String text) {
        if (NUMBER.matcher(text).matches()) {
            return text.matches("-?\\d+")
                    ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                    : JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
        }
        return text.equals("true") || text.equals("false")
                ? JsonNodeFactory.instance.booleanNode(text.equals("true"))
                : JsonNodeFactory.instance.textNode(text);
    }

    /** The text of a scenario with its arguments as the defaults, written as JSON. */
    static String filledIn(ScenarioSource source) throws InvalidFileException {
        String text = source.text();
        for (Map.Entry<String, String> argument : source.arguments().entrySet()) {
            text = Document.read(source.name(), text)
                    .replaced("/" + KEY + "/" + argument.getKey(), typed(argument.getValue()));
        }
        return text;
    }

    /** Returns the content of the file with all parameters filled in. */
    YamlNode fill() {
        if (values.isEmpty() && !JsonTexts.of(document.root()).contains("param.")) {
            return document.node();
        }
        JsonNode filled = fill(document.root(), "");
        if (document.isValid()) {
            YamlNode declared = document.node().get(KEY);
            values.keySet().stream().filter(name -> !used.contains(name)).forEach(name -> declared.get(name)
                    .problem("no value contains {{param." + name + "}}: use the parameter or leave it out"));
        }
        return document.node(filled);
    }

    private JsonNode fill(JsonNode json, String pointer) {
        if (json instanceof ObjectNode mapping) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            mapping.fieldNames().forEachRemaining(key -> requireNoPlaceholder(key, pointer));
            mapping.properties()
                    .forEach(member -> filled.set(
                            member.getKey(),
                            pointer.isEmpty() && member.getKey().equals(KEY)
                                    ? member.getValue()
                                    : fill(
                                            member.getValue(),
                                            pointer + "/"
                                                    + member.getKey()
                                                            .replace("~", "~0")
                                                            .replace("/", "~1"))));
            return filled;
        }
        if (json instanceof ArrayNode list) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < list.size(); i++) {
                filled.add(fill(list.get(i), pointer + "/" + i));
            }
            return filled;
        }
        return json.isTextual() ? fill(json, json.asText(), pointer) : json;
    }

    private void requireNoPlaceholder(String key, String pointer) {
        if (PLACEHOLDER.matcher(key).find()) {
            document.addProblem(pointer, "a key cannot contain a parameter: " + YamlNode.excerpt(key));
        }
    }

    private JsonNode fill(JsonNode json, String text, String pointer) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (!placeholder.find()) {
            return json;
        }
        if (placeholder.start() == 0 && placeholder.end() == text.length()) {
            return value(placeholder.group(1), pointer);
        }
        StringBuilder filled = new StringBuilder();
        do {
            placeholder.appendReplacement(
                    filled,
                    Matcher.quoteReplacement(
                            value(placeholder.group(1), pointer).asText()));
        } while (placeholder.find());
        return JsonNodeFactory.instance.textNode(placeholder.appendTail(filled).toString());
    }

    private JsonNode value(String name, String pointer) {
        used.add(name);
        JsonNode value = values.get(name);
        if (value == null) {
            document.addProblem(
                    pointer, NearestName.unknown("parameter", YamlNode.excerpt(name), List.copyOf(values.keySet())));
            return JsonNodeFactory.instance.textNode("");
        }
        return value;
    }

    /** Parses JSON that this package has written itself. */
    static JsonNode parse(String json) {
        try {
            return json.isEmpty() ? JsonNodeFactory.instance.objectNode() : JsonTexts.parse(json);
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
