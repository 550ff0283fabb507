package dev.hostdouble.journal;

import dev.hostdouble.core.Utf8;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Replaces credentials in forms, and in URLs and JSON within other text. The text need not be well-formed. */
final class SecretText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_DEPTH = 4;
    private static final String SCHEME_END = "://";
    private static final String NUMBER = "-?\\d+";

    /** A parameter in a URL or a form, up to the next one or to the end of the word. */
    private static final Pattern PARAMETER = Pattern.compile("(^|[?&])([^?&=\\s\"'<>]{1,100})=([^&\\s\"'<>]+)");

    /** The password in a URL such as {@code https://user:password@host/}. */
    private static final Pattern USER_INFO = Pattern.compile("(://[^/?#\\s\"'<>:@]*:)([^/?#\\s\"'<>@]+)(?=@)");

    private final Predicate<String> names;
    private final UnaryOperator<String> replacement;
    private final boolean inPlace;
    private final int depth;

    /** @param inPlace whether the encoding of a value is kept where it can be */
    SecretText(Predicate<String> names, UnaryOperator<String> replacement, boolean inPlace) {
        this(names, replacement, inPlace, 0);
    }

    private SecretText(Predicate<String> names, UnaryOperator<String> replacement, boolean inPlace, int depth) {
        this.names = names;
        this.replacement = replacement;
        this.inPlace = inPlace;
        this.depth = depth;
    }

    /** Masks the body of a request: JSON, XML, or a form. */
    String inBody(String text) {
        return isJson(text) || XmlSecrets.isXml(text) ? inText(text) : inForm(text);
    }

    /** Masks a text that is JSON or contains URLs. */
    String inText(String text) {
        if (isJson(text)) {
            return inJson(text);
        }
        String plain = XmlSecrets.isXml(text) ? XmlSecrets.in(text, names, replacement) : text;
        String urls = plain.contains(SCHEME_END) ? inUserInfo(plain) : plain;
        if (urls.indexOf('=') < 0) {
            return urls;
        }
        Matcher parameter = PARAMETER.matcher(urls);
        StringBuilder out = new StringBuilder();
        while (parameter.find()) {
            String masked = parameter.group(1) + inParameter(parameter.group(2), parameter.group(3));
            parameter.appendReplacement(out, Matcher.quoteReplacement(masked));
        }
        return parameter.appendTail(out).toString();
    }

    private String inUserInfo(String text) {
        Matcher user = USER_INFO.matcher(text);
        StringBuilder out = new StringBuilder();
        while (user.find()) {
            String decoded = decode(user.group(2));
            String masked = encode(user.group(2), decoded, replacement.apply(decoded));
            user.appendReplacement(out, Matcher.quoteReplacement(user.group(1) + masked));
        }
        return user.appendTail(out).toString();
    }

    private static boolean mayHide(String text) {
        return text.indexOf('=') >= 0 || text.contains(SCHEME_END);
    }

    /** Masks {@code a=1&b=2}. */
    String inForm(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at <= text.length()) {
            int next = text.indexOf('&', at);
            int end = next < 0 ? text.length() : next;
            int equals = text.indexOf('=', at);
            if (equals < 0 || equals >= end) {
                out.append(text, at, end);
            } else {
                out.append(inParameter(text.substring(at, equals), text.substring(equals + 1, end)));
            }
            if (next < 0) {
                break;
            }
            out.append('&');
            at = next + 1;
        }
        return out.toString();
    }

    private String inParameter(String name, String value) {
        if (value.isEmpty()) {
            return name + "=";
        }
        String decoded = decode(value);
        if (isCredential(decode(name))) {
            return name + "=" + encode(value, decoded, replacement.apply(decoded));
        }
        if (depth < MAX_DEPTH && mayHide(decoded)) {
            String masked = deeper().inText(decoded);
            if (!masked.equals(decoded)) {
                return name + "=" + encode(value, decoded, masked);
            }
        }
        return name + "=" + value;
    }

    private SecretText deeper() {
        return new SecretText(names, replacement, inPlace, depth + 1);
    }

    private static String decode(String raw) {
        return Utf8.percentDecoded(raw, true);
    }

    /** Stars stay as they are, because they are easier to read. */
    private String encode(String raw, String decoded, String text) {
        return kept(raw, decoded, text, true).orElseGet(() -> URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private Optional<String> kept(String raw, String decoded, String text, boolean isUrl) {
        if (!inPlace) {
            return Optional.empty();
        }
        return text.equals(decoded) ? Optional.of(raw) : InPlace.write(raw, decoded, text, isUrl);
    }

    /** Whether a parameter holds a credential, as itself or in a part of its name: {@code params[token]}, {@code token[]}. */
    boolean isCredential(String name) {
        return Stream.of(name.strip().split("[\\[\\]]+")).anyMatch(names);
    }

    /** With a byte order mark or without: readers of JSON may ignore one. */
    private static boolean isJson(String text) {
        String start = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1).stripLeading() : text.stripLeading();
        return !start.isEmpty() && "{[\"".indexOf(start.charAt(0)) >= 0;
    }

    private String inJson(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '"') {
                out.append(c);
                at++;
                continue;
            }
            int end = JsonText.endOfString(text, at);
            int colon = JsonText.skipSpace(text, end);
            if (colon < text.length() && text.charAt(colon) == ':') {
                int value = JsonText.skipSpace(text, colon + 1);
                out.append(text, at, value);
                at = names.test(JsonText.unquote(text.substring(at, end))) ? maskValue(text, value, out) : value;
            } else {
                out.append(inString(text.substring(at, end)));
                at = end;
            }
        }
        return out.toString();
    }

    /** Masks the value at a position, unless it is a null, a truth value or an empty string; returns its end. */
    private int maskValue(String text, int at, StringBuilder out) {
        int end = JsonText.endOfValue(text, at);
        String value = text.substring(at, end);
        if (inPlace && !value.isEmpty() && "{[".indexOf(value.charAt(0)) >= 0) {
            out.append(value.charAt(0));
            return maskItems(text, at + 1, end, out);
        }
        if (value.isEmpty() || value.equals("\"\"") || value.matches("null|true|false")) {
            out.append(value);
        } else if (value.startsWith("\"")) {
            String plain = JsonText.unquote(value);
            String masked = replacement.apply(plain);
            out.append(kept(value, plain, masked, false).orElseGet(() -> JsonText.quote(masked, false)));
        } else {
            String masked = replacement.apply(value);
            out.append(inPlace && masked.matches(NUMBER) ? masked : JsonText.quote(masked, false));
        }
        return end;
    }

    /** Masks all values of a list or an object, and keeps its keys; returns its end. */
    private int maskItems(String text, int start, int end, StringBuilder out) {
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || "{}[],:".indexOf(c) >= 0) {
                out.append(c);
                at++;
                continue;
            }
            int next = JsonText.endOfValue(text, at);
            int colon = JsonText.skipSpace(text, next);
            if (colon < end && text.charAt(colon) == ':') {
                out.append(text, at, next);
                at = next;
            } else {
                at = maskValue(text, at, out);
            }
        }
        return end;
    }

    /** Masks URLs and JSON within a string. */
    private String inString(String quoted) {
        if (depth >= MAX_DEPTH || (!mayHide(quoted.replace("\\/", "/")) && quoted.indexOf('{') < 0)) {
            return quoted;
        }
        String plain = JsonText.unquote(quoted);
        String masked = deeper().inText(plain);
        return masked.equals(plain)
                ? quoted
                : kept(quoted, plain, masked, false).orElseGet(() -> JsonText.quote(masked, quoted.contains("\\/")));
    }
}
