package dev.hostdouble.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.Providers;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.wire.GoldenReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of replies describe every answer, allow every golden exchange, and allow no more than they have to. */
@ParameterizedClass
@ValueSource(strings = {"hosterapi", "vss"})
class ReplySchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Options of a start state add the first three; the version of VSS before paging has _links and lacks the others. */
    private static final Set<String> OPTIONAL = Set.of(
            "DedicatedConfig hostname",
            "DedicatedConfig mac",
            "UserIsoListMeta pages",
            "IsoListReply _links",
            "IsoListMeta _link",
            "IsoListMeta pages",
            "ListedIsoImage created_on",
            "ListedIsoImage data_store",
            "ListedIsoImage id",
            "ListedIsoImage public",
            "ListedIsoImage updated_on",
            "TotpEnrolment key",
            "TotpEnrolment uri");

    /** Long lists are alike from their third item on. */
    private static final int CHANGED_ITEMS = 2;

    @Parameter
    private @Nullable String name;

    private @Nullable ReplySchemas loaded;

    @BeforeEach
    void load() throws IOException {
        loaded = ReplySchemas.of(provider());
    }

    private Provider provider() {
        return Providers.ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ReplySchemas schemas() {
        return Objects.requireNonNull(loaded);
    }

    /** The golden replies of operations that have rows: a request that matches none is in no document. */
    private Stream<GoldenReply> goldens() throws IOException {
        return GoldenReply.all().stream()
                .filter(golden -> golden.operation().startsWith(name + "/"))
                .filter(golden ->
                        !golden.operation().equals(provider().unknown().id()));
    }

    private Operation operation(GoldenReply golden) {
        return provider().operations().stream()
                .filter(row -> row.id().equals(golden.operation()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_success_has_one_schema_or_media_type() {
        List<String> expected = provider().operations().stream()
                .flatMap(row -> row.allAnswers().stream()
                        .filter(answer -> !ReplySchemas.isError(answer))
                        .map(answer -> row.name() + " " + answer.name()))
                .toList();
        assertThat(schemas().described()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void an_error_with_a_schema_of_its_own_is_one_that_a_row_has() {
        Set<String> known = new HashSet<>(Set.of(ReplySchemas.DEFAULT));
        provider().operations().forEach(row -> row.allAnswers().stream()
                .filter(ReplySchemas::isError)
                .map(KnownAnswer::name)
                .forEach(known::add));
        assertThat(schemas().errors()).contains(ReplySchemas.DEFAULT).isSubsetOf(known);
    }

    @Test
    void every_object_is_closed_and_requires_all_but_the_options() {
        Set<String> optional = new TreeSet<>();
        schemas().named().properties().forEach(named -> {
            JsonNode schema = named.getValue();
            assertThat(openObjects(schema)).as(named.getKey()).isEmpty();
            Set<String> members = new TreeSet<>();
            schema.path("properties").fieldNames().forEachRemaining(members::add);
            schema.path("required").forEach(required -> assertThat(members.remove(required.asText()))
                    .as("%s requires %s", named.getKey(), required)
                    .isTrue());
            members.forEach(member -> optional.add(named.getKey() + " " + member));
        });
        assertThat(optional)
                .isEqualTo(OPTIONAL.stream()
                        .filter(known -> schemas().named().has(known.replaceFirst(" .*", "")))
                        .collect(Collectors.toSet()));
    }

    /** The object schemas that do not say which other members they have. */
    private static List<JsonNode> openObjects(JsonNode schema) {
        List<JsonNode> open = new ArrayList<>();
        if (schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
            open.add(schema);
        }
        // Conditions only narrow what the schema around them says.
        schema.properties().forEach(member -> {
            if (!Set.of("if", "then", "else").contains(member.getKey())) {
                open.addAll(openObjects(member.getValue()));
            }
        });
        return open;
    }

    @TestFactory
    Stream<DynamicTest> every_golden_reply_is_as_its_operation_says() throws IOException {
        return goldens().map(golden -> dynamicTest(golden.toString(), () -> check(golden)));
    }

    private void check(GoldenReply golden) throws IOException {
        Operation operation = operation(golden);
        if (!golden.contentType().contains("json")) {
            assertThat(schemas().mediaTypes(operation, golden.status()))
                    .contains(golden.contentType().replaceFirst(";.*", ""));
            return;
        }
        if (golden.body().isEmpty()) {
            assertThat(golden.method().equals("HEAD") || golden.status() == 204).isTrue();
            return;
        }
        JsonNode body = JSON.readTree(golden.body());
        List<Set<String>> problems = schemas().json(operation, golden.status()).stream()
                .map(schema -> schemas().problems(schema, body))
                .toList();
        assertThat(problems.stream().filter(Set::isEmpty))
                .as(problems.toString())
                .hasSize(1);
    }

    @TestFactory
    Stream<DynamicTest> a_golden_reply_that_is_changed_is_refused() throws IOException {
        return goldens()
                .filter(golden ->
                        golden.contentType().contains("json") && !golden.body().isEmpty())
                .map(golden -> dynamicTest(golden.toString(), () -> {
                    Set<JsonNode> allowed = schemas().json(operation(golden), golden.status());
                    JsonNode body = JSON.readTree(golden.body());
                    for (JsonPointer place : places(body, JsonPointer.empty())) {
                        JsonNode changed = changed(body, place);
                        assertThat(allowed).as("changed at %s", place).noneMatch(schema -> schemas()
                                .problems(schema, changed)
                                .isEmpty());
                    }
                }));
    }

    /** All places below and at a node. */
    private static List<JsonPointer> places(JsonNode node, JsonPointer at) {
        List<JsonPointer> places = new ArrayList<>(List.of(at));
        node.properties()
                .forEach(member -> places.addAll(places(member.getValue(), at.appendProperty(member.getKey()))));
        for (int i = 0; node.isArray() && i < Math.min(node.size(), CHANGED_ITEMS); i++) {
            places.addAll(places(node.get(i), at.appendIndex(i)));
        }
        return places;
    }

    /** A copy with a member too many in an object, and another type in the place of anything else. */
    private static JsonNode changed(JsonNode body, JsonPointer place) {
        JsonNode copy = body.deepCopy();
        if (copy.at(place) instanceof ObjectNode object) {
            object.put("surplus", 1);
            return copy;
        }
        JsonNode other = JSON.createObjectNode().put("surplus", 1);
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), other);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), other);
        }
        return copy;
    }
}
