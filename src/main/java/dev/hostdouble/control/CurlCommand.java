package dev.hostdouble.control;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A request as one line for a shell, which sends it again with curl. */
final class CurlCommand {
    /** Headers that curl sets itself, from the URL and the body. */
    private static final Set<String> OWN =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect");

    /** Headers that curl adds unless they are given; an empty value takes them away. */
    private static final List<String> ADDED = List.of("User-Agent", "Accept");

    /** An argument may have at most 128 KiB on Linux; longer bodies go through a pipe. */
    private static final int LONGEST_ARGUMENT = 64 << 10;

    private CurlCommand() {}

    /** Returns the command with a line break at its end. */
    static String of(Request request) {
        List<String> words = new ArrayList<>(List.of("curl", "-sS", "-i", "--globoff", "--path-as-is"));
        String method = request.method();
        boolean hasBody = request.body().length() > 0;
        if (method.equals("HEAD") && !hasBody) {
            words.add("--head");
        } else if (!method.equals("GET") || hasBody) {
            words.addAll(List.of("-X", quote(method)));
        }
        words.add(quote(url(request)));
        for (Header field : request.headers().fields()) {
            if (!OWN.contains(field.name().toLowerCase(Locale.ROOT))) {
                words.add("-H");
                words.add(quote(field.value().isEmpty() ? field.name() + ";" : field.name() + ": " + field.value()));
            }
        }
        ADDED.stream().filter(name -> isMissing(request, name)).forEach(name -> remove(words, name));
        if (!hasBody) {
            return String.join(" ", words) + "\n";
        }
        if (isMissing(request, "Content-Type")) {
            remove(words, "Content-Type");
        }
        String text = Utf8.decode(request.body().array()).orElse("");
        if (text.isEmpty() || text.indexOf('\0') >= 0 || request.body().length() > LONGEST_ARGUMENT) {
            words.addAll(List.of("--data-binary", "@-"));
            return "printf " + octal(request.body().array()) + " | " + String.join(" ", words) + "\n";
        }
        // Unlike --data-binary, this does not take a text that begins with @ for the name of a file.
        words.addAll(List.of("--data-raw", quote(text)));
        return String.join(" ", words) + "\n";
    }

    static String url(Request request) {
        return request.scheme() + "://" + request.authority() + request.base() + request.path()
                + (request.query().isEmpty() ? "" : "?" + request.query());
    }

    private static boolean isMissing(Request request, String header) {
        return request.headers().first(header).isEmpty();
    }

    private static void remove(List<String> words, String header) {
        words.addAll(List.of("-H", quote(header + ":")));
    }

    /** Quotes a text for a shell; text with control characters needs bash, zsh or ksh. */
    static String quote(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text.matches("[A-Za-z0-9_./:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
        }
        StringBuilder out = new StringBuilder("$'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\'', '\\' -> out.append('\\').append(c);
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append(String.format("\\%03o", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('\'').toString();
    }

    /** The format of a {@code printf} that writes exactly these bytes. */
    private static String octal(byte[] bytes) {
        StringBuilder out = new StringBuilder("'");
        for (byte b : bytes) {
            int value = b & 0xff;
            if (value < 0x80 && Character.isLetterOrDigit(value)) {
                out.append((char) value);
            } else {
                out.append(String.format("\\%03o", value));
            }
        }
        return out.append('\'').toString();
    }
}
