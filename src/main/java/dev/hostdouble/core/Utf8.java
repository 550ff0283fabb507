package dev.hostdouble.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Decodes bytes that may not be valid UTF-8. */
public final class Utf8 {
    /** What a lenient decoder puts in the place of what is not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** Decodes bytes as UTF-8; empty if they are invalid. */
    public static Optional<String> decode(byte[] bytes) {
        // A strict decoder copies through a buffer of twice the size, which a small heap feels where bodies are large.
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : decodeStrictly(bytes);
    }

    private static Optional<String> decodeStrictly(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whether a text can be written in UTF-8: half a surrogate pair cannot. */
    public static boolean isEncodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean isPair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!isPair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Percent-decodes a text as {@link #percentDecode} does; bytes that are not UTF-8 become replacement characters. */
    public static String percentDecoded(String text, boolean plus) {
        return isPlain(text) ? text : new String(percentDecode(text, plus), StandardCharsets.UTF_8);
    }

    /** Whether a text is ASCII without escapes. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '+' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /**
     * Percent-decodes a text leniently, as PHP and Werkzeug do: an invalid escape stays as it is.
     *
     * @param plus whether {@code +} means a space, as in form data
     * @return the decoded bytes, which may not be valid UTF-8
     */
    public static byte[] percentDecode(String text, boolean plus) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = plus && in[i] == '+' ? (byte) ' ' : in[i];
            }
        }
        return Arrays.copyOf(out, length);
    }
}
