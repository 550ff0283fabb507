package dev.hostdouble.scenario.effect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All kinds of effects: the one list. */
public final class EffectTypes {
    /** The kinds in the order of the documentation. */
    public static final List<EffectType> ALL = List.of(
            ErrorEffect.TYPE,
            FixedReplyEffect.TYPE,
            GatewayEffect.TYPE,
            ServerErrorEffect.TYPE,
            JobFaultEffect.TYPE,
            DelayEffect.TYPE,
            SlowBodyEffect.TYPE,
            LoseReplyEffect.TYPE,
            TransportEffect.TYPE,
            TlsEffect.TYPE,
            ContentEffect.TYPE,
            EditEffect.TYPE,
            RateLimitEffect.TYPE,
            ExpireTokenEffect.TYPE,
            StaleEffect.TYPE,
            OutOfStockEffect.TYPE,
            TwiceEffect.TYPE,
            ParametersEffect.TYPE,
            ProceedEffect.TYPE);

    /** The kinds by key. */
    public static final Map<String, EffectType> BY_KIND = byKind();

    private EffectTypes() {}

    private static Map<String, EffectType> byKind() {
        Map<String, EffectType> kinds = new LinkedHashMap<>();
        ALL.forEach(type -> kinds.put(type.kind(), type));
        return kinds;
    }
}
