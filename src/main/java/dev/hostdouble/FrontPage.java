package dev.hostdouble;

import dev.hostdouble.control.Control;
import dev.hostdouble.core.Accept;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Provider;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code GET /} shows: what this server is, and where to look. It is nobody's API, and no world sees the request. */
final class FrontPage {
    private static final String TEXT = "text/plain";
    private static final String HTML = "text/html";

    private FrontPage() {}

    /** Whether a request asks for the page. */
    static boolean isAsked(Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads && (request.path().isEmpty() || request.path().equals("/"));
    }

    /** The page, as HTML for browsers and as text for others. */
    static Reply reply(Request request, List<Provider> providers) {
        String base = request.base() + Control.BASE;
        String apis = providers.stream()
                .map(provider -> provider.name() + " at " + String.join(", ", provider.prefixes()))
                .collect(Collectors.joining("; "));
        String text = "Hostdouble " + Version.current()
                + ": a test double for the APIs of hosting providers.\n\n"
                + "Providers: " + apis + "\n"
                + "Console: " + base + "/ui/\n"
                + "Control API: " + base + "\n"
                + "Health: " + base + "/health\n"
                + "Operations: " + base + "/operations\n"
                + "Calls so far: " + base + "/requests\n";
        if (Accept.best(request.headers(), List.of(TEXT, HTML)).equals(TEXT)) {
            return page(TEXT, text);
        }
        String linked = text.replaceAll("(?m): (/\\S+)$", ": <a href=\"$1\">$1</a>");
        return page(
                HTML,
                "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Hostdouble</title></head>\n<body><pre>" + linked
                        + "</pre></body></html>\n");
    }

    private static Reply page(String type, String body) {
        Reply reply = Reply.text(200, type + "; charset=utf-8", body);
        return reply.with(reply.headers().plus(Headers.of("Vary", "Accept")));
    }
}
