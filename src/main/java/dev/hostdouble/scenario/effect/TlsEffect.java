package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.TlsFault;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PathTemplate;
import dev.hostdouble.yaml.YamlNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes TLS handshakes fail. A handshake is no call: it has no operation, no properties and no entry in the journal. Rules name
 * it by {@code on: tls}.
 */
public record TlsEffect(TlsFault fault) implements Effect {
    /** Its key in scenario files, and what {@code on} says for handshakes. */
    public static final String KIND = "tls";

    /** What rules about handshakes match. No call has this operation. */
    public static final Operation HANDSHAKE = new Operation(
            KIND,
            "",
            "",
            KIND,
            "",
            PathTemplate.of("/"),
            true,
            true,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            List.of(),
            List.of());

    private static final List<String> WORDS =
            Arrays.stream(TlsFault.values()).map(TlsFault::word).toList();

    static final EffectType TYPE = new EffectType(KIND, """
            { "description": "with on: tls: how the TLS handshake fails",
              "enum": ["expired", "not_yet_valid", "wrong_host", "untrusted", "cut"] }""", TlsEffect::read);

    private static Optional<? extends Effect> read(YamlNode value, EffectScope scope) {
        if (!scope.operations().contains(HANDSHAKE)) {
            value.problem("'tls' breaks TLS handshakes, not calls: expected on: tls");
            return Optional.empty();
        }
        return value.word("way in which a TLS handshake fails", WORDS)
                .map(word -> new TlsEffect(TlsFault.valueOf(word.toUpperCase(Locale.ROOT))));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Slot slot() {
        return Slot.HANDSHAKE;
    }

    @Override
    public boolean canChange(Operation operation) {
        return operation.equals(HANDSHAKE);
    }
}
