package dev.hostdouble.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A path with named segments, such as {@code /server/{sid}/start}. */
public record PathTemplate(String text, List<String> segments) {
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /** A template such as {@code /api/v1/job/{jobId}}. */
    public static PathTemplate of(String text) {
        return new PathTemplate(text, split(text));
    }

    /** The segments of a path, without the empty one before its first slash. */
    public static List<String> split(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    /** The names of the named segments. */
    public List<String> names() {
        return segments.stream()
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    /** The values of the named segments in a path; empty if the path does not match. */
    public Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = Map.of();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            String value = path.get(i);
            if (!segment.startsWith("{")) {
                if (!segment.equals(value)) {
                    return Optional.empty();
                }
            } else if (value.isEmpty()) {
                return Optional.empty();
            } else {
                values = with(values, segment.substring(1, segment.length() - 1), value);
            }
        }
        return Optional.of(values);
    }

    /** Replaces the values of the named segments in a path, with or without a slash at its end; others stay as they are. */
    public String replace(String path, UnaryOperator<String> replacement) {
        boolean endsInSlash = path.length() > 1 && path.endsWith("/");
        List<String> parts = split(endsInSlash ? path.substring(0, path.length() - 1) : path);
        if (match(parts).isEmpty()) {
            return path;
        }
        List<String> replaced = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            replaced.add(segments.get(i).startsWith("{") ? replacement.apply(part) : part);
        }
        return "/" + String.join("/", replaced) + (endsInSlash ? "/" : "");
    }

    private static Map<String, String> with(Map<String, String> values, String name, String value) {
        if (values.isEmpty()) {
            return Map.of(name, value);
        }
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value);
        return more;
    }
}
