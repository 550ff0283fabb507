package dev.hostdouble.provider;

import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.yaml.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the path of the control API, or of a world, that a request to a path of no provider probably meant. */
public final class ReservedPathHint {
    private static final int LONGEST = 200;
    private static final String CONTROL = ReservedPaths.CONTROL.substring(1);
    private static final Set<String> WORLD_WORDS = Set.of("w", "_w", "world", "_world", "worlds", "_worlds");

    private ReservedPathHint() {}

    /**
     * The path that was meant, such as {@code /_emulator/clock} for {@code /_emulater/clock}; empty if no reserved path is near.
     *
     * @param path the path inside of the world, as sent
     * @param providers those that own paths
     */
    public static Optional<String> of(String path, List<Provider> providers) {
        if (path.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> segments = PathTemplate.split(path);
        if (isControl(segments.get(0))) {
            return Optional.of(joined(ReservedPaths.CONTROL, segments, 1));
        }
        if (segments.size() < 3 || !WORLD_WORDS.contains(segments.get(0).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String world = ReservedPaths.WORLD + segments.get(1);
        if (isControl(segments.get(2))) {
            return Optional.of(joined(world + ReservedPaths.CONTROL, segments, 3));
        }
        String inside = joined("", segments, 2);
        return providers.stream().anyMatch(provider -> provider.owns(inside))
                ? Optional.of(world + inside)
                : Optional.empty();
    }

    /** Upper case and two slips; the underscore counts as one. */
    private static boolean isControl(String segment) {
        return NearestName.distance(CONTROL, segment.toLowerCase(Locale.ROOT)) <= 2;
    }

    private static String joined(String begin, List<String> segments, int from) {
        StringBuilder path = new StringBuilder(begin);
        segments.subList(from, segments.size())
                .forEach(segment -> path.append('/').append(segment));
        return path.toString();
    }
}
