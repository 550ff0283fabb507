package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Durations;
import dev.hostdouble.yaml.Document;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses the effects that replace a reply or change how it is sent. */
record ReplyEffectReader(Document document) {
    /** Parses {@code reply: { status, headers, body or json, performed }}. */
    static Effect reply(JsonNode value) {
        Map<String, String> headers = new LinkedHashMap<>();
        value.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        JsonNode json = value.path("json");
        if (!json.isMissingNode()) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        String body = json.isMissingNode() ? value.path("body").asText("") : json.toString();
        return new Effect.ReplyEffect(
                value.path("status").asInt(200),
                headers,
                body,
                value.path("performed").asBoolean(false));
    }

    /** Parses {@code gateway: 502} or {@code { status, performed, retry_after }}. By default, only 504 performs the call. */
    static Effect gateway(JsonNode value) {
        int status = value.isObject() ? value.path("status").asInt() : value.asInt();
        boolean performed = value.path("performed").asBoolean(status == 504);
        Map<String, String> headers = new HashMap<>();
        GatewayPages.HEADERS.fields().forEach(header -> headers.put(header.name(), header.value()));
        if (value.has("retry_after")) {
            headers.put("Retry-After", value.path("retry_after").asText());
        }
        return new Effect.ReplyEffect(status, headers, GatewayPages.page(status), performed);
    }

    /** Parses {@code delay: 2s}, {@code { from, to }} or {@code { median, sigma }}. */
    Optional<Effect> delay(String at, JsonNode value) {
        try {
            if (value.isTextual()) {
                return Optional.of(new DeliveryEffect.DelayEffect(Latency.fixed(Durations.parse(value.asText()))));
            }
            if (value.has("median")) {
                Duration median = Durations.parse(value.path("median").asText());
                return Optional.of(new DeliveryEffect.DelayEffect(
                        new Latency(median, median, value.path("sigma").asDouble(0.5))));
            }
            Duration from = Durations.parse(value.path("from").asText("0s"));
            Duration to = Durations.parse(value.path("to").asText("0s"));
            if (to.compareTo(from) < 0) {
                document.addProblem(at, "invalid delay: expected 'to' to be at least 'from'");
            }
            return Optional.of(new DeliveryEffect.DelayEffect(new Latency(from, to, 0)));
        } catch (IllegalArgumentException e) {
            document.addProblem(at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Parses {@code transport: reset} or {@code { kind, after }}. */
    static Effect transport(JsonNode value) {
        String kind = value.isObject() ? value.path("kind").asText() : value.asText();
        return new DeliveryEffect.TransportEffect(
                ConnectionFault.valueOf(kind.toUpperCase(Locale.ROOT)),
                value.path("after").asInt(0));
    }

    /** Parses {@code content: { type, charset, bom }}. */
    Optional<Effect> content(String at, JsonNode value) {
        Optional<String> charset =
                value.has("charset") ? Optional.of(value.path("charset").asText()) : Optional.empty();
        try {
            charset.ifPresent(Charset::forName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            document.addProblem(
                    at + "/charset",
                    "unknown charset '" + charset.get() + "': expected a charset of the Java platform, e.g. UTF-16LE");
            return Optional.empty();
        }
        Optional<String> type =
                value.has("type") ? Optional.of(value.path("type").asText()) : Optional.empty();
        return Optional.of(new DeliveryEffect.ContentEffect(
                type, charset, value.path("bom").asBoolean()));
    }
}
