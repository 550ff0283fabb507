package dev.hostdouble.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The members of a JSON object of the server. One that is missing or of another kind is an error; unknown ones are not, so
 * that a client reads the replies of a newer server.
 */
final class Members {
    private final String where;
    private final JsonNode json;

    Members(String where, JsonNode json) {
        this.where = where;
        this.json = json;
    }

    static HostdoubleException unexpected(String where, String expected) {
        return new HostdoubleException(0, "unexpected reply to " + where + ": expected " + expected);
    }

    private JsonNode member(String name, String kind, Predicate<JsonNode> is) {
        JsonNode value = json.path(name);
        if (!is.test(value)) {
            throw unexpected(where, kind + " \"" + name + "\"");
        }
        return value;
    }

    private boolean has(String name) {
        return json.hasNonNull(name);
    }

    String text(String name) {
        return member(name, "a text", JsonNode::isTextual).textValue();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    long number(String name) {
        return member(name, "a whole number", JsonNode::canConvertToLong).longValue();
    }

    Optional<Long> optionalNumber(String name) {
        return has(name) ? Optional.of(number(name)) : Optional.empty();
    }

    double fraction(String name) {
        return member(name, "a number", JsonNode::isNumber).doubleValue();
    }

    Optional<Double> optionalFraction(String name) {
        return has(name) ? Optional.of(fraction(name)) : Optional.empty();
    }

    boolean flag(String name) {
        return member(name, "true or false", JsonNode::isBoolean).booleanValue();
    }

    Optional<Boolean> optionalFlag(String name) {
        return has(name) ? Optional.of(flag(name)) : Optional.empty();
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw unexpected(where, "a time in ISO 8601 \"" + name + "\"");
        }
    }

    Duration duration(String name) {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeParseException e) {
            throw unexpected(where, "a duration in ISO 8601 \"" + name + "\"");
        }
    }

    Optional<Instant> optionalTime(String name) {
        return has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    /** The texts of texts and the JSON of other members, in their order, without those that are null. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        json.fieldNames().forEachRemaining(name -> anything(name).ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** The text of a text, the JSON of anything else; empty for null. */
    Optional<String> anything(String name) {
        return has(name)
                ? Optional.of(
                        json.path(name).isTextual()
                                ? json.path(name).textValue()
                                : json.path(name).toString())
                : Optional.empty();
    }

    Members object(String name) {
        return new Members(where, member(name, "an object", JsonNode::isObject));
    }

    Optional<Members> optionalObject(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    <T> List<T> list(String name, Function<Members, T> read) {
        List<T> list = new ArrayList<>();
        member(name, "a list", JsonNode::isArray).forEach(item -> list.add(read.apply(new Members(where, item))));
        return List.copyOf(list);
    }

    List<String> texts(String name) {
        return textsIn(member(name, "a list", JsonNode::isArray));
    }

    List<Long> numbers(String name) {
        List<Long> numbers = new ArrayList<>();
        member(name, "a list", JsonNode::isArray).forEach(item -> numbers.add(item.asLong()));
        return List.copyOf(numbers);
    }

    /** Texts that are left out where there are none. */
    List<String> optionalTexts(String name) {
        return has(name) ? texts(name) : List.of();
    }

    List<List<String>> listsOfTexts(String name) {
        List<List<String>> lists = new ArrayList<>();
        member(name, "a list", JsonNode::isArray).forEach(item -> lists.add(textsIn(item)));
        return List.copyOf(lists);
    }

    private static List<String> textsIn(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }

    /** An object whose values are read as JSON texts. */
    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        member(name, "an object", JsonNode::isObject)
                .properties()
                .forEach(one -> map.put(one.getKey(), one.getValue().toString()));
        return map;
    }
}
