package dev.hostdouble.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.audit.SentParams.Field;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.provider.PathTemplate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@code assumed-reply-used}. */
final class AssumedReplyWatch implements CallWatch {
    /** Short texts are in many replies by chance, and so are words such as {@code monthly}. */
    private static final int SHORTEST = 6;

    private static final int LONGEST = 500;
    private static final int MOST = 20_000;

    private final Map<String, Source> assumed = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> reported = new HashSet<>();
    private final Findings findings;

    AssumedReplyWatch(Findings findings) {
        this.findings = findings;
    }

    /** Where a value was first seen: only in a reply that is assumed. */
    private record Source(long number, String operation, String member) {}

    @Override
    public void see(SeenCall call) {
        sent(call).forEach(value -> use(value, call));
        if (call.isGot()) {
            collect("", call.replyJson(), call);
        }
    }

    private static Collection<String> sent(SeenCall call) {
        return Stream.concat(
                        call.params().fields().stream().map(Field::value),
                        PathTemplate.split(call.request().path()).stream())
                .filter(AssumedReplyWatch::isDistinctive)
                .distinct()
                .toList();
    }

    private static boolean isDistinctive(String value) {
        return value.length() >= SHORTEST
                && value.length() <= LONGEST
                && value.chars().anyMatch(Character::isDigit);
    }

    private void use(String value, SeenCall call) {
        Source source = assumed.get(value);
        if (source == null) {
            addKnown(value);
        } else if (reported.add(source.operation() + " " + source.member() + " "
                + call.operation().id())) {
            findings.add(
                    source.operation(),
                    List.of(source.number(), call.number()),
                    "call " + call.number() + " sent a value that the client has only from the reply of call "
                            + source.number() + ", which is assumed",
                    "reply of call " + source.number() + ": member " + source.member() + ", evidence assumed",
                    "call " + call.number() + ": " + call.operation().id());
        }
    }

    private void addKnown(String value) {
        if (known.size() < MOST) {
            known.add(value);
        }
    }

    private void collect(String member, JsonNode value, SeenCall call) {
        if (value.isObject()) {
            value.properties().forEach(entry -> collect(entry.getKey(), entry.getValue(), call));
        } else if (value.isArray()) {
            value.forEach(item -> collect(member, item, call));
        } else if (isDistinctive(value.asText())) {
            note(value.asText(), member, call);
        }
    }

    private void note(String value, String member, SeenCall call) {
        if (call.reply().evidence() != Evidence.ASSUMED) {
            addKnown(value);
            assumed.remove(value);
        } else if (!known.contains(value) && assumed.size() < MOST) {
            assumed.putIfAbsent(
                    value, new Source(call.number(), call.operation().id(), Excerpt.of(member)));
        }
    }
}
