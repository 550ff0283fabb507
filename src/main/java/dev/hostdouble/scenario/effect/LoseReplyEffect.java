package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Delivery.ConnectionFault;
import java.util.Optional;

/** Performs the call and closes the connection without a reply. */
final class LoseReplyEffect {
    static final EffectType TYPE = new EffectType(
            "lose_reply",
            """
            { "description": "the call takes effect, but the connection is closed without a reply", "const": true }""",
            (value, scope) -> value.flag()
                    ? Optional.of(new TransportEffect.Drop("lose_reply", ConnectionFault.EMPTY, true))
                    : Optional.empty());

    private LoseReplyEffect() {}
}
