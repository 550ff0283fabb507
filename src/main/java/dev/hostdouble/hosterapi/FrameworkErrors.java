package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.hosterapi.HosterState.ErrorsAs;
import dev.hostdouble.hosterapi.HosterState.UnknownPath;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The errors that the framework answers and not the provider's own code: 404 of a path, 405, 429 and 500. The framework
 * writes JSON only for callers who prefer it, else an HTML page; and its JSON has a key {@code message}, where the
 * provider's page promises {@code error}. The world says which of this the provider overrides (assumed either way).
 */
final class FrameworkErrors {
    private static final Pattern QUALITY = Pattern.compile(";\\s*q\\s*=\\s*([01](?:\\.\\d{0,3})?)");

    /** The titles of the framework's error pages. */
    private static final Map<Integer, String> TITLES =
            Map.of(404, "Not Found", 405, "Method Not Allowed", 429, "Too Many Requests", 500, "Server Error");

    private final ErrorsAs errorsAs;
    private final UnknownPath unknownPath;

    FrameworkErrors(ErrorsAs errorsAs, UnknownPath unknownPath) {
        this.errorsAs = errorsAs;
        this.unknownPath = unknownPath;
    }

    /** The reply to an error of the framework; empty for an error of the provider. */
    Optional<Reply> format(Call call, ApiException error) {
        if (!(error.error() instanceof HosterError known && known.framework())) {
            return Optional.empty();
        }
        call.restsOn(HosterFact.FRAMEWORK_ERRORS);
        boolean isUnknown = known == HosterError.NOT_FOUND || known == HosterError.METHOD_NOT_ALLOWED;
        if (isUnknown && unknownPath == UnknownPath.PAGE) {
            String text = error.text().isEmpty() ? title(known) : error.text();
            return Optional.of(HosterReply.error(error, text));
        }
        if (errorsAs == ErrorsAs.ACCEPT && !wantsJson(call.request())) {
            return Optional.of(page(error, known));
        }
        return Optional.of(HosterReply.of(error, message(error.text())));
    }

    /** The framework's JSON, pretty-printed with unescaped slashes. */
    static Bytes message(String text) {
        return Bytes.of("{\n    \"message\": " + PhpJson.encodeToString(text).replace("\\/", "/") + "\n}");
    }

    /** A page like the framework's, without its styles. */
    private static Reply page(ApiException error, HosterError known) {
        String html = """
                <!DOCTYPE html>
                <html lang="en">
                    <head>
                        <meta charset="utf-8">
                        <title>%2$s</title>
                    </head>
                    <body>
                        <div>%1$d</div>
                        <div>%2$s</div>
                    </body>
                </html>
                """.formatted(known.status(), title(known));
        Reply reply = HosterReply.of(error, Bytes.of(html));
        return reply.with(Headers.of("Content-Type", "text/html; charset=UTF-8").plus(reply.headers()));
    }

    private static String title(HosterError known) {
        return TITLES.getOrDefault(known.status(), "Error");
    }

    /** Whether the first accepted type is JSON, or a script in a browser accepts anything. */
    private static boolean wantsJson(Request request) {
        List<String> accepted = accepted(request.header("Accept"));
        String first = accepted.isEmpty() ? "" : accepted.get(0);
        boolean isScript = request.header("X-Requested-With").equals("XMLHttpRequest")
                && request.header("X-PJAX").isEmpty();
        boolean isAnything = accepted.isEmpty() || first.equals("*/*") || first.equals("*");
        return first.contains("/json") || first.contains("+json") || (isScript && isAnything);
    }

    /** The types of an {@code Accept} header by preference, in lower case and without parameters. */
    private static List<String> accepted(String header) {
        List<Accepted> types = new ArrayList<>();
        for (String one : header.split(",", -1)) {
            Matcher quality = QUALITY.matcher(one);
            String type = one.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
            if (!type.isEmpty()) {
                types.add(new Accepted(type, quality.find() ? Double.parseDouble(quality.group(1)) : 1));
            }
        }
        types.sort(Comparator.comparingDouble(Accepted::quality).reversed()); // stable: equal ones keep their order
        return types.stream().map(Accepted::type).toList();
    }

    private record Accepted(String type, double quality) {}
}
