package dev.hostdouble;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes {@code docs/worlds.md}: the text of {@code worlds.intro.md}, then what the schemas of start states say. */
final class WorldDocs {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The default that the meaning of a key states. */
    private static final Pattern DEFAULT = Pattern.compile("[Dd]efault: (.+?)(?:[.;] .*|[.;] ?| \\(.*)?$");

    private final StringBuilder page = new StringBuilder();
    private final Deque<Table> tables = new ArrayDeque<>(); // still to write, in the order of their keys
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

    /**
     * Where a value is.
     *
     * @param path its keys, joined by points
     * @param inList whether it is below a list, so that the shipped state has many of it
     * @param shipped what the shipped state has there
     */
    private record Place(String path, boolean inList, JsonNode shipped) {
        private static final JsonNode NONE = MissingNode.getInstance();

        Place key(String key) {
            return new Place(path.isEmpty() ? key : path + "." + key, inList, shipped.path(key));
        }

        Place item() {
            return new Place(path, true, NONE);
        }
    }

    private record Table(String title, Place place, JsonNode rule) {}

    private String section(Provider provider, JsonNode root) {
        page.append("\n## ").append(provider.stateFile()).append("\n\n");
        rows(new Place("", false, shipped), root);
        while (!tables.isEmpty()) { // a table may name further ones
            Table table = tables.removeFirst();
            page.append('\n')
                    .append(table.title())
                    .append(" `")
                    .append(table.place().path())
                    .append("`:\n\n");
            rows(table.place(), table.rule());
        }
        return page.toString();
    }

    private void rows(Place place, JsonNode rule) {
        String third = place.inList() ? "required" : "default";
        page.append("| key | values | ").append(third).append(" | meaning |\n|---|---|---|---|\n");
        JsonNode members = resolved(rule);
        List<String> required = texts(rule.path("required"));
        required.addAll(texts(members.path("required")));
        for (Map.Entry<String, JsonNode> key : members.path("properties").properties()) {
            Place at = place.key(key.getKey());
            String needed = required.contains(key.getKey()) ? "yes" : "";
            String meaning = meaning(key.getValue());
            page.append("| `").append(key.getKey()).append("` | ").append(values(at, key.getValue()));
            page.append(" | ").append(place.inList() ? needed : byDefault(at, meaning));
            page.append(" | ").append(meaning).append(" |\n");
        }
    }

    /** What a value may be, in words. A list of mappings, or a mapping whose keys need words, gets a table of its own. */
    private String values(Place place, JsonNode rule) {
        JsonNode known = resolved(rule);
        if (known.has("enum")) {
            return String.join(" · ", quoted(known.path("enum")));
        }
        if (known.has("oneOf") || known.has("anyOf")) {
            List<String> each = new ArrayList<>();
            known.path(known.has("oneOf") ? "oneOf" : "anyOf").forEach(one -> each.add(values(place, one)));
            return String.join(" or ", each);
        }
        if (known.has("const")) {
            return "`" + known.path("const").asText() + "`";
        }
        return switch (type(known)) {
            case "boolean" -> "`true` · `false`";
            case "integer", "number" -> number(known);
            case "array" -> list(place.item(), known.path("items"));
            case "object" -> mapping(place, known);
            default -> "text";
        };
    }

    private String list(Place place, JsonNode items) {
        JsonNode item = resolved(items);
        if (item.has("anyOf")) { // a value, or a mapping that says more
            tables.add(new Table("Each mapping in", place, item.path("anyOf").path(1)));
            return "list of " + plain(resolved(item.path("anyOf").path(0))) + " or mappings";
        }
        if (!item.has("properties")) {
            return "list of " + plain(item);
        }
        tables.add(new Table("Each of", place, items));
        return "list of mappings";
    }

    private static String plain(JsonNode item) {
        return type(item).equals("integer") ? "numbers" : "texts";
    }

    private String mapping(Place place, JsonNode rule) {
        if (rule.path("additionalProperties").isObject()) { // its keys are names that a user chooses
            return "mapping from " + names(resolved(rule.path("propertyNames"))) + " to "
                    + values(place.item(), rule.path("additionalProperties"));
        }
        if (!rule.has("properties")) {
            return "mapping or text";
        }
        String members = String.join(", ", keys(rule));
        if (place.path().equals("timelines")) {
            tables.add(new Table(
                    "Each of", place.item(), resolved("#/$defs/timeline").path("items")));
            return "steps for each of " + members;
        }
        if (rule.path("properties").findParent("description") != null || holdsContainers(rule)) {
            tables.add(new Table("Keys of", place, rule));
        }
        return "mapping of " + members;
    }

    private boolean holdsContainers(JsonNode rule) {
        for (JsonNode member : rule.path("properties")) {
            if (List.of("array", "object").contains(type(resolved(member)))) {
                return true;
            }
        }
        return false;
    }

    private static String names(JsonNode rule) {
        if (rule.has("enum")) {
            return String.join(" · ", quoted(rule.path("enum")));
        }
        return rule.path("description").asText("names");
    }

    private static List<String> keys(JsonNode rule) {
        List<String> keys = new ArrayList<>();
        rule.path("properties").fieldNames().forEachRemaining(key -> keys.add("`" + key + "`"));
        return keys;
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

    /** The rule that a reference names; a rule that has keys of its own stays. */
    private JsonNode resolved(JsonNode rule) {
        return rule.has("$ref") && !rule.has("properties")
                ? resolved(rule.path("$ref").asText())
                : rule;
    }

    private JsonNode resolved(String reference) {
        return schema.at(JsonPointer.compile(reference.substring(1)));
    }

    private String meaning(JsonNode rule) {
        String own = rule.path("description").asText("");
        String text = own.isEmpty() ? resolved(rule).path("description").asText("") : own;
        return text.replace("|", "\\|");
    }

    /** What the shipped state has there, or else what the meaning states. */
    private static String byDefault(Place place, String meaning) {
        JsonNode value = place.shipped();
        if (value.isMissingNode()) {
            Matcher stated = DEFAULT.matcher(meaning);
            return stated.find() ? stated.group(1) : "";
        }
        return value.isArray() || (value.size() > 5) ? value.size() + " of them" : "`" + flow(value) + "`";
    }

    private static String flow(JsonNode value) {
        if (value.isArray()) {
            return value.size() + " of them";
        }
        if (!value.isObject()) {
            return value.asText();
        }
        List<String> members = new ArrayList<>();
        value.properties().forEach(member -> members.add(member.getKey() + ": " + flow(member.getValue())));
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
