package dev.hostdouble.scenario.effect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON text with the place of every value, so that a value can be changed while all other bytes stay. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String text;
    private final Value root;

    private JsonText(String text, Value root) {
        this.text = text;
        this.root = root;
    }

    /**
     * A value in the text.
     *
     * @param name its name as a member, with quotes as written; its position as an item; empty for the root
     * @param from where it begins: for a member, where its name begins
     * @param start where the value itself begins
     * @param end behind its last character
     * @param items the members or items
     */
    record Value(String name, int from, int start, int end, JsonToken type, List<Value> items) {}

    /** Parses a text; empty if it is not JSON. */
    static Optional<JsonText> parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Value root = value(parser, "", (int) parser.currentTokenLocation().getCharOffset());
            return parser.nextToken() == null ? Optional.of(new JsonText(text, root)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Value value(JsonParser parser, String name, int from) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        JsonToken type = parser.currentToken();
        List<Value> items = new ArrayList<>();
        if (type == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = parser.currentName();
                int memberFrom = (int) parser.currentTokenLocation().getCharOffset();
                parser.nextToken();
                items.add(value(parser, member, memberFrom));
            }
        } else if (type == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int itemFrom = (int) parser.currentTokenLocation().getCharOffset();
                items.add(value(parser, String.valueOf(items.size()), itemFrom));
            }
        } else {
            parser.finishToken();
        }
        int end = (int) parser.currentLocation().getCharOffset();
        return new Value(name, from, start, end, type, items);
    }

    /** The value at a pointer; empty if there is none. */
    Optional<Value> find(JsonPointer pointer) {
        Value at = root;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            String name = rest.getMatchingProperty();
            Optional<Value> next =
                    at.items().stream().filter(item -> item.name().equals(name)).findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** The text of a value. */
    String of(Value value) {
        return text.substring(value.start(), value.end());
    }

    /** The text of a value with its name. */
    String whole(Value value) {
        return text.substring(value.from(), value.end());
    }

    /** The text with a value replaced. */
    String replace(Value value, String replacement) {
        return text.substring(0, value.start()) + replacement + text.substring(value.end());
    }

    /** The text with something inserted behind a value. */
    String insertAfter(Value value, String more) {
        return text.substring(0, value.end()) + more + text.substring(value.end());
    }

    /** The text with something inserted before the end of a mapping or list. */
    String append(Value container, String more) {
        String comma = container.items().isEmpty() ? "" : ",";
        int at = container.items().isEmpty()
                ? container.start() + 1
                : container.items().get(container.items().size() - 1).end();
        return text.substring(0, at) + comma + more + text.substring(at);
    }

    /** The text without a member or item. */
    String remove(Value container, Value value) {
        int position = container.items().indexOf(value);
        int from = value.from();
        int to = value.end();
        if (position + 1 < container.items().size()) {
            to = container.items().get(position + 1).from();
        } else if (position > 0) {
            from = container.items().get(position - 1).end();
        }
        return text.substring(0, from) + text.substring(to);
    }
}
