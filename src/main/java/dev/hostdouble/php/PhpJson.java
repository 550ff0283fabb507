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
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
 * Writes and parses JSON the way PHP's {@code json_encode} and {@code json_decode} do without flags: {@code /} becomes
 * {@code \/}, non-ASCII characters become lower-case {@code \}{@code uXXXX}, and whole floats have no fraction. Texts that
 * are not UTF-8 or nest deeper than 512 levels are not parsed.
 */
public final class PhpJson {
    private static final int MAX_DEPTH = 512;
    private static final ObjectMapper MAPPER = mapper(true);
    private static final ObjectMapper UNESCAPED_SLASHES = mapper(false);

    private PhpJson() {}

    private static ObjectMapper mapper(boolean escapeSlashes) {
        JsonFactory factory = new JsonFactoryBuilder()
                .characterEscapes(escapeSlashes ? new SlashEscapes() : null)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()) // virtual threads keep no buffers
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

    /** Writes compact JSON. Records keep the order of their components, maps their iteration order. */
    public static Bytes encode(Object value) {
        return write(MAPPER, value);
    }

    private static Bytes write(ObjectMapper mapper, Object value) {
        try {
            return Bytes.of(mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write as JSON: " + value.getClass(), e);
        }
    }

    /** Writes compact JSON with the flag {@code JSON_UNESCAPED_SLASHES}. */
    public static Bytes encodeUnescapedSlashes(Object value) {
        return write(UNESCAPED_SLASHES, value);
    }

    /** Writes compact JSON, as a string. */
    public static String encodeToString(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write as JSON: " + value.getClass(), e);
        }
    }

    /** Parses a JSON object; empty if the text is malformed or not an object. */
    public static Optional<Map<String, Object>> decodeObject(Bytes utf8) {
        Optional<String> text = Utf8.decode(utf8.array());
        if (text.isEmpty() || text.get().startsWith("\uFEFF")) {
            return Optional.empty();
        }
        try {
            if (!(MAPPER.readValue(text.get(), Object.class) instanceof Map<?, ?> read)
                    || hasLoneSurrogate(text.get())) {
                return Optional.empty();
            }
            @SuppressWarnings("unchecked") // the names of members are texts
            Map<String, Object> members = (Map<String, Object>) read;
            return Optional.of(members);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether an escape is an unpaired surrogate; PHP then rejects the whole text. */
    private static boolean hasLoneSurrogate(String json) {
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

    /**
     * Parses a value that this class has written.
     *
     * @throws IllegalArgumentException if the text is not JSON of that type
     */
    public static <T> T decode(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("invalid JSON of a " + type.getSimpleName() + ": " + json, e);
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

    /** Writes floats as PHP does: 1.0 as 1, and all others with every significant digit. */
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
