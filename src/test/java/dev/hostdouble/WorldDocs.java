package dev.hostdouble;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes {@code docs/worlds.md}: the text of {@code worlds.intro.md}, then what the schemas of start states say. */
final class WorldDocs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder page = new StringBuilder();
    private final Map<String, JsonNode> lists = new LinkedHashMap<>(); // by name, in the order of their tables
    private final JsonNode schema;
    private final JsonNode shipped;

    private WorldDocs(JsonNode schema, JsonNode shipped) {
        this.schema = schema;
        this.shipped = shipped;
    }

    static String page() throws Exception {
        StringBuilder page = new StringBuilder(Files.readString(Path.of("src/test/resources/docs/worlds.intro.md")));
        for (Provider provider : Providers.ALL) {
            JsonNode schema = schema(provider);
            page.append(new WorldDocs(schema, shipped(provider)).section(provider, schema));
        }
        return page.toString();
    }

    static JsonNode schema(Provider provider) throws IOException {
        try (InputStream in = Objects.requireNonNull(WorldDocs.class.getResourceAsStream(provider.stateSchema()))) {
            return JSON.readTree(in);
        }
    }

    static JsonNode shipped(Provider provider) throws Exception {
        Path file = Path.of("fixtures/worlds/default", provider.stateFile());
        return Document.read(file.toString(), Files.readString(file)).root();
    }

    private String section(Provider provider, JsonNode root) {
        page.append("\n## ").append(provider.stateFile()).append("\n\n");
        page.append("| key | values | default | meaning |\n|---|---|---|---|\n");
        for (Map.Entry<String, JsonNode> key : root.path("properties").properties()) {
            JsonNode rule = key.getValue();
            row(key.getKey(), values(key.getKey(), rule), shippedValue(key.getKey()), meaning(rule));
        }
        List<String> done = new ArrayList<>();
        while (done.size() < lists.size()) { // a table may name further ones
            String next = lists.keySet().stream()
                    .filter(name -> !done.contains(name))
                    .findFirst()
                    .orElseThrow();
            done.add(next);
            table(next, Objects.requireNonNull(lists.get(next)));
        }
        return page.toString();
    }

    private void table(String name, JsonNode item) {
        String which = name.equals("backups") ? "Each mapping in" : "Each of";
        page.append("\n").append(which).append(" `").append(name).append("`:\n\n");
        page.append("| key | values | required | meaning |\n|---|---|---|---|\n");
        List<String> required = texts(item.path("required"));
        JsonNode members = item.has("$ref") ? resolved(item.path("$ref")) : item;
        required.addAll(texts(members.path("required")));
        for (Map.Entry<String, JsonNode> key : members.path("properties").properties()) {
            String needed = required.contains(key.getKey()) ? "yes" : "";
            row(key.getKey(), values(key.getKey(), key.getValue()), needed, meaning(key.getValue()));
        }
    }

    private void row(String... cells) {
        page.append("| `").append(cells[0]).append("`");
        for (int i = 1; i < cells.length; i++) {
            page.append(" | ").append(cells[i]);
        }
        page.append(" |\n");
    }

    /** What a value may be, in words. A list of mappings, or a mapping, gets a table of its own. */
    private String values(String name, JsonNode rule) {
        JsonNode known = rule.has("$ref") && !rule.has("properties") ? resolved(rule.path("$ref")) : rule;
        if (known.has("enum")) {
            return String.join(" · ", quoted(known.path("enum")));
        }
        if (known.has("oneOf") || known.has("anyOf")) {
            List<String> each = new ArrayList<>();
            known.path(known.has("oneOf") ? "oneOf" : "anyOf").forEach(one -> each.add(values(name, one)));
            return String.join(" or ", each);
        }
        if (known.has("const")) {
            return "`" + known.path("const").asText() + "`";
        }
        return switch (type(known)) {
            case "boolean" -> "`true` · `false`";
            case "integer", "number" -> number(known);
            case "array" -> list(name, known.path("items"));
            case "object" -> mapping(name, known);
            default -> "text";
        };
    }

    private String list(String name, JsonNode items) {
        JsonNode item = items.has("$ref") ? resolved(items.path("$ref")) : items;
        if (item.has("anyOf")) { // a value, or a mapping that says more
            lists.putIfAbsent(name, item.path("anyOf").path(1));
            return "list of " + plain(resolved(item.path("anyOf").path(0).path("$ref"))) + " or mappings";
        }
        if (!item.has("properties")) {
            return "list of " + plain(item);
        }
        lists.putIfAbsent(name, items);
        return "list";
    }

    private static String plain(JsonNode item) {
        return type(item).equals("integer") ? "numbers" : "texts";
    }

    private String mapping(String name, JsonNode rule) {
        if (name.equals("timelines")) {
            List<String> operations = new ArrayList<>();
            rule.path("properties").fieldNames().forEachRemaining(operation -> operations.add("`" + operation + "`"));
            lists.putIfAbsent("timelines", resolved("#/$defs/timeline").path("items"));
            return "steps for each of " + String.join(", ", operations);
        }
        if (!rule.has("properties")) {
            return "mapping or text";
        }
        List<String> members = new ArrayList<>();
        rule.path("properties").properties().forEach(member -> members.add("`" + member.getKey() + "`"));
        return "mapping of " + String.join(", ", members);
    }

    private static String number(JsonNode rule) {
        String least = rule.has("exclusiveMinimum")
                ? "over " + rule.path("exclusiveMinimum").asText()
                : rule.path("minimum").asText("");
        boolean bounded =
                rule.path("maximum").asLong() > 0 && rule.path("maximum").asLong() <= 1_000_000_000L;
        String most = bounded ? " to " + rule.path("maximum").asText() : "";
        return "number" + (least.isEmpty() ? "" : ", " + least + (bounded ? most : " or more"));
    }

    private static String type(JsonNode rule) {
        JsonNode type = rule.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    private JsonNode resolved(JsonNode reference) {
        return resolved(reference.asText());
    }

    private JsonNode resolved(String reference) {
        return schema.at(JsonPointer.compile(reference.substring(1)));
    }

    private String meaning(JsonNode rule) {
        String own = rule.path("description").asText("");
        String text = own.isEmpty() && rule.has("$ref")
                ? resolved(rule.path("$ref")).path("description").asText("")
                : own;
        return text.replace("|", "\\|");
    }

    private String shippedValue(String key) {
        JsonNode value = shipped.path(key);
        if (value.isMissingNode()) {
            return "";
        }
        return (value.isContainerNode() && value.size() > 5) || value.isArray()
                ? value.size() + " of them"
                : "`" + flow(value) + "`";
    }

    private static String flow(JsonNode value) {
        if (!value.isObject()) {
            return value.asText();
        }
        List<String> members = new ArrayList<>();
        value.properties()
                .forEach(member ->
                        members.add(member.getKey() + ": " + member.getValue().asText()));
        return "{ " + String.join(", ", members) + " }";
    }

    private static List<String> quoted(JsonNode values) {
        return texts(values).stream().map(text -> "`" + text + "`").toList();
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
