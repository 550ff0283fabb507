package dev.hostdouble.control;

import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the endpoint that a request to an unknown path probably meant: by its segments, of which some may be misspelt, missing
 * or too many, and by its method.
 */
final class NearestEndpoint {
    private static final int LONGEST = 200;
    private static final int MOST_SEGMENTS = 12;

    // What each difference counts, in tenths of a missing segment.
    private static final int MISSING = 10;
    private static final int MISSING_NAME = 12;
    private static final int SURPLUS = 10;
    private static final int EMPTY = 1;
    private static final int NAME = 2;
    private static final int WORD_AS_NAME = 9;
    private static final int SLIP = 3;
    private static final int OTHER_METHOD = 4;
    private static final int FAR = 18;

    /** What stands in front of the name of a world, in paths that people guess. */
    private static final Set<String> WORLD_WORDS = Set.of("_w", "w", "world", "worlds");

    private final List<ControlRoute> rows;
    private final String method;
    private final Set<String> words;

    private NearestEndpoint(List<ControlRoute> rows, String method) {
        this.rows = rows.stream().filter(row -> !row.path().text().equals("/")).toList();
        this.method = method;
        this.words =
                rows.stream().flatMap(row -> row.path().segments().stream()).collect(Collectors.toSet());
    }

    /** A path that a request may have meant, and how far it is from the one that it has. */
    private record Near(ControlRoute route, String path, int distance, boolean hasWord) {
        String text(String base) {
            return route.method() + " " + base + Control.BASE + path;
        }
    }

    /**
     * The nearest endpoint, such as {@code POST /_emulator/clock/advance}; empty if none is near.
     *
     * @param path the segments behind {@code /_emulator}, as sent
     */
    static Optional<String> of(List<ControlRoute> rows, String method, List<String> path) {
        int length = path.stream().mapToInt(String::length).sum();
        if (length > LONGEST || path.size() > MOST_SEGMENTS) {
            return Optional.empty();
        }
        NearestEndpoint nearest = new NearestEndpoint(rows, method);
        boolean namesWorld = path.size() > 2 && WORLD_WORDS.contains(path.get(0));
        return Optional.of(path)
                .filter(any -> namesWorld)
                .flatMap(segments -> nearest.to(segments.subList(2, segments.size())))
                .map(near -> near.text(ReservedPaths.WORLD + path.get(1)))
                .or(() -> nearest.to(path).map(near -> near.text("")));
    }

    private Optional<Near> to(List<String> path) {
        return rows.stream()
                .map(row -> near(row, path))
                .filter(Near::hasWord)
                .min(Comparator.comparingInt(Near::distance))
                .filter(near -> near.distance() < FAR);
    }

    private Near near(ControlRoute row, List<String> path) {
        int other = row.answers(method) ? 0 : OTHER_METHOD;
        Alignment best = aligned(row.path().segments(), path);
        return new Near(row, "/" + String.join("/", best.segments()), best.distance() + other, best.hasWord());
    }

    /**
     * The segments of a template, filled with those of a path.
     *
     * @param distance how far they are from the path
     * @param hasWord whether the path has a word of the template, perhaps misspelt
     */
    private record Alignment(int distance, boolean hasWord, List<String> segments) {
        Alignment with(int more, String... appended) {
            List<String> all = new ArrayList<>(segments);
            all.addAll(List.of(appended));
            return new Alignment(distance + more, hasWord, all);
        }

        Alignment withWord(int more, String word) {
            Alignment next = with(more, word);
            return new Alignment(next.distance, true, next.segments);
        }
    }

    private Alignment aligned(List<String> template, List<String> path) {
        List<Alignment> last = new ArrayList<>();
        last.add(new Alignment(0, false, List.of()));
        for (String segment : path) {
            last.add(last.get(last.size() - 1).with(surplus(segment)));
        }
        for (String wanted : template) {
            List<Alignment> row = new ArrayList<>();
            row.add(last.get(0).with(isName(wanted) ? MISSING_NAME : MISSING, wanted));
            for (int j = 1; j <= path.size(); j++) {
                String segment = path.get(j - 1);
                Alignment missing = last.get(j).with(isName(wanted) ? MISSING_NAME : MISSING, wanted);
                Alignment tooMany = row.get(j - 1).with(surplus(segment));
                Alignment meant = isName(wanted)
                        ? last.get(j - 1).with(named(segment), segment)
                        : last.get(j - 1).withWord(difference(wanted, segment), wanted);
                row.add(List.of(tooMany, meant, missing).stream()
                        .min(Comparator.comparingInt(Alignment::distance))
                        .orElseThrow());
            }
            last = row;
        }
        return last.get(path.size());
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    private static int surplus(String segment) {
        return segment.isEmpty() ? EMPTY : SURPLUS;
    }

    /** A word of the API is seldom a name. */
    private int named(String segment) {
        return segment.isEmpty() ? FAR : words.contains(segment) ? WORD_AS_NAME : NAME;
    }

    private static int difference(String word, String segment) {
        int slips = NearestName.distance(word, segment.toLowerCase(Locale.ROOT));
        return slips <= Math.max(1, word.length() / 3) ? slips * SLIP : FAR;
    }
}
