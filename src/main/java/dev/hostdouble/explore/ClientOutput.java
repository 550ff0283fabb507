package dev.hostdouble.explore;

import dev.hostdouble.core.VisibleText;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Credentials;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a client printed, as reports show it: the end of it, without the credentials that a name or a scheme gives away, and
 * with all characters visible.
 */
final class ClientOutput {
    /** The most characters that reports show. */
    static final int MOST = 4_000;

    /** More than is shown, because what stands before a credential says that it is one. */
    private static final int MOST_READ = 4 * MOST;

    private static final Credentials COMMON = Credentials.named();
    private static final String MASK = "***";

    /** Whatever the scheme is, all of such a header is a credential. */
    private static final Pattern HEADER =
            Pattern.compile("(?i)((?:authorization|cookie)[\"']?[ \t]{0,9}[:=][ \t]{0,9})[^\\n]++");

    private static final Pattern SCHEME = Pattern.compile("(?i)\\b((?:bearer|basic)[ \t]{1,9})[^\\s\"',;]++");

    /** Such as {@code password=}, {@code "token": } and {@code --api-key }. */
    private static final Pattern NAME = Pattern.compile(
            "(?<![\\w.-])([\\w.-]++)(?:[\"']?[ \\t]{0,9}[:=][ \\t]{0,9}|(?<=--[\\w-]{1,40})[ \\t]{1,9})");

    private static final Pattern VALUE = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"?|'[^']*+'?|[^\\s\"',;&}]++");

    private ClientOutput() {}

    /** The end of what a client printed; may be empty. */
    static String of(ClientExit exit) {
        Secrets secrets = new Secrets(ClientOutput::isCredential, Secrets.MASK);
        String masked = end(exit.output(), MOST_READ)
                .lines()
                .map(line -> inLine(secrets.inText(line)))
                .collect(Collectors.joining("\n"));
        return end(VisibleText.of(masked), MOST);
    }

    private static String inLine(String line) {
        String headers = HEADER.matcher(line).replaceAll("$1" + MASK);
        return named(SCHEME.matcher(headers).replaceAll("$1" + MASK));
    }

    private static String named(String line) {
        Matcher name = NAME.matcher(line);
        Matcher value = VALUE.matcher(line);
        StringBuilder out = new StringBuilder(line.length());
        int at = 0;
        while (name.find(at)) {
            out.append(line, at, name.end());
            at = name.end();
            // Only the value of a credential is skipped: another may have one inside.
            if (isCredential(name.group(1)) && value.region(at, line.length()).lookingAt()) {
                char first = line.charAt(at);
                String quote = first == '"' || first == '\'' ? String.valueOf(first) : "";
                out.append(quote).append(MASK).append(quote);
                at = value.end();
            }
        }
        return out.append(line, at, line.length()).toString();
    }

    private static boolean isCredential(String name) {
        // Neither an option's hyphens nor what the name belongs to: --password, config.password.
        String last = name.substring(name.lastIndexOf('.') + 1).replaceFirst("^-+", "");
        return Secrets.isCredentialHeader(last) || COMMON.isAnywhere(last);
    }

    private static String end(String text, int most) {
        return text.length() <= most ? text : "[...] " + text.substring(text.length() - most);
    }
}
