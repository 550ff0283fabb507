package dev.hostdouble.php;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Utf8;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as PHP's {@code json_encode} and {@code json_decode} write and read it with no flags set: {@code /} as
 * {@code \/}, everything beyond ASCII as lower-case {@code \}{@code uXXXX}, whole floats without a fraction; nesting
 * deeper than 512 or text that is not UTF-8 does not read at all.
 */
public final class PhpJson {
    private static final int MAX_DEPTH = 512;
    private static final ObjectMapper MAPPER = mapper(true);
    private static final ObjectMapper WITH_SLASHES = mapper(false);

    private PhpJson() {}

    private static ObjectMapper mapper(boolean escapeSlashes) {
        JsonFactory factory = new JsonFactoryBuilder()
                .characterEscapes(escapeSlashes ? new SlashEscapes() : null)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new SimpleModule()
                        .addSerializer(Double.class, new FloatSerializer())
                        .addSerializer(double.class, new FloatSerializer()))
                .build();
    }

    /** Compact JSON; records in the order of their components, maps in their own. */
    public static Bytes encode(Object value) {
        return write(MAPPER, value);
    }

    private static Bytes write(ObjectMapper mapper, Object value) {
        try {
            return Bytes.of(mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** The same with {@code JSON_UNESCAPED_SLASHES}. */
    public static Bytes withSlashes(Object value) {
        return write(WITH_SLASHES, value);
    }

    /** The same as text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** The members of a JSON object; nothing where the text is malformed or something else. */
    public static Optional<Map<String, Object>> decodeObject(Bytes utf8) {
        Optional<String> text = Utf8.decode(utf8.array());
        if (text.isEmpty() || text.get().startsWith("\uFEFF")) {
            return Optional.empty();
        }
        try {
            JsonNode node = MAPPER.readTree(text.get());
            if (!node.isObject() || loneSurrogate(text.get())) {
                return Optional.empty();
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> members = MAPPER.convertValue(node, Map.class);
            return Optional.of(members);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an escape names half of a pair: PHP refuses the whole text then. */
    private static boolean loneSurrogate(String json) {
        if (!json.contains("\\u")) {
            return false;
        }
        int i = 0; // from the start: a backslash may itself be escaped
        boolean high = false;
        while (i < json.length()) {
            char c = json.charAt(i);
            int unit = -1;
            int length = 1;
            if (c == '\\' && i + 1 < json.length()) {
                boolean escape = json.charAt(i + 1) == 'u' && i + 6 <= json.length();
                unit = escape ? Integer.parseInt(json.substring(i + 2, i + 6), 16) : -1;
                length = escape ? 6 : 2;
            }
            boolean low = unit >= 0xDC00 && unit <= 0xDFFF;
            if (high != low) {
                return true;
            }
            high = unit >= 0xD800 && unit <= 0xDBFF;
            i += length;
        }
        return high;
    }

    /** Reads a value this class has written. */
    public static <T> T decode(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + json, e);
        }
    }

    private static final class SlashEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final SerializableString SLASH = new SerializedString("\\/");

        private final int[] escapes = standardAsciiEscapesForJSON();

        SlashEscapes() {
            escapes['/'] = ESCAPE_CUSTOM;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return escapes;
        }

        @Override
        public SerializableString getEscapeSequence(int ch) {
            return SLASH;
        }
    }

    /** PHP prints 1.0 as 1 and 0.33 as 0.33, and never loses a digit. */
    private static final class FloatSerializer extends StdSerializer<Double> {
        private static final long serialVersionUID = 1;

        FloatSerializer() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            double number = value;
            if (number == Math.rint(number) && Math.abs(number) < 1e15) {
                json.writeNumber((long) number);
            } else {
                json.writeNumber(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
            }
        }
    }
}
