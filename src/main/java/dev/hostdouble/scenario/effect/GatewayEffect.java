package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Answers with the page of a gateway in front of the provider.
 *
 * @param status 429, 500, 502, 503 or 504
 * @param retryAfter the value of Retry-After, in seconds; empty for no such header
 * @param performed whether the provider performs the call anyway
 */
record GatewayEffect(int status, Optional<String> retryAfter, boolean performed) implements OutcomeEffect {
    static final EffectType TYPE = new EffectType("gateway", """
            { "description": "a page of the gateway: 502, 503, 504, 500 or 429; the call takes effect only with 504",
              "anyOf": [
                { "enum": [429, 500, 502, 503, 504] },
                { "type": "object", "additionalProperties": false, "required": ["status"],
                  "properties": { "status": { "enum": [429, 500, 502, 503, 504] }, "performed": { "type": "boolean" },
                    "retry_after": { "type": ["integer", "string"] } } } ] }""", GatewayEffect::read);

    private static final int GATEWAY_TIMEOUT = 504;
    private static final List<String> KEYS = List.of("status", "performed", "retry_after");

    private static Optional<GatewayEffect> read(YamlNode value, EffectScope scope) {
        YamlNode status = value.json().isObject() ? value.get("status") : value;
        if (value.json().isObject()) {
            value.allowKeys("key of gateway", KEYS);
        }
        if (!status.json().isIntegralNumber()
                || !GatewayPages.PHRASES.containsKey(status.json().asInt())) {
            status.expected("a status of the gateway: "
                    + String.join(
                            ", ",
                            new TreeSet<>(GatewayPages.PHRASES.keySet())
                                    .stream().map(String::valueOf).toList()));
            return Optional.empty();
        }
        int code = status.json().asInt();
        Optional<String> retryAfter = value.get("retry_after").scalar("seconds, or an HTTP date");
        if (retryAfter.isPresent() && !isRetryAfter(retryAfter.get())) {
            value.get("retry_after")
                    .expected(
                            "seconds, or an HTTP date such as Fri, 31 Dec 2038 23:59:59 GMT; for any other text use reply");
        }
        boolean performed = value.get("performed").bool("performed").orElse(code == GATEWAY_TIMEOUT);
        return Optional.of(new GatewayEffect(code, retryAfter, performed));
    }

    private static boolean isRetryAfter(String text) {
        if (text.matches("\\d{1,10}")) {
            return true;
        }
        try {
            DateTimeFormatter.RFC_1123_DATE_TIME.parse(text);
            return text.endsWith(" GMT");
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Reply answer(EffectContext context, Call call, Reply own) {
        Reply page = GatewayPages.reply(status).with(Evidence.ASSUMED);
        return retryAfter
                .map(seconds -> page.with(page.headers().plus("Retry-After", seconds)))
                .orElse(page);
    }
}
