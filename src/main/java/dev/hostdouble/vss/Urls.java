package dev.hostdouble.vss;

import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** URLs in replies: built from the request's own scheme, host, port and world, as the provider does from its own. */
final class Urls {
    private final boolean trustForwarded;

    /** @param trustForwarded whether {@code X-Forwarded-…} headers say where the client sent its request */
    Urls(boolean trustForwarded) {
        this.trustForwarded = trustForwarded;
    }

    /** The URL of that path, which begins with a slash. */
    String of(Call call, String path) {
        Request request = call.request();
        String scheme = forwarded(request, "X-Forwarded-Proto", request.scheme());
        String authority = forwarded(request, "X-Forwarded-Host", request.authority());
        String port = forwarded(request, "X-Forwarded-Port", "");
        String prefix = forwarded(request, "X-Forwarded-Prefix", "");
        String usual = scheme.equals("https") ? "443" : "80";
        boolean named = authority.matches(".*:\\d+");
        String host = port.isEmpty() || port.equals(usual) || named ? authority : authority + ":" + port;
        return scheme + "://" + host + prefix + request.base() + path;
    }

    /** The first of several values is the host that the client addressed. */
    private String forwarded(Request request, String header, String otherwise) {
        String value = trustForwarded ? request.header(header) : "";
        String first = value.contains(",") ? value.substring(0, value.indexOf(',')) : value;
        return first.isBlank() ? otherwise : first.strip();
    }

    /** A text as it stands in a query string. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
