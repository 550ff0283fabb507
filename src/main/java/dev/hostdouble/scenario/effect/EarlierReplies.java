package dev.hostdouble.scenario.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Earlier replies by request. Holds up to 8 MiB; drops the least recently used. */
final class EarlierReplies {
    private static final long MAX_BYTES = 8L << 20;

    private final Map<String, Deque<Reply>> replies = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Stores a reply, and returns that of {@code reads} requests ago, or the oldest one. */
    Reply remember(String read, Reply reply, int reads) {
        Deque<Reply> before = replies.computeIfAbsent(read, none -> new ArrayDeque<>());
        add(read, before, reply);
        if (before.size() > reads + 1) {
            bytes -= weight(read, before.removeFirst());
        }
        Reply earlier = before.getFirst();
        Iterator<Map.Entry<String, Deque<Reply>>> eldest = replies.entrySet().iterator();
        while (bytes > MAX_BYTES) {
            Map.Entry<String, Deque<Reply>> dropped = eldest.next();
            dropped.getValue().forEach(old -> bytes -= weight(dropped.getKey(), old));
            eldest.remove();
        }
        return earlier;
    }

    private void add(String read, Deque<Reply> before, Reply reply) {
        before.addLast(reply);
        bytes += weight(read, reply);
    }

    private static long weight(String read, Reply reply) {
        return read.length() + reply.body().length() + 500L;
    }

    /** The replies as JSON, those of the least recently used request first. */
    ArrayNode save() {
        ArrayNode saved = JsonNodeFactory.instance.arrayNode();
        replies.forEach((read, before) -> {
            ArrayNode list = saved.addObject().put("request", read).putArray("replies");
            before.forEach(reply -> list.add(save(reply)));
        });
        return saved;
    }

    private static ObjectNode save(Reply reply) {
        ObjectNode saved = JsonNodeFactory.instance
                .objectNode()
                .put("status", reply.status())
                .put("reason", reply.reason())
                .put("answer", reply.answer())
                .put("evidence", reply.evidence().word());
        ArrayNode facts = saved.putArray("facts");
        reply.facts().forEach(fact -> facts.add(fact.key()));
        ArrayNode headers = saved.putArray("headers");
        reply.headers()
                .fields()
                .forEach(field -> headers.addArray().add(field.name()).add(field.value()));
        return saved.put("body", Base64.getEncoder().encodeToString(reply.body().array()));
    }

    /** Puts in what {@link #save} gave; facts are found by their keys. */
    void restore(JsonNode saved, Function<String, Optional<Fact>> facts) {
        for (JsonNode one : saved) {
            String read = one.path("request").asText();
            Deque<Reply> before = replies.computeIfAbsent(read, none -> new ArrayDeque<>());
            one.path("replies").forEach(reply -> add(read, before, reply(reply, facts)));
        }
    }

    private static Reply reply(JsonNode saved, Function<String, Optional<Fact>> facts) {
        List<Header> headers = new ArrayList<>();
        saved.path("headers")
                .forEach(field -> headers.add(
                        new Header(field.path(0).asText(), field.path(1).asText())));
        List<Fact> known = new ArrayList<>();
        saved.path("facts")
                .forEach(key -> known.add(facts.apply(key.asText())
                        .orElseThrow(() -> new IllegalArgumentException("unknown fact '" + key.asText() + "'"))));
        return Reply.of(
                        saved.path("status").asInt(),
                        Bytes.of(Base64.getDecoder().decode(saved.path("body").asText())))
                .with(new Headers(headers))
                .with(Evidence.valueOf(saved.path("evidence").asText().toUpperCase(Locale.ROOT)))
                .withReason(saved.path("reason").asText())
                .withAnswer(saved.path("answer").asText())
                .withFacts(known);
    }
}
