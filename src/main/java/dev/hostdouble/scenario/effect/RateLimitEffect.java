package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.core.RateWindow.Usage;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.scenario.effect.EffectContext.Memory;
import dev.hostdouble.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits the number of calls in a period of world time.
 *
 * @param limit the number of calls allowed in a period
 * @param per the length of a period; it starts with a call
 * @param by whose calls are counted together
 */
record RateLimitEffect(int limit, Duration per, By by) implements OutcomeEffect {
    static final EffectType TYPE = new EffectType("rate_limit", """
            { "description": "limits calls; more get a 429 with Retry-After",
              "type": "object", "additionalProperties": false, "required": ["limit"],
              "properties": {
                "limit": { "type": "integer", "minimum": 0, "maximum": 1000000 },
                "per": { "description": "length of the window; default: 1m", "type": "string" },
                "by": { "description": "whose calls are counted together; default: account", "enum": ["account", "credential", "world"] } } }""", RateLimitEffect::read);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final long MOST = 1_000_000;

    /** Whose calls are counted together. */
    enum By {
        ACCOUNT,
        CREDENTIAL,
        WORLD
    }

    private static Optional<RateLimitEffect> read(YamlNode value, EffectScope scope) {
        if (!value.requireMapping("{ limit: 10, per: 1m }")) {
            return Optional.empty();
        }
        value.allowKeys("key of rate_limit", List.of("limit", "per", "by"));
        OptionalLong limit = value.get("limit").integer("the number of calls", 0, MOST);
        if (value.get("limit").isMissing()) {
            value.problem("expected a limit: { limit: 10, per: 1m }");
        }
        Optional<Duration> per = value.get("per").duration("the length of the window", Duration.ofDays(365));
        if (per.isPresent() && per.get().isZero()) {
            value.get("per").problem("a window of 0 never limits anything; expected a duration such as 1m");
        }
        String by = value.get("by")
                .word("value of by", List.of("account", "credential", "world"))
                .orElse("account");
        return Optional.of(new RateLimitEffect(
                (int) limit.orElse(0),
                per.orElse(Duration.ofMinutes(1)),
                By.valueOf(by.toUpperCase(java.util.Locale.ROOT))));
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public boolean isInFrontOfAuthentication() {
        return by == By.WORLD;
    }

    @Override
    public boolean performed() {
        return false;
    }

    @Override
    public String whyNot() {
        return "within the limit";
    }

    private String whose(EffectContext context) {
        return switch (by) {
            case ACCOUNT -> context.account();
            case CREDENTIAL -> context.credential();
            case WORLD -> "";
        };
    }

    @Override
    public boolean strikes(EffectContext context) {
        RateWindow windows = context.memory().get(Memory.RATE, RateWindow::new);
        Duration now = context.call().elapsed();
        Usage usage = context.call().trace().isRehearsal()
                ? windows.expect(whose(context), limit, per, now)
                : windows.count(whose(context), limit, per, now);
        context.memory().put("usage", usage);
        if (usage.allowed()) {
            context.call().dialect().withinLimit(context.call(), limit, usage);
        }
        return !usage.allowed();
    }

    @Override
    public Reply answer(EffectContext context, Call call, Reply own) {
        Usage usage = context.memory().get("usage", () -> new Usage(false, 0, per));
        Optional<ApiException> error = call.dialect().tooManyCalls(call, limit, usage);
        // Where the provider documents no such error, the gateway answers.
        return error.map(known -> call.failure(known)).orElseGet(() -> {
            Reply page = GatewayPages.reply(TOO_MANY_REQUESTS).with(Evidence.ASSUMED);
            Headers retry = Headers.of("Retry-After", String.valueOf(usage.secondsUntilEnd()));
            return page.with(page.headers().plus(retry));
        });
    }
}
