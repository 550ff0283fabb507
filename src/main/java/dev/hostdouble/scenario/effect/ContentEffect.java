package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.yaml.YamlNode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the text of the body, but changes its encoding.
 *
 * @param type another content type
 * @param charset another charset for the bytes
 * @param bom whether to prepend a byte order mark
 */
record ContentEffect(Optional<String> type, Optional<String> charset, boolean bom) implements ReplyEffect {
    static final EffectType TYPE = new EffectType("content", """
            { "description": "the correct body with a wrong content type, charset or a byte order mark",
              "type": "object", "additionalProperties": false, "minProperties": 1,
              "properties": {
                "type": { "description": "another Content-Type", "type": "string", "minLength": 1, "maxLength": 200 },
                "charset": { "description": "an encoding other than the declared one, such as UTF-16LE", "type": "string", "maxLength": 40 },
                "bom": { "description": "a byte order mark comes first", "const": true } } }""", ContentEffect::read);

    private static final String CONTENT_TYPE = "Content-Type";
    private static final List<String> KEYS = List.of("type", "charset", "bom");
    private static final int LONGEST_TYPE = 200;

    private static Optional<ContentEffect> read(YamlNode value, EffectScope scope) {
        if (!value.requireMapping("{ type: text/html }, { charset: UTF-16LE } or { bom: true }")) {
            return Optional.empty();
        }
        value.allowKeys("key of content", KEYS);
        if (value.keys().isEmpty()) {
            value.problem("expected at least one of " + String.join(", ", KEYS));
        }
        Optional<String> type = value.get("type").text("a content type");
        if (type.isPresent() && (type.get().isBlank() || !type.get().matches("[ -~]{1," + LONGEST_TYPE + "}"))) {
            value.get("type").expected("a content type of 1 to " + LONGEST_TYPE + " printable characters");
        }
        Optional<String> charset = value.get("charset").text("the name of a charset");
        try {
            if (charset.isPresent() && !Charset.forName(charset.get()).canEncode()) {
                value.get("charset")
                        .problem("charset '" + YamlNode.excerpt(charset.get())
                                + "' can only be read, not written: expected another, e.g. UTF-16LE");
                return Optional.empty();
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            value.get("charset")
                    .problem("unknown charset '" + YamlNode.excerpt(charset.get())
                            + "': expected a charset of the Java platform, e.g. UTF-16LE");
            return Optional.empty();
        }
        boolean bom = value.has("bom") && value.get("bom").flag();
        return Optional.of(new ContentEffect(type, charset, bom));
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Slot slot() {
        return Slot.ENCODING;
    }

    @Override
    public Reply change(EffectContext context, Reply reply) {
        Reply encoded = reply;
        if (bom || charset.isPresent()) {
            String text = (bom ? "\uFEFF" : "") + reply.body().text();
            Charset encoding = charset.map(Charset::forName).orElse(StandardCharsets.UTF_8);
            encoded = reply.with(Bytes.of(text.getBytes(encoding)));
        }
        if (type.isEmpty() || reply.headers().first(CONTENT_TYPE).equals(type)) {
            return encoded;
        }
        return encoded.with(encoded.headers().without(CONTENT_TYPE).plus(CONTENT_TYPE, type.get()));
    }
}
