package dev.hostdouble.junit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The name of a test's world: readable, and different for every invocation. */
final class WorldName {
    private static final int LONGEST = 64;
    private static final int HASH_BYTES = 5;

    private WorldName() {}

    /** Class, method, and a hash of JUnit's unique id, which counts repetitions: {@code OrderTest.orders-9f86d08188}. */
    static String of(ExtensionContext context) {
        String hash = hash(context.getUniqueId());
        String readable = context.getTestClass().map(Class::getSimpleName).orElse("test")
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
        String legal = readable.replaceAll("[^A-Za-z0-9._-]", "_");
        int room = LONGEST - 1 - hash.length();
        return legal.substring(0, Math.min(room, legal.length())) + "-" + hash;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
