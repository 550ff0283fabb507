package dev.hostdouble.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.wire.GoldenReply;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The shapes of successful replies as the golden exchanges have them: which members an object has, and which types. */
final class Shapes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "[]";

    private final Map<String, Set<String>> contentTypes = new HashMap<>();
    private final Map<String, Map<String, Place>> places = new HashMap<>();

    /** What the golden exchanges of an operation have at one place of their bodies. */
    private record Place(Set<String> types, Set<Set<String>> members) {}

    static Shapes ofGoldenExchanges() throws IOException {
        Shapes shapes = new Shapes();
        for (GoldenReply golden : GoldenReply.all()) {
            if (!golden.isSuccess()) {
                continue;
            }
            shapes.contentTypes
                    .computeIfAbsent(golden.operation(), none -> new HashSet<>())
                    .add(golden.contentType());
            if (golden.contentType().contains("json")) {
                shapes.learn(golden.operation(), "", JSON.readTree(golden.body()));
            }
        }
        return shapes;
    }

    private void learn(String operation, String path, JsonNode node) {
        Place place = places.computeIfAbsent(owner(operation, path), none -> new HashMap<>())
                .computeIfAbsent(path, none -> new Place(new TreeSet<>(), new HashSet<>()));
        place.types().add(type(node));
        if (node.isObject()) {
            place.members().add(members(node));
            node.properties().forEach(member -> learn(operation, path + "/" + member.getKey(), member.getValue()));
        }
        node.elements().forEachRemaining(element -> {
            if (node.isArray()) {
                learn(operation, path + LIST, element);
            }
        });
    }

    /** Pages of lists are alike in all operations of a provider. */
    private static String owner(String operation, String path) {
        return path.startsWith("/meta") ? operation.substring(0, operation.indexOf('/')) : operation;
    }

    /** What a successful reply has that no golden exchange of its operation has; empty if there is nothing. */
    Optional<String> difference(String operation, String contentType, String body) {
        Set<String> types = contentTypes.getOrDefault(operation, Set.of());
        if (!types.contains(contentType)) {
            return Optional.of("Content-Type '" + contentType + "', not one of " + types);
        }
        if (!contentType.contains("json")) {
            return Optional.empty();
        }
        try {
            return difference(operation, "", JSON.readTree(body));
        } catch (IOException e) {
            return Optional.of("invalid JSON: " + body);
        }
    }

    private Optional<String> difference(String operation, String path, JsonNode node) {
        Place place = places.getOrDefault(owner(operation, path), Map.of()).get(path);
        if (place == null) {
            return Optional.empty(); // in a list that is empty in all golden exchanges
        }
        if (!place.types().contains(type(node))) {
            return Optional.of(path + " is " + type(node) + ", not one of " + place.types());
        }
        if (node.isObject() && !place.members().contains(members(node))) {
            return Optional.of(path + " has the members " + members(node) + ", not those of " + place.members());
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(member -> difference(operation, path + "/" + member.getKey(), member.getValue()).stream())
                    .findFirst();
        }
        for (JsonNode element : node) {
            Optional<String> difference = difference(operation, path + LIST, element);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Set<String> members(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "list";
            case STRING -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "flag";
            default -> "null";
        };
    }
}
