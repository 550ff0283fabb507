package dev.hostdouble.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in HosterAPI's examples stands for something else: the page was typed by hand, so its bodies hold placeholders,
 * and examples copied from one operation to the next. All else is meant literally.
 */
final class Placeholders {
    /** What stands on the page, and what may stand in its place on the wire; both regular expressions. */
    private static final Map<String, String> MEANING = meaning();

    private static final Pattern ANY = Pattern.compile("(" + String.join(")|(", MEANING.keySet()) + ")");

    private Placeholders() {}

    private static Map<String, String> meaning() {
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

    /** What fits that documented body. */
    static Pattern pattern(String documented) {
        StringBuilder regex = new StringBuilder();
        int end = 0;
        Matcher placeholder = ANY.matcher(documented);
        while (placeholder.find()) {
            regex.append(Pattern.quote(documented.substring(end, placeholder.start())));
            regex.append(meaning(placeholder));
            end = placeholder.end();
        }
        return Pattern.compile(regex + Pattern.quote(documented.substring(end)));
    }

    private static String meaning(Matcher placeholder) {
        int group = 1;
        for (String meaning : MEANING.values()) {
            if (placeholder.group(group) != null) {
                return meaning;
            }
            group++;
        }
        throw new IllegalStateException(placeholder.group());
    }
}
