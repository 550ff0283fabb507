package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.yaml.YamlNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Breaks the connection: before the reply, or while it is sent. */
final class TransportEffect {
    static final String KIND = "transport";

    static final EffectType TYPE = new EffectType(KIND, """
            { "description": "the connection fails: reset, empty, garbage, truncate, malformed_chunk, stall or close; after: the number of body bytes to send first",
              "anyOf": [
                { "enum": ["reset", "empty", "garbage", "truncate", "malformed_chunk", "stall", "close"] },
                { "type": "object", "additionalProperties": false, "required": ["kind"],
                  "properties": {
                    "kind": { "enum": ["reset", "empty", "garbage", "truncate", "malformed_chunk", "stall", "close"] },
                    "during": { "description": "while the reply is sent, or while the body of the request is read", "enum": ["reply", "request"] },
                    "after": { "description": "the number of body bytes before the failure", "type": "integer", "minimum": 0, "maximum": 100000000 },
                    "performed": { "description": "whether the call takes effect", "type": "boolean" } } } ] }""", TransportEffect::read);

    private static final List<String> KINDS = Arrays.stream(ConnectionFault.values())
            .filter(fault -> fault != ConnectionFault.NONE)
            .map(fault -> fault.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> KEYS = List.of("kind", "during", "after", "performed");
    private static final List<String> DURING_REQUEST = List.of("reset", "empty");
    private static final long MOST_BYTES = 100_000_000;

    private TransportEffect() {}

    private static Optional<? extends Effect> read(YamlNode value, EffectScope scope) {
        YamlNode kind = value.json().isObject() ? value.get("kind") : value;
        if (value.json().isObject()) {
            value.allowKeys("key of transport", KEYS);
            if (kind.isMissing()) {
                value.problem("expected { kind: " + String.join(" | ", KINDS) + " }");
            }
        }
        Optional<String> word = kind.word("kind of transport", KINDS);
        int after = (int) value.get("after")
                .integer("the number of body bytes", 0, MOST_BYTES)
                .orElse(0);
        Optional<Boolean> performed = value.get("performed").bool("performed");
        boolean duringRequest = value.get("during")
                .word("value of during", List.of("reply", "request"))
                .orElse("reply")
                .equals("request");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        ConnectionFault fault = ConnectionFault.valueOf(word.get().toUpperCase(Locale.ROOT));
        if (duringRequest) {
            if (!DURING_REQUEST.contains(word.get())) {
                kind.problem("while the request is read, the connection can only fail with "
                        + String.join(", ", DURING_REQUEST));
            }
            if (performed.orElse(false)) {
                value.get("performed").problem("a call whose request does not arrive cannot be performed");
            }
            return Optional.of(new RequestCut(fault, after));
        }
        return switch (fault) {
            case EMPTY, GARBAGE -> {
                if (value.has("after")) {
                    value.get("after").problem(word.get() + " sends no byte of the reply: leave out 'after'");
                }
                yield Optional.of(new Drop(KIND, fault, performed.orElse(false)));
            }
            case RESET ->
                after == 0
                        ? Optional.of(new Drop(KIND, fault, performed.orElse(false)))
                        : cut(fault, after, value, performed);
            default -> cut(fault, after, value, performed);
        };
    }

    private static Optional<Cut> cut(ConnectionFault fault, int after, YamlNode value, Optional<Boolean> performed) {
        if (!performed.orElse(true)) {
            value.get("performed").problem("a call whose reply is sent in part is performed: leave out 'performed'");
        }
        return Optional.of(new Cut(fault, after));
    }

    /** The connection fails before the first byte of the reply. */
    record Drop(String kind, ConnectionFault fault, boolean performed) implements OutcomeEffect {
        @Override
        public Reply answer(EffectContext context, Call call, Reply own) {
            Reply lost = performed ? own : Reply.of(200, Bytes.NONE).withAnswer(Reply.INJECTED);
            return lost.with(Evidence.ASSUMED).withDelivery(lost.delivery().withFault(fault, 0));
        }
    }

    /** The connection fails after a number of bytes of the reply's body. */
    record Cut(ConnectionFault fault, int after) implements ReplyEffect {
        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Slot slot() {
            return Slot.CONNECTION;
        }

        @Override
        public Reply change(EffectContext context, Reply reply) {
            return isFelt(context.call().request(), reply)
                    ? reply.withDelivery(reply.delivery().withFault(fault, after))
                    : reply;
        }

        @Override
        public OptionalInt shownBytes() {
            return fault == ConnectionFault.MALFORMED_CHUNK ? OptionalInt.of(after) : OptionalInt.empty();
        }

        /** Whether it makes a difference on the wire; a failure after the last byte does not happen. */
        private boolean isFelt(Request request, Reply reply) {
            int length = Effect.hasBody(request, reply) ? reply.body().length() : 0;
            boolean closesAnyway = request.header("Connection").equalsIgnoreCase("close");
            return switch (fault) {
                case TRUNCATE, MALFORMED_CHUNK -> length > 0;
                case CLOSE -> !closesAnyway;
                default -> after < length;
            };
        }

        @Override
        public boolean isNoticed(Request request, Reply before, Reply after) {
            return !after.delivery().equals(before.delivery());
        }

        @Override
        public boolean isStillOfProvider() {
            return fault == ConnectionFault.CLOSE;
        }
    }
}
