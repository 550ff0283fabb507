package dev.hostdouble.conformance;

import dev.hostdouble.provider.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The values that variants give a parameter: what its row and the plan say, and what every parameter can get. */
final class Values {
    /** What every parameter can get. */
    private static final List<Object> ANY = List.of(
            "",
            "  ",
            Sample.NULL,
            true,
            false,
            "true",
            "on",
            "null",
            0,
            1,
            -1,
            "0",
            "1",
            "-1",
            "+1",
            "01",
            " 1 ",
            "0x10",
            1.5,
            4.0,
            "1.5",
            Sample.raw("1e999"),
            2147483647,
            2147483648L,
            "999999999999999999",
            "1000000000000000000",
            Sample.raw("99999999999999999999"),
            "abc",
            "a b",
            "\u00e4\u20ac\ud83d\ude00",
            "%",
            "' OR 1=1--",
            "<b>&amp;",
            "\u0000",
            "a\nb",
            "x".repeat(255),
            "x".repeat(256),
            "x".repeat(3000),
            List.of("a"),
            List.of(),
            Map.of("a", "b"));

    /** The most telling of them. */
    private static final List<Object> FEW = List.of("", "abc", -1, List.of("a"));

    /** Texts on both sides of the limits of forms: email addresses, URLs, keys, host names, sizes, times. */
    private static final List<String> FORMS = List.of(
            "a@b.cd",
            "a@b.c",
            "a@b",
            "@b.cd",
            "a b@c.de",
            "x".repeat(64) + "@example.com",
            "x".repeat(65) + "@example.com",
            "https://example.com/a.iso",
            "HTTPS://EXAMPLE.COM/A.ISO",
            "https://example.com/a.iso?x=1#y",
            "https://example.com/a/b%20c.iso",
            "http://example.com/a.iso",
            "ftp://example.com/a.iso",
            "https:///a.iso",
            "https://example.com",
            "https://example.com/",
            "https://",
            "a",
            "a-b_c.D1",
            "a/b",
            "\u00e9",
            "0123456789abcdef-0123456789abcdef",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGkQ9vq0cYv1m5mYw0Uo4m2b0m0YxQ7yq2mJm8m1Qx3T",
            "ssh-ed25519 hello",
            "2024-01-31",
            "0123456789abcdef-0123456789abcde",
            "0123456789abcdef-0123456789abcdefg",
            "0123456789abcdef_0123456789abcdef",
            "0123456789abcdeg-0123456789abcdef",
            "a.example.com",
            "Secret-123",
            "example.com.",
            "a..b",
            "-a",
            "a-",
            ".a",
            "x".repeat(63) + ".example.com",
            "x".repeat(64) + ".example.com",
            "1M",
            "1G",
            "1T",
            "1K",
            "1g",
            "1.5G",
            "01G",
            "-1G",
            "G",
            "127.0.0.1",
            "::1");

    /** What every named segment of a path can get, percent-encoded. */
    private static final List<String> SEGMENTS = List.of(
            "0",
            "1",
            "-1",
            "%2B1",
            "01",
            "04001",
            "00123",
            "4001.0",
            "4e3",
            "%204001",
            "4001%20",
            "abc",
            "eligendi",
            "999999999999999999",
            "1000000000000000000",
            "99999999999999999999999",
            "%D9%A4",
            "%00",
            "%ff",
            "%zz",
            "4001%2F",
            "..",
            ".",
            "%7Bsid%7D",
            "'",
            "x".repeat(300));

    private Values() {}

    /** All values of a parameter. */
    static List<Object> all(Parameter parameter, List<Object> planned) {
        Set<Object> values = new LinkedHashSet<>(own(parameter, planned));
        values.addAll(ANY);
        boolean hasForm = !parameter.values().allow("\u0000")
                && parameter.values().words().isEmpty();
        if (hasForm) {
            values.addAll(FORMS);
        }
        return List.copyOf(values);
    }

    /** The values that its row and the plan give a parameter, and a few others. */
    static List<Object> few(Parameter parameter, List<Object> planned) {
        Set<Object> values = new LinkedHashSet<>(own(parameter, planned));
        values.addAll(FEW);
        return List.copyOf(values);
    }

    private static Set<Object> own(Parameter parameter, List<Object> planned) {
        Set<Object> values = new LinkedHashSet<>(planned);
        values.addAll(parameter.values().limits());
        for (String word : parameter.values().words()) {
            values.add(word);
            values.add(word.toUpperCase(Locale.ROOT));
            values.add(word + " ");
        }
        return values;
    }

    /** The values of a named segment of a path. */
    static List<String> segments(List<Object> planned, boolean isFew) {
        List<String> values = new ArrayList<>();
        planned.forEach(value -> values.add(Encoding.escaped(Sample.text(value))));
        values.addAll(isFew ? List.of("0", "abc", "99999999999999999999999") : SEGMENTS);
        return values;
    }
}
