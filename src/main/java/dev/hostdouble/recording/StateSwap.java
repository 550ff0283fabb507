package dev.hostdouble.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the credentials in the JSON of a saved world: in the columns that hold some, in what jobs say, in the start state,
 * and in what rules remember. A world that loads it answers to the stand-ins as the saved one does to the credentials.
 */
final class StateSwap {
    private static final String TABLES = "tables/";
    private static final String JOB = "job";
    private static final Set<String> OF_OPERATION = Set.of("argument", "output", "failure", "refusal");

    /** By what rules count and remember calls: provider, credential or account, and for reads also the request. */
    private static final Pattern KEY = Pattern.compile("([a-z]*) (.*?)((?: [A-Z]+ /.*)?)", Pattern.DOTALL);

    private final CredentialSwap swap;

    StateSwap(CredentialSwap swap) {
        this.swap = swap;
    }

    /** Replaces the credentials in a row of a table, or in another member of a state. */
    JsonNode in(String place, JsonNode value) {
        if (place.startsWith(TABLES)) {
            return row(place, (ObjectNode) value);
        }
        return switch (place) {
            case "start" -> start(value);
            case "windows" -> each(value, this::key);
            case "scenarios" -> scenarios(value);
            default -> value;
        };
    }

    private ObjectNode row(String place, ObjectNode row) {
        String table = place.substring(TABLES.length());
        ObjectNode changed = row.deepCopy();
        row.properties().forEach(one -> {
            if (one.getValue().isTextual()) {
                changed.put(
                        one.getKey(),
                        cell(table, row, one.getKey(), one.getValue().asText()));
            }
        });
        return changed;
    }

    private String cell(String table, ObjectNode row, String column, String text) {
        if (table.equals(JOB) && OF_OPERATION.contains(column)) {
            return swap.inText(row.path("operation").asText(), text);
        }
        return swap.inColumn(table + "." + column, text).orElseGet(() -> swap.inSource(text));
    }

    private JsonNode start(JsonNode start) {
        ObjectNode changed = start.deepCopy();
        changed.properties().forEach(texts -> {
            ObjectNode files = (ObjectNode) texts.getValue();
            textsOf(files).forEach((file, text) -> files.put(file, swap.inState(file, text)));
        });
        return changed;
    }

    private static Map<String, String> textsOf(ObjectNode files) {
        Map<String, String> texts = new TreeMap<>();
        files.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }

    /** What the rules missed is left out: it quotes parts of credentials. */
    private JsonNode scenarios(JsonNode scenarios) {
        ArrayNode changed = scenarios.deepCopy();
        for (JsonNode scenario : changed) {
            ((ObjectNode) scenario).set("sources", each(scenario.path("sources"), swap::inScenario));
            for (JsonNode rule : scenario.path("rules")) {
                ObjectNode counts = (ObjectNode) rule;
                counts.set("missed", JsonNodeFactory.instance.arrayNode());
                counts.set("counted", each(rule.path("counted"), swap::whole));
                for (Map.Entry<String, JsonNode> memory : rule.path("memory").properties()) {
                    memory.setValue(each(memory.getValue(), this::key));
                    for (JsonNode read : memory.getValue()) {
                        read.path("replies").forEach(reply -> reply((ObjectNode) reply));
                    }
                }
            }
        }
        return changed;
    }

    private String key(String text) {
        Matcher key = KEY.matcher(text);
        return key.matches()
                ? key.group(1) + " " + swap.whole(key.group(2)) + swap.inSource(key.group(3))
                : swap.whole(text);
    }

    private void reply(ObjectNode saved) {
        List<Header> fields = new ArrayList<>();
        saved.path("headers")
                .forEach(field -> fields.add(
                        new Header(field.path(0).asText(), field.path(1).asText())));
        Bytes body = Bytes.of(Base64.getDecoder().decode(saved.path("body").asText()));
        Reply changed = swap.known(Reply.of(200, body).with(new Headers(fields)));
        ArrayNode headers = saved.putArray("headers");
        changed.headers()
                .fields()
                .forEach(field -> headers.addArray().add(field.name()).add(field.value()));
        saved.put("body", Base64.getEncoder().encodeToString(changed.body().array()));
    }

    /** Changes the texts in JSON, whatever their depth; in objects with a {@code key} or a {@code request}, those alone. */
    private static JsonNode each(JsonNode json, UnaryOperator<String> change) {
        if (json.isTextual()) {
            return TextNode.valueOf(change.apply(json.asText()));
        }
        if (json instanceof ArrayNode list) {
            ArrayNode changed = JsonNodeFactory.instance.arrayNode();
            list.forEach(one -> changed.add(each(one, change)));
            return changed;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode changed = object.deepCopy();
            for (String name : List.of("key", "request")) {
                if (object.path(name).isTextual()) {
                    changed.put(name, change.apply(object.path(name).asText()));
                }
            }
            return changed;
        }
        return json;
    }
}
