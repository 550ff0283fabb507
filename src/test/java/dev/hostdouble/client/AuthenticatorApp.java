package dev.hostdouble.client;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app (RFC 6238, six digits, steps of 30 seconds): it reads the key as the user has typed it. */
public final class AuthenticatorApp {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int KEY_BYTES = 20;
    private static final int STEP_SECONDS = 30;

    private AuthenticatorApp() {}

    /** What it shows at a time. */
    public static String code(String key, Instant now) {
        BigInteger bits = BigInteger.ZERO;
        for (int at = 0; at < key.length(); at++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE_32.indexOf(key.charAt(at))));
        }
        byte[] raw = new byte[KEY_BYTES];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = bits.shiftRight(8 * (raw.length - 1 - i)).byteValue();
        }
        byte[] hash = hash(raw, now.getEpochSecond() / STEP_SECONDS);
        int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }

    private static byte[] hash(byte[] key, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
