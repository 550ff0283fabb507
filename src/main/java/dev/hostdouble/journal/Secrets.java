package dev.hostdouble.journal;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.core.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replaces credentials in requests and replies: in headers, in paths that are known to hold one, in the query, and in bodies
 * that are forms, JSON, XML or multipart. Everything else stays byte for byte as it was.
 */
public final class Secrets {
    /** Replaces every value by {@code ***}. */
    public static final UnaryOperator<String> MASK = value -> "***";

    private static final Set<String> SCHEME_AND_VALUE = Set.of("authorization", "proxy-authorization");
    private static final Set<String> COOKIES = Set.of("cookie", "set-cookie");
    private static final Pattern CREDENTIAL_HEADER =
            Pattern.compile("authorization|token|secret|password|(api|access|auth)-?key", Pattern.CASE_INSENSITIVE);
    private static final String HEADER = "header.";
    private static final String HEAD_END = "\r\n\r\n";
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";,\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART_NAME = Pattern.compile("[;\\s]name=\"?([^\";\\r\\n]*)", Pattern.CASE_INSENSITIVE);

    private final SecretText texts;
    private final Predicate<String> names;
    private final UnaryOperator<String> replacement;
    private final boolean inPlace;
    private final UnaryOperator<String> inPath;

    /**
     * Creates a masker.
     *
     * @param names whether a header, parameter or JSON member of that name is a credential
     * @param replacement what to write instead of a value
     */
    public Secrets(Predicate<String> names, UnaryOperator<String> replacement) {
        this(names, replacement, false, path -> path);
    }

    private Secrets(
            Predicate<String> names, UnaryOperator<String> replacement, boolean inPlace, UnaryOperator<String> inPath) {
        this.texts = new SecretText(names, replacement, inPlace);
        this.names = names;
        this.replacement = replacement;
        this.inPlace = inPlace;
        this.inPath = inPath;
    }

    /** Returns one that also replaces the credentials in paths, each as a function does it. */
    public Secrets withPaths(UnaryOperator<String> change) {
        return new Secrets(names, replacement, inPlace, change);
    }

    /**
     * Creates one whose results are requests and replies of the same form: the encoding of values is kept, numbers stay
     * numbers, and of a login with HTTP Basic only the password is replaced, or a user name without one.
     *
     * @param names whether a header, parameter or JSON member of that name is a credential
     * @param replacement what to write instead of a value
     */
    public static Secrets inPlace(Predicate<String> names, UnaryOperator<String> replacement) {
        return new Secrets(names, replacement, true, path -> path);
    }

    /** Returns a call without its credentials. */
    public JournalEntry in(JournalEntry entry) {
        return new JournalEntry(
                entry.number(),
                entry.time(),
                entry.operation(),
                in(entry.request()),
                in(entry.reply()),
                entry.ruleHits());
    }

    /** Returns a request without its credentials. */
    public Request in(Request request) {
        return new Request(
                request.method(),
                request.scheme(),
                request.authority(),
                request.base(),
                inPath(request.path()),
                inQuery(request.query()),
                in(request.headers()),
                inBody(request),
                request.parts().stream().map(this::in).toList());
    }

    /** Returns a reply without its credentials. */
    public Reply in(Reply reply) {
        Reply masked = reply.with(in(reply.headers()));
        return masked.with(changed(reply.body(), texts::inText));
    }

    /** Returns a path without its credentials. */
    public String inPath(String path) {
        return inPath.apply(path);
    }

    /** Returns a raw query string without its credentials. */
    public String inQuery(String query) {
        return query.isEmpty() ? query : texts.inForm(query);
    }

    /** Returns a text that is JSON or contains URLs without its credentials. */
    public String inText(String text) {
        return texts.inText(text);
    }

    /**
     * Returns a value of a call as it may be quoted.
     *
     * @param property what it is the value of, such as {@code header.Cookie}, {@code query.token} or {@code body.login.password}
     */
    public String inProperty(String property, String value) {
        if (property.startsWith(HEADER)) {
            return in(new Header(property.substring(HEADER.length()), value)).value();
        }
        if (property.equals("path")) {
            return inPath(value);
        }
        return isCredential(property) ? replacement.apply(value) : texts.inText(value);
    }

    /** Whether the values of a property such as {@code header.Cookie} are credentials. */
    public boolean isCredential(String property) {
        if (property.startsWith(HEADER)) {
            return isSecret(property.substring(HEADER.length()));
        }
        int dot = property.indexOf('.');
        return Stream.of(property.substring(dot + 1).split("\\.", -1))
                .anyMatch(name -> dot > 0 && (isCredentialHeader(name) || texts.isCredential(name)));
    }

    private boolean isSecret(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return COOKIES.contains(name) || isCredentialHeader(name) || names.test(name);
    }

    /** Whether a header of that name holds a credential at any provider, such as {@code X-Api-Key}. */
    public static boolean isCredentialHeader(String name) {
        return CREDENTIAL_HEADER.matcher(name).find();
    }

    private Headers in(Headers headers) {
        return new Headers(headers.fields().stream().map(this::in).toList());
    }

    private Header in(Header field) {
        String name = field.name().toLowerCase(Locale.ROOT);
        String value = field.value();
        if (value.isEmpty()) {
            return field;
        }
        if (SCHEME_AND_VALUE.contains(name)) {
            int space = value.indexOf(' ') + 1;
            String scheme = value.substring(0, space);
            String credential = value.substring(space);
            Optional<String> login = inPlace && scheme.equalsIgnoreCase("Basic ")
                    ? BasicLogins.replace(credential, UnaryOperator.identity(), replacement)
                    : Optional.empty();
            return new Header(field.name(), scheme + login.orElseGet(() -> replacement.apply(credential)));
        }
        return new Header(field.name(), isSecret(name) ? replacement.apply(value) : texts.inText(value));
    }

    private Part in(Part part) {
        return part.file()
                ? part
                : new Part(part.name(), false, changed(part.content(), text -> inValue(part.name(), text)));
    }

    /** A value of a field, which may itself contain others, as JSON and URLs do. */
    private String inValue(String name, String value) {
        boolean secret = !value.isEmpty() && texts.isCredential(name);
        return secret ? replacement.apply(value) : texts.inText(value);
    }

    private Bytes inBody(Request request) {
        String type = request.header("Content-Type");
        if (type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            Matcher boundary = BOUNDARY.matcher(type);
            return boundary.find()
                    ? changed(request.body(), text -> inMultipart(text, "--" + boundary.group(1)))
                    : request.body();
        }
        return changed(request.body(), texts::inBody);
    }

    private String inMultipart(String text, String delimiter) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(delimiter, at + 1);
            String section = text.substring(at, end < 0 ? text.length() : end);
            out.append(inSection(section));
            at += section.length();
        }
        return out.toString();
    }

    /** One part with the delimiter before it. */
    private String inSection(String section) {
        int head = section.indexOf(HEAD_END);
        if (head < 0) {
            return section;
        }
        Matcher name = PART_NAME.matcher(section.substring(0, head));
        boolean field = name.find() && !section.substring(0, head).contains("filename=");
        if (!field) {
            return section;
        }
        int start = head + HEAD_END.length();
        int end = section.endsWith("\r\n") ? Math.max(start, section.length() - 2) : section.length();
        return section.substring(0, start)
                + inValue(name.group(1), section.substring(start, end))
                + section.substring(end);
    }

    /** Changes a body as text; a body that is not UTF-8 keeps its bytes. */
    private static Bytes changed(Bytes body, UnaryOperator<String> change) {
        if (body.length() == 0) {
            return body;
        }
        String utf8 = Utf8.decode(body.array()).orElse("");
        Charset charset = utf8.isEmpty() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        String text = utf8.isEmpty() ? new String(body.array(), charset) : utf8;
        String masked = change.apply(text);
        return masked.equals(text) ? body : Bytes.of(masked.getBytes(charset));
    }
}
