package dev.hostdouble.vss;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The codes of authenticator apps: RFC 6238 with HMAC-SHA-1, six digits and steps of 30 seconds, as apps assume. */
final class TimeCodes {
    /** What a code looks like. It follows from a key and the time, so no other one can take its place. */
    static final Pattern CODE = Pattern.compile("\\d{6}");

    static final int STEP_SECONDS = 30;

    private static final String ALGORITHM = "HmacSHA1";
    private static final int MODULUS = 1_000_000;
    private static final int LOW_BITS = 0xf;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BASE32_BITS = 5;

    private TimeCodes() {}

    /** Returns the number of the step that a time is in. */
    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** Returns the code of a step. */
    static String code(byte[] key, long step) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & LOW_BITS;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing", e);
        }
    }

    /** Writes a key in Base32 (RFC 4648), as users type it; its length is a multiple of five bytes, so it needs no padding. */
    static String base32(byte[] key) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int count = 0;
        for (byte one : key) {
            bits = (bits << Byte.SIZE) | (one & 0xff);
            count += Byte.SIZE;
            while (count >= BASE32_BITS) {
                count -= BASE32_BITS;
                text.append(BASE32.charAt((bits >> count) & 0x1f));
            }
        }
        return text.toString();
    }
}
