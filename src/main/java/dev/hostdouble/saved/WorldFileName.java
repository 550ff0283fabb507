package dev.hostdouble.saved;

import dev.hostdouble.world.Worlds;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of files for worlds. World names are case-sensitive, but some file systems are not: a capital letter is written as
 * {@code +} and the small one.
 */
final class WorldFileName {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern ENCODED = Pattern.compile("\\+([a-z])");
    private static final Pattern PLAIN = Pattern.compile("(?:[a-z0-9._-]|\\+[a-z]){1,128}");

    private WorldFileName() {}

    /** The part of a file name that stands for a world. */
    static String of(String world) {
        return CAPITAL.matcher(world).replaceAll(one -> "+" + one.group().toLowerCase(Locale.ROOT));
    }

    /** The world for which such a part stands; empty if it stands for none. */
    static Optional<String> world(String name) {
        if (!PLAIN.matcher(name).matches()) {
            return Optional.empty();
        }
        String world = ENCODED.matcher(name).replaceAll(one -> one.group(1).toUpperCase(Locale.ROOT));
        try {
            return Optional.of(Worlds.requireName(world));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
