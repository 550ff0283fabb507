package dev.hostdouble.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Durations;
import dev.hostdouble.core.Excerpt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A node of a file. Reading a value of the wrong type records a problem that says what is expected; a missing node reads as
 * empty and is no problem.
 */
public final class YamlNode {
    private final Document document;
    private final String pointer;
    private final JsonNode json;

    YamlNode(Document document, String pointer, JsonNode json) {
        this.document = document;
        this.pointer = pointer;
        this.json = json;
    }

    /** The location in the file, as a JSON pointer. */
    public String pointer() {
        return pointer;
    }

    /** The content. */
    public JsonNode json() {
        return json;
    }

    /** The member with a key; missing if there is none, or if this is no mapping. */
    public YamlNode get(String key) {
        return new YamlNode(document, pointer + "/" + key.replace("~", "~0").replace("/", "~1"), json.path(key));
    }

    /** Whether the file has no such node. */
    public boolean isMissing() {
        return json.isMissingNode();
    }

    /** Whether the file leaves out the value of the key. */
    public boolean isLeftOut() {
        if (!json.isTextual() || !json.asText().isEmpty()) {
            return json.isNull();
        }
        return !document.raw(pointer).matches("[\"'{].*");
    }

    /** Whether this is a mapping with a key. */
    public boolean has(String key) {
        return json.has(key);
    }

    /** The keys of a mapping, in order; empty for anything else. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The items of a list; this node alone if it is not a list. */
    public List<YamlNode> items() {
        if (!json.isArray()) {
            return json.isMissingNode() ? List.of() : List.of(this);
        }
        List<YamlNode> items = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            items.add(new YamlNode(document, pointer + "/" + i, json.get(i)));
        }
        return items;
    }

    /** Records a problem at this node. */
    public void problem(String message) {
        document.addProblem(pointer, message);
    }

    /** Records a warning at this node. */
    public void warning(String message) {
        document.addWarning(pointer, message);
    }

    /** Records that something else is expected here. */
    public void expected(String what) {
        String raw = document.raw(pointer);
        if (raw.matches("0x[0-9a-fA-F]{1,8}")) {
            problem(raw + " without quotes is read as the number " + json.asText() + ": quote it (\"" + raw + "\")");
        } else {
            problem("expected " + what + ", but found " + description());
        }
    }

    /** What the node is, for messages: {@code a list}, {@code the number 5}. */
    public String description() {
        if (json.isContainerNode()) {
            return (json.isEmpty() ? "an empty " : "a ") + (json.isArray() ? "list" : "mapping");
        }
        if (isLeftOut()) {
            return "nothing";
        }
        String text = excerpt(json.asText());
        return json.isNumber() ? "the number " + text : json.isBoolean() ? text : "'" + text + "'";
    }

    /** A text of a file in a message: its beginning, on one line. */
    public static String excerpt(String text) {
        return Excerpt.of(text);
    }

    /** Whether this is a mapping; records a problem if it is anything else. */
    public boolean requireMapping(String what) {
        if (!json.isObject() && !json.isMissingNode()) {
            expected(what);
        }
        return json.isObject();
    }

    /** Records a problem for each key that is not allowed. */
    public void allowKeys(String what, Collection<String> allowed) {
        for (String key : keys()) {
            if (!allowed.contains(key)) {
                get(key).problem(
                                key.equals("true") && allowed.contains("on")
                                        ? "unknown " + what
                                                + " 'true': some YAML tools turn the key on into true; write \"on\""
                                        : NearestName.unknown(what, excerpt(key), allowed));
            }
        }
    }

    /** Reads a text. A key without a value is no empty text; that is written {@code ""}. */
    public Optional<String> text(String what) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        if (!json.isTextual() || isLeftOut()) {
            expected(what);
            return Optional.empty();
        }
        return Optional.of(json.asText());
    }

    /** Reads a text, number or boolean as text. */
    public Optional<String> scalar(String what) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        if (!json.isValueNode() || isLeftOut()) {
            expected(what);
            return Optional.empty();
        }
        return Optional.of(json.asText());
    }

    /** Reads one of several words. */
    public Optional<String> word(String what, Collection<String> allowed) {
        Optional<String> word = text(what + ": " + String.join(", ", allowed));
        if (word.isPresent() && !allowed.contains(word.get())) {
            problem(NearestName.unknown(what, excerpt(word.get()), allowed));
            return Optional.empty();
        }
        return word;
    }

    /** Reads a whole number in a range. */
    public OptionalLong integer(String what, long least, long most) {
        if (json.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!json.isIntegralNumber() || json.asLong() < least || json.asLong() > most || !json.canConvertToLong()) {
            expected(what + ", a whole number from " + least + " to " + most);
            return OptionalLong.empty();
        }
        return OptionalLong.of(json.asLong());
    }

    /** Reads a number in a range; {@link Double#MIN_NORMAL} as the lower limit means above 0. */
    public OptionalDouble number(String what, double least, double most) {
        if (json.isMissingNode()) {
            return OptionalDouble.empty();
        }
        if (!json.isNumber() || !(json.asDouble() >= least && json.asDouble() <= most)) {
            String range = least == Double.MIN_NORMAL ? " above 0, at most " : " from " + trimmed(least) + " to ";
            expected(what + ", a number" + range + trimmed(most));
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(json.asDouble());
    }

    private static String trimmed(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** Reads true or false. */
    public Optional<Boolean> bool(String what) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        if (!json.isBoolean()) {
            expected(what + ", true or false");
            return Optional.empty();
        }
        return Optional.of(json.asBoolean());
    }

    /** Reads a flag that can only be switched on. */
    public boolean flag() {
        if (!json.isBoolean() || !json.asBoolean()) {
            expected("true (leave it out otherwise)");
            return false;
        }
        return true;
    }

    /** Reads a duration such as {@code 30s}, up to a limit. */
    public Optional<Duration> duration(String what, Duration most) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        if (!json.isTextual()) {
            String hint =
                    json.isNumber() ? "; write a unit, such as " + json.asText() + "ms or " + json.asText() + "s" : "";
            problem("expected " + what + ", a duration such as 500ms, 30s or 5m, but found " + description() + hint);
            return Optional.empty();
        }
        try {
            Duration duration = Durations.parse(json.asText());
            if (duration.compareTo(most) > 0) {
                problem("expected " + what + ", at most " + Durations.text(most) + ", but found " + description());
                return Optional.empty();
            }
            return Optional.of(duration);
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
