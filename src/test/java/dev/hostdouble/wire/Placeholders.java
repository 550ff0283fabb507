package dev.hostdouble.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a provider's examples stands for something else: pages are typed by hand, so their bodies hold placeholders,
 * and examples copied from one operation to the next. All else is meant literally.
 */
public final class Placeholders {
    private static final Map<String, Placeholders> OF = Map.of(
            "hosterapi",
            new Placeholders(hosterapi()),
            "hostkey",
            new Placeholders(hostkey()),
            "vss",
            new Placeholders(vss()));

    /** What stands on the page, and what may stand in its place on the wire; both regular expressions. */
    private final Map<String, String> meaning;

    private final Pattern any;

    private Placeholders(Map<String, String> meaning) {
        this.meaning = meaning;
        this.any = Pattern.compile("(" + String.join(")|(", meaning.keySet()) + ")");
    }

    public static Placeholders of(String api) {
        return Objects.requireNonNull(OF.get(api), api);
    }

    private static Map<String, String> hosterapi() {
        Map<String, String> meaning = new LinkedHashMap<>();
        meaning.put("\\{signal}", "[a-z]+");
        meaning.put("\\{password}", "[A-Za-z0-9]{12}");
        meaning.put("37\\.114\\.XX\\.XXX", "37\\.114(\\.\\d{1,3}){2}");
        meaning.put("\"vmid\":4001", "\"vmid\":\\d+");
        meaning.put("parameter template\"", "parameter [a-zA-Z|]+\"");
        // A console's ticket, in clear and twice encoded; the page shows another server's than it asks for.
        meaning.put("::[^&]+&", "::[A-Za-z0-9+/\\\\]{344,}==&");
        meaning.put("%2F4007%2F", "%2F4001%2F");
        meaning.put("%253A%253A[^\"]+", "%253A%253A[A-Za-z0-9%]{344,}%253D%253D");
        return meaning;
    }

    private static Map<String, String> hostkey() {
        Map<String, String> meaning = new LinkedHashMap<>();
        // Where the page's own server hides addresses from robots.
        meaning.put("\\[email.protected]", "[^@\"]+@[^@\"]+");
        meaning.put("7bc29eb23fb1b879b21fce509597f07c", "[0-9a-f]{32}");
        // PHP that was not interpolated.
        meaning.put("\\$id", "\\w+");
        meaning.put("\\{id}", "\\w+");
        meaning.put("\\{\\$skey\\['error'\\]}", "[a-z ]+");
        meaning.put("\\{\\$skey\\[\\\\\"error\\\\\"\\]}", "[a-z ]+");
        // What was sent, and when.
        meaning.put("'-1'", "'[^']*'");
        meaning.put("argument iso_name", "argument \\w+");
        meaning.put("\"updated_at\":\"[^\"]+\"", "\"updated_at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"");
        return meaning;
    }

    private static Map<String, String> vss() {
        Map<String, String> meaning = new LinkedHashMap<>();
        // TLS ends before the emulator.
        meaning.put("https://", "https?://");
        meaning.put("\"0\\.\\d{5}s\"", "\"0\\.\\d{5}s\"");
        meaning.put("\"user\":\"\\w+\"", "\"user\":\"\\w+\"");
        // The elements the page leaves out.
        meaning.put("\"\\.\\.\\.\",", "(\\{[^}]+},)*");
        meaning.put(",\"\\.\\.\\.\"", "(,\\{[^}]+})*");
        return meaning;
    }

    /** What fits that documented body. */
    public Pattern pattern(String documented) {
        StringBuilder regex = new StringBuilder();
        int end = 0;
        Matcher placeholder = any.matcher(documented);
        while (placeholder.find()) {
            regex.append(Pattern.quote(documented.substring(end, placeholder.start())));
            regex.append(meaning(placeholder));
            end = placeholder.end();
        }
        return Pattern.compile(regex + Pattern.quote(documented.substring(end)));
    }

    private String meaning(Matcher placeholder) {
        int group = 1;
        for (String replacement : meaning.values()) {
            if (placeholder.group(group) != null) {
                return replacement;
            }
            group++;
        }
        throw new IllegalStateException(placeholder.group());
    }
}
