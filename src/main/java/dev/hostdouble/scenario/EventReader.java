package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.provider.ChangeReader;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.scenario.Event.BeforeCall;
import dev.hostdouble.scenario.effect.TextTemplate;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses events, for example {@code { at: 30s, do: { hosterapi/vm: 4001, state: stopped } }}. */
final class EventReader {
    private static final List<String> KEYS = List.of("at", "before", "do");
    private static final Duration LATEST = Duration.ofDays(3650);
    private static final int MOST = 100;

    private final List<Provider> providers;
    private final List<Operation> operations;
    private final ChangeReader changes;

    EventReader(List<Provider> providers, List<Operation> operations) {
        this.providers = providers;
        this.operations = operations;
        this.changes = new ChangeReader(providers);
    }

    /** Parses the value of {@code events}; records problems in the file. */
    List<Event> read(YamlNode list) {
        List<Event> events = new ArrayList<>();
        if (list.isMissing()) {
            return events;
        }
        if (!list.json().isArray() || list.json().size() > MOST) {
            list.expected("a list of at most " + MOST + " events");
            return events;
        }
        for (YamlNode item : list.items()) {
            if (item.requireMapping("an event such as { at: 30s, do: { hosterapi/vm: 4001, state: stopped } }")) {
                event(item).ifPresent(events::add);
            }
        }
        return events;
    }

    private Optional<Event> event(YamlNode item) {
        item.allowKeys("key of an event", KEYS);
        if (item.has("at") == item.has("before")) {
            item.problem("expected either 'at' (a world time) or 'before' (a call)");
        }
        Optional<Duration> at = item.get("at").duration("a world time since activation", LATEST);
        Optional<BeforeCall> before = before(item.get("before"));
        YamlNode change = item.get("do");
        if (change.isMissing()) {
            item.problem("expected 'do': what changes, such as { hosterapi/vm: 4001, state: stopped }");
        }
        if (!change.requireMapping("a change such as { hosterapi/vm: 4001, state: stopped }")) {
            return Optional.empty();
        }
        TextTemplate.requireNone(change);
        Optional<RequestedChange> read = changes.read(
                plain(change), (key, message) -> (key.isEmpty() ? change : change.get(key)).problem(message));
        return read.map(valid -> new Event(at, before, valid));
    }

    private static Map<String, Object> plain(YamlNode mapping) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (String key : mapping.keys()) {
            JsonNode value = mapping.get(key).json();
            plain.put(
                    key,
                    value.isNumber()
                            ? value.numberValue()
                            : value.isBoolean()
                                    ? value.booleanValue()
                                    : value.isValueNode() ? value.asText() : JsonTexts.of(value));
        }
        return plain;
    }

    private Optional<BeforeCall> before(YamlNode node) {
        if (node.isMissing()) {
            return Optional.empty();
        }
        if (!node.requireMapping("{ on: vss/iso.list, call: 2 }")) {
            return Optional.empty();
        }
        node.allowKeys("key of before", List.of("on", "when", "call"));
        if (node.get("on").isMissing()) {
            node.problem("expected 'on': the operation before whose call the event happens");
        }
        List<OperationPattern> on = RuleReader.on(node.get("on"), operations);
        long call =
                node.get("call").integer("the number of the call", 1, 1_000_000).orElse(1);
        List<Operation> matched = operations.stream()
                .filter(operation -> on.stream().anyMatch(pattern -> pattern.matches(operation.id())))
                .toList();
        List<Condition> when = ConditionReader.of(matched, providers).read(node.get("when"));
        return Optional.of(new BeforeCall(on, when, call));
    }
}
