package dev.hostdouble.scenario.effect;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.scenario.effect.JsonText.Value;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Changes members of the provider's own JSON reply; all other bytes stay. */
record EditEffect(List<Edit> edits) implements ReplyEffect {
    static final EffectType TYPE = new EffectType("edit", """
            { "description": "changes of the provider's own JSON reply, at JSON pointers such as /result/jobId",
              "anyOf": [ { "$ref": "#/$defs/edit" }, { "type": "array", "minItems": 1, "maxItems": 50, "items": { "$ref": "#/$defs/edit" } } ] }""", EditEffect::read);

    private static final List<String> KINDS = List.of("remove", "null", "retype", "duplicate", "add");
    private static final String FORMS =
            "{ remove: /result/jobId }, { null: … }, { retype: … }, { duplicate: … } or { add: { /result/new: 1 } }";
    private static final int MOST = 50;
    private static final Pattern INVALID_ESCAPE = Pattern.compile("~(?![01])");

    EditEffect {
        edits = List.copyOf(edits);
    }

    /**
     * One change.
     *
     * @param value the JSON to add; empty for the other kinds
     */
    record Edit(String kind, JsonPointer at, String value) {}

    private static Optional<EditEffect> read(YamlNode value, EffectScope scope) {
        List<Edit> edits = new ArrayList<>();
        for (YamlNode item : value.items()) {
            if (!item.json().isObject()) {
                item.expected(FORMS);
                continue;
            }
            item.allowKeys("edit", KINDS);
            if (item.keys().isEmpty()) {
                item.problem("expected " + FORMS);
            }
            int before = edits.size();
            for (String kind : KINDS) {
                read(kind, item.get(kind), scope, edits);
            }
            requireApart(item, edits.subList(before, edits.size()));
        }
        if (edits.size() > MOST || value.items().isEmpty()) {
            value.problem("expected 1 to " + MOST + " edits");
        }
        return Optional.of(new EditEffect(edits));
    }

    private static void read(String kind, YamlNode value, EffectScope scope, List<Edit> edits) {
        boolean isAdd = kind.equals("add");
        if (value.json().isContainerNode() && value.json().isEmpty()) {
            value.expected(isAdd ? "values by JSON pointer, such as { /result/new: 1 }" : "one or more JSON pointers");
            return;
        }
        if (!isAdd) {
            for (YamlNode at : value.items()) {
                TextTemplate.requireNone(at);
                at.text("a JSON pointer such as /result/jobId")
                        .flatMap(text -> pointer(at, text))
                        .ifPresent(pointer -> edits.add(new Edit(kind, pointer, "")));
            }
            return;
        }
        value.requireMapping("values by JSON pointer, such as { /result/new: 1 }");
        for (String key : value.keys()) {
            YamlNode at = value.get(key);
            TextTemplate.check(at, scope);
            TextTemplate.requireNone(at, key);
            pointer(at, key)
                    .filter(pointer -> !pointer.matches())
                    .ifPresent(pointer -> edits.add(new Edit(kind, pointer, JsonTexts.of(at.json()))));
        }
    }

    /** The edits of one mapping have no order, so none of them may change a part of what another one changes. */
    private static void requireApart(YamlNode mapping, List<Edit> edits) {
        for (int i = 0; i < edits.size(); i++) {
            Edit edit = edits.get(i);
            String at = edit.at().toString();
            List<Edit> others = new ArrayList<>(edits);
            others.remove(i);
            others.stream()
                    .map(other -> other.at().toString())
                    .filter(other -> at.equals(other) || (isLossy(edit) && other.startsWith(at + "/")))
                    .findFirst()
                    .ifPresent(other -> mapping.problem("two edits of '" + YamlNode.excerpt(at)
                            + "' in one mapping: put them into a list, whose order counts"));
        }
    }

    /** Whether nothing is left of the members of the value. */
    private static boolean isLossy(Edit edit) {
        return List.of("remove", "null").contains(edit.kind());
    }

    private static Optional<JsonPointer> pointer(YamlNode at, String text) {
        try {
            if (INVALID_ESCAPE.matcher(text).find()) {
                at.problem("invalid JSON pointer '" + YamlNode.excerpt(text)
                        + "': a ~ in a name is written ~0, a slash ~1");
                return Optional.empty();
            }
            return Optional.of(JsonPointer.compile(text));
        } catch (IllegalArgumentException e) {
            at.problem("invalid JSON pointer '" + YamlNode.excerpt(text) + "': expected one such as /result/jobId");
            return Optional.empty();
        }
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Slot slot() {
        return Slot.EDIT;
    }

    @Override
    public Reply change(EffectContext context, Reply reply) {
        String text = reply.body().text();
        for (Edit edit : edits) {
            text = apply(edit, text, context);
        }
        return reply.with(Bytes.of(text));
    }

    private static String apply(Edit edit, String text, EffectContext context) {
        Optional<JsonText> json = JsonText.parse(text);
        if (json.isEmpty()) {
            return text;
        }
        if (edit.kind().equals("add")) {
            return add(edit, json.get(), text, new TextTemplate(context));
        }
        Optional<Value> value = json.get().find(edit.at());
        return value.map(found -> change(edit, json.get(), found)).orElse(text);
    }

    private static String change(Edit edit, JsonText json, Value value) {
        return switch (edit.kind()) {
            case "null" -> json.replace(value, "null");
            case "retype" -> json.replace(value, retyped(json, value));
            case "duplicate" -> json.insertAfter(value, edit.at().matches() ? json.of(value) : "," + json.whole(value));
            default ->
                edit.at().matches()
                        ? ""
                        : json.remove(json.find(edit.at().head()).orElseThrow(), value);
        };
    }

    /** The same value in another type: what clients of a loosely typed provider meet. */
    private static String retyped(JsonText json, Value value) {
        String text = json.of(value);
        if (value.type() == JsonToken.VALUE_STRING) {
            String inner = text.substring(1, text.length() - 1);
            return inner.matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,10})?") ? inner : "0";
        }
        if (value.type() == JsonToken.START_OBJECT) {
            return "[" + String.join(",", value.items().stream().map(json::of).toList()) + "]";
        }
        if (value.type() == JsonToken.START_ARRAY) {
            List<String> members = new ArrayList<>();
            value.items().forEach(item -> members.add("\"" + item.name() + "\":" + json.of(item)));
            return "{" + String.join(",", members) + "}";
        }
        return value.type() == JsonToken.VALUE_NULL ? "\"\"" : "\"" + text + "\"";
    }

    private static String add(Edit edit, JsonText json, String text, TextTemplate template) {
        String name = edit.at().last().getMatchingProperty();
        Optional<Value> existing = json.find(edit.at());
        String value = template.fillJson(edit.value());
        if (existing.isPresent()) {
            return json.replace(existing.get(), value);
        }
        Optional<Value> container = json.find(edit.at().head());
        if (container.isEmpty()) {
            return text;
        }
        return switch (container.get().type()) {
            case START_OBJECT ->
                json.append(
                        container.get(),
                        '"' + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":" + value);
            case START_ARRAY -> json.append(container.get(), value);
            default -> text;
        };
    }
}
