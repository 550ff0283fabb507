package dev.hostdouble.yaml;

import org.jspecify.annotations.Nullable;

/** Checks records that are read from files. */
public final class Required {
    private Required() {}

    /**
     * Refuses a file without a key that has no default.
     *
     * @throws IllegalArgumentException naming the key
     */
    public static void present(String key, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "missing key '" + key + "': expected a value, because it has no default");
        }
    }
}
