package dev.hostdouble.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Chooses between representations by the header {@code Accept}, as RFC 9110, 12.5.1 says. */
public final class Accept {
    private static final String ANY = "*";
    private static final int MOST_DIGITS = 5;

    /** What a client says of a representation: the quality in thousandths, and how specific the range is that says so. */
    private record Rating(int quality, int specificity) {
        static final Rating NONE = new Rating(0, -1);
    }

    /** A media type or range: {@code type/subtype}, in lower case, with parameters such as {@code charset=utf-8}. */
    private record Range(String type, String subtype, List<String> parameters, int quality) {
        boolean contains(Range media) {
            return (type.equals(ANY) || type.equals(media.type))
                    && (subtype.equals(ANY) || subtype.equals(media.subtype))
                    && media.parameters.containsAll(parameters);
        }

        int specificity() {
            return type.equals(ANY) ? 0 : subtype.equals(ANY) ? 1 : 2 + parameters.size();
        }
    }

    private Accept() {}

    /**
     * The media type that the client prefers. Of equal ones that which a more specific range names, and then the first.
     *
     * @param headers those of the request; without {@code Accept}, or where it allows none of the types, the first is chosen
     * @param offered the media types that there are, the server's choice first
     */
    public static String best(Headers headers, List<String> offered) {
        List<Range> accepted = new ArrayList<>();
        for (Headers.Header field : headers.fields()) {
            if (field.name().equalsIgnoreCase("Accept")) {
                parts(field.value(), ',').stream()
                        .map(Accept::range)
                        .filter(range -> !range.subtype.isEmpty())
                        .forEach(accepted::add);
            }
        }
        String best = offered.get(0);
        Rating highest = new Rating(0, Integer.MAX_VALUE);
        for (String type : offered) {
            Rating rating = rating(range(type), accepted);
            boolean isHigher = rating.quality == highest.quality
                    ? rating.specificity > highest.specificity
                    : rating.quality > highest.quality;
            if (isHigher) {
                best = type;
                highest = rating;
            }
        }
        return best;
    }

    /** The quality of a media type in thousandths, 0 to 1000, for a value of the header. */
    static int quality(String type, String accept) {
        return rating(
                        range(type),
                        parts(accept, ',').stream().map(Accept::range).toList())
                .quality;
    }

    private static Rating rating(Range media, List<Range> accepted) {
        Rating best = Rating.NONE;
        for (Range range : accepted) {
            if (range.contains(media) && range.specificity() > best.specificity) {
                best = new Rating(range.quality, range.specificity());
            }
        }
        return best;
    }

    private static Range range(String text) {
        List<String> parts = parts(text, ';');
        String media = parts.isEmpty() ? "" : parts.get(0).toLowerCase(Locale.ROOT);
        int slash = media.indexOf('/');
        List<String> parameters = new ArrayList<>();
        int quality = 1000;
        for (String part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            String parameter =
                    part.replace("\"", "").replaceAll("\\s*=\\s*", "=").toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                quality = thousandths(parameter.substring(2));
            } else {
                parameters.add(parameter);
            }
        }
        String type = slash < 0 ? media : media.substring(0, slash).strip();
        String subtype = slash < 0 ? "" : media.substring(slash + 1).strip();
        return new Range(type, subtype, parameters, quality);
    }

    /** A weight such as {@code 0.8} in thousandths; one that is no weight counts as 1. */
    private static int thousandths(String weight) {
        boolean isWeight = weight.length() <= MOST_DIGITS && weight.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?");
        return isWeight ? (int) Math.round(Double.parseDouble(weight) * 1000) : 1000;
    }

    /** The parts of a list without blanks around them; a separator in quotation marks is none. */
    private static List<String> parts(String list, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i <= list.length(); i++) {
            boolean isEnd = i == list.length() || (list.charAt(i) == separator && !isQuoted);
            if (!isEnd) {
                isQuoted ^= list.charAt(i) == '"';
                part.append(list.charAt(i));
                continue;
            }
            if (!part.toString().isBlank()) {
                parts.add(part.toString().strip());
            }
            part.setLength(0);
        }
        return parts;
    }
}
