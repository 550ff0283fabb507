package dev.hostdouble.scenario.effect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.scenario.effect.JsonText.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are changed where they stand; all other bytes stay. */
class JsonTextTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonText parse(String text) {
        return JsonText.parse(text).orElseThrow();
    }

    private static Value find(JsonText json, String pointer) {
        return json.find(JsonPointer.compile(pointer)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"a\" : 1.50 , \"b\":[ 2,3 ] } | /a   | 1.50    | { \"b\":[ 2,3 ] }",
                "{ \"a\" : 1.50 , \"b\":[ 2,3 ] } | /b   | [ 2,3 ] | { \"a\" : 1.50 }",
                "{ \"a\" : 1.50 , \"b\":[ 2,3 ] } | /b/0 | 2       | { \"a\" : 1.50 , \"b\":[ 3 ] }",
                "{\"a\\/b\":\"\\u00e4\\/\",\"c\":2}     | /c   | 2       | {\"a\\/b\":\"\\u00e4\\/\"}",
                "{\"a/b\":\"x\",\"c\":1e2}        | /a~1b | \"x\"  | {\"c\":1e2}",
                "[[],{},null]                     | /1   | {}      | [[],null]",
            })
    void a_value_is_found_and_removed(String text, String pointer, String value, String without) {
        JsonText json = parse(text);
        Value found = find(json, pointer);
        assertThat(json.of(found)).isEqualTo(value);
        String parent = pointer.substring(0, pointer.lastIndexOf('/'));
        assertThat(json.remove(find(json, parent), found)).isEqualTo(without);
    }

    @ParameterizedTest
    @CsvSource({"''", "<html>", "{", "[1,]", "{\"a\":1} x", "nope"})
    void what_is_no_json_has_no_values(String text) {
        assertThat(JsonText.parse(text)).isEmpty();
    }

    @Property(tries = 500)
    void every_value_of_a_document_is_replaced_removed_and_repeated_in_place(
            @ForAll("documents") JsonNode document, @ForAll boolean isPretty) throws JsonProcessingException {
        String text = isPretty
                ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document)
                : MAPPER.writeValueAsString(document);
        JsonText json = parse(text);
        for (JsonPointer pointer : pointers(document, JsonPointer.empty(), new ArrayList<>())) {
            Value value = json.find(pointer).orElseThrow();
            assertThat(MAPPER.readTree(json.of(value))).isEqualTo(document.at(pointer));

            JsonNode replaced = document.deepCopy();
            set(replaced.at(pointer.head()), pointer, JsonNodeFactory.instance.textNode("other"));
            String changed = json.replace(value, "\"other\"");
            assertThat(MAPPER.readTree(changed)).isEqualTo(replaced);
            assertThat(changed)
                    .startsWith(text.substring(0, value.start()))
                    .endsWith(text.substring(value.end()))
                    .hasSize(text.length() - json.of(value).length() + 7);

            JsonNode removed = document.deepCopy();
            remove(removed.at(pointer.head()), pointer);
            Value container = json.find(pointer.head()).orElseThrow();
            assertThat(MAPPER.readTree(json.remove(container, value))).isEqualTo(removed);

            String twice = json.insertAfter(value, "," + json.whole(value));
            assertThat(MAPPER.readTree(twice).at(pointer)).isEqualTo(document.at(pointer));
            assertThat(twice).hasSize(text.length() + 1 + json.whole(value).length());
        }
    }

    private static void set(JsonNode container, JsonPointer pointer, JsonNode value) {
        if (container instanceof ObjectNode mapping) {
            mapping.set(pointer.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) container).set(pointer.last().getMatchingIndex(), value);
        }
    }

    private static void remove(JsonNode container, JsonPointer pointer) {
        if (container instanceof ObjectNode mapping) {
            mapping.remove(pointer.last().getMatchingProperty());
        } else {
            ((ArrayNode) container).remove(pointer.last().getMatchingIndex());
        }
    }

    /** The pointers of all values but the root. */
    private static List<JsonPointer> pointers(JsonNode node, JsonPointer at, List<JsonPointer> pointers) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            JsonPointer pointer = at.appendProperty(member.getKey());
            pointers.add(pointer);
            pointers(member.getValue(), pointer, pointers);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            JsonPointer pointer = at.appendIndex(i);
            pointers.add(pointer);
            pointers(node.get(i), pointer, pointers);
        }
        return pointers;
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return containers(3);
    }

    private static Arbitrary<JsonNode> containers(int depth) {
        Arbitrary<JsonNode> scalars = Arbitraries.oneOf(
                Arbitraries.integers().map(number -> JsonNodeFactory.instance.numberNode(number)),
                Arbitraries.of(true, false).map(flag -> JsonNodeFactory.instance.booleanNode(flag)),
                Arbitraries.just(JsonNodeFactory.instance.nullNode()),
                Arbitraries.strings()
                        .withChars("aä€\"\\/ \n{}[],:0")
                        .ofMaxLength(6)
                        .map(text -> JsonNodeFactory.instance.textNode(text)));
        Arbitrary<JsonNode> values = depth == 0 ? scalars : Arbitraries.oneOf(scalars, containers(depth - 1));
        Arbitrary<JsonNode> lists = values.list()
                .ofMaxSize(3)
                .map(items -> JsonNodeFactory.instance.arrayNode().addAll(items));
        Arbitrary<String> names = Arbitraries.strings().withChars("ab/~ \"0").ofMaxLength(4);
        Arbitrary<JsonNode> mappings = Combinators.combine(names, values)
                .as(Map::entry)
                .list()
                .ofMaxSize(3)
                .map(entries -> {
                    ObjectNode mapping = JsonNodeFactory.instance.objectNode();
                    entries.forEach(entry -> mapping.set(entry.getKey(), entry.getValue()));
                    return mapping;
                });
        return Arbitraries.oneOf(lists, mappings);
    }
}
