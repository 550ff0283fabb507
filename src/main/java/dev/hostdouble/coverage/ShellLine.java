package dev.hostdouble.coverage;

import dev.hostdouble.core.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes calls as lines for a shell, with curl. */
final class ShellLine {
    /** A variable that an earlier line has set. */
    private static final Pattern VARIABLE = Pattern.compile("\\$[A-Z_]+");

    /** The file with the certificate of the server's CA, as docs/https.md names it. */
    private static final String CA = "hostdouble-ca.pem";

    private ShellLine() {}

    /** One call; its texts may contain variables such as {@code $JOB}, which the shell replaces. */
    static String curl(String method, String url, List<String> headers, Optional<String> body) {
        List<String> words = new ArrayList<>(List.of("curl", "-s"));
        if (!method.equals("GET")) {
            words.add("-X");
            words.add(method);
        }
        if (url.startsWith("https://")) {
            words.add("--cacert");
            words.add(CA);
        }
        words.add(quote(url));
        headers.forEach(header -> {
            words.add("-H");
            words.add(quote(header));
        });
        body.ifPresent(text -> {
            words.add("-d");
            words.add(quote(text));
        });
        return String.join(" ", words);
    }

    /** Keeps a text or number in the reply to a call in a variable. */
    static String keep(String variable, String member, String call) {
        return variable + "=$(" + call + " | sed -E 's/.*\"" + member + "\":\"?([^\",}]+).*/\\1/')";
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        int from = 0;
        while (variable.find()) {
            quoted.append(literal(text.substring(from, variable.start())))
                    .append('"')
                    .append(variable.group())
                    .append('"');
            from = variable.end();
        }
        return quoted.append(literal(text.substring(from))).toString();
    }

    private static String literal(String text) {
        return text.isEmpty() ? text : ShellWord.quote(text);
    }
}
