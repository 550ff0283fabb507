package dev.hostdouble.vss;

import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds the URLs in replies from the scheme, host, port and world of the request, as the provider does. */
final class Urls {
    private final boolean trustForwarded;

    /** @param trustForwarded whether {@code X-Forwarded-…} headers override the scheme, host and port */
    Urls(boolean trustForwarded) {
        this.trustForwarded = trustForwarded;
    }

    /** Returns the URL of a path, which begins with a slash. */
    String of(Call call, String path) {
        return base(call) + path;
    }

    /** What every URL begins with: all but the path of the provider. */
    String base(Call call) {
        Request request = call.request();
        String scheme = forwarded(request, "X-Forwarded-Proto", request.scheme());
        String authority = forwarded(request, "X-Forwarded-Host", request.authority());
        String port = forwarded(request, "X-Forwarded-Port", "");
        String prefix = forwarded(request, "X-Forwarded-Prefix", "");
        String usual = scheme.equals("https") ? "443" : "80";
        boolean isUsual = port.isEmpty() || port.equals(usual) || hasPort(authority);
        return scheme + "://" + (isUsual ? authority : authority + ":" + port) + prefix + request.base();
    }

    private static boolean hasPort(String authority) {
        int digit = authority.length() - 1;
        while (digit >= 0 && authority.charAt(digit) >= '0' && authority.charAt(digit) <= '9') {
            digit--;
        }
        return digit >= 0 && digit < authority.length() - 1 && authority.charAt(digit) == ':';
    }

    /** The first of several values is the address that the client used. */
    private String forwarded(Request request, String header, String fallback) {
        String value = trustForwarded ? request.header(header) : "";
        String first = value.contains(",") ? value.substring(0, value.indexOf(',')) : value;
        return first.isBlank() ? fallback : first.strip();
    }

    /** Encodes a text for a query string. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
