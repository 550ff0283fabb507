package dev.hostdouble.scenario.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers with a reply of the scenario.
 *
 * @param status the HTTP status
 * @param headers header templates by name
 * @param body a template: a text, or JSON whose texts are templates
 * @param performed whether the provider performs the call anyway
 */
record FixedReplyEffect(int status, Map<String, String> headers, JsonNode body, boolean isJson, boolean performed)
        implements OutcomeEffect {
    static final EffectType TYPE = new EffectType("reply", """
            { "description": "another reply; texts can contain {{path.sid}}, {{now}}, {{call}}, {{random.8}}",
              "type": "object", "additionalProperties": false, "minProperties": 1,
              "properties": {
                "status": { "type": "integer", "minimum": 200, "maximum": 599 },
                "headers": { "type": "object", "maxProperties": 50, "propertyNames": { "pattern": "^[A-Za-z0-9-]{1,100}$" },
                  "additionalProperties": { "type": ["string", "number"] } },
                "body": { "type": "string" },
                "json": { "description": "a JSON body, instead of body" },
                "performed": { "description": "whether the call takes effect nevertheless", "type": "boolean" } } }""", FixedReplyEffect::read);

    private static final List<String> KEYS = List.of("status", "headers", "body", "json", "performed");
    private static final List<String> SET_BY_SERVER =
            List.of("content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer");
    private static final int LONGEST_VALUE = 2000;
    private static final int MAX_HEADERS = 50;

    private static Optional<FixedReplyEffect> read(YamlNode value, EffectScope scope) {
        if (!value.requireMapping("a reply such as { status: 503, body: text }")) {
            return Optional.empty();
        }
        value.allowKeys("key of a reply", KEYS);
        if (value.keys().isEmpty()) {
            value.problem("an empty reply: expected one of " + String.join(", ", KEYS));
        }
        OptionalLong status = value.get("status").integer("the HTTP status", 200, 599);
        YamlNode json = value.get("json");
        YamlNode body = value.get("body");
        if (!json.isMissing() && !body.isMissing()) {
            json.problem("'json' cannot be combined with 'body': expected only one of them");
        }
        Optional<String> text = body.text("the body, a text; for a structure use json");
        if ((status.orElse(200) == 204 || status.orElse(200) == 304)
                && (!json.isMissing() || !text.orElse("").isEmpty())) {
            value.problem("a reply with status " + status.getAsLong() + " has no body: leave out body and json");
        }
        Map<String, String> headers = headers(value.get("headers"), scope);
        if (!json.isMissing() && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", "application/json");
        }
        TextTemplate.check(body, scope);
        TextTemplate.check(json, scope);
        boolean performed = value.get("performed").bool("performed").orElse(false);
        return Optional.of(new FixedReplyEffect(
                (int) status.orElse(200),
                headers,
                json.isMissing() ? JsonNodeFactory.instance.textNode(text.orElse("")) : json.json(),
                !json.isMissing(),
                performed));
    }

    private static Map<String, String> headers(YamlNode node, EffectScope scope) {
        Map<String, String> headers = new LinkedHashMap<>();
        node.requireMapping("headers by name");
        if (node.keys().size() > MAX_HEADERS) {
            node.problem("too many headers: expected at most " + MAX_HEADERS);
        }
        for (String name : node.keys()) {
            YamlNode at = node.get(name);
            String value =
                    at.scalar("the value of a header, a text or a number").orElse("");
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")) {
                at.problem(
                        "invalid header name '" + YamlNode.excerpt(name) + "': expected letters, digits and hyphens");
            } else if (SET_BY_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
                at.problem("the header " + name + " cannot be set: the server computes it for each reply;"
                        + " use transport for a wrong one");
            } else if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= 255 && c != 127))) {
                at.problem("a header value cannot contain line breaks or characters outside ISO-8859-1");
            } else if (value.length() > LONGEST_VALUE) {
                at.problem("header value too long: expected at most " + LONGEST_VALUE + " characters");
            }
            TextTemplate.check(at, scope);
            headers.put(name, value);
        }
        return headers;
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Reply answer(EffectContext context, Call call, Reply own) {
        TextTemplate template = new TextTemplate(context);
        Headers filled = Headers.NONE;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            filled = filled.plus(header.getKey(), template.fillHeader(header.getValue()));
        }
        String text = isJson ? JsonTexts.of(template.fillJson(body)) : template.fill(body.asText());
        return Reply.of(status, Bytes.of(text))
                .with(filled)
                .withAnswer(Reply.INJECTED)
                .with(Evidence.ASSUMED);
    }
}
