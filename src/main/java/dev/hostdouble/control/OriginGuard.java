package dev.hostdouble.control;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses what a web page of somebody else makes a browser send to the control API: a foreign {@code Host} (DNS rebinding), a
 * foreign {@code Origin}, or a {@code Sec-Fetch-Site} of another site. Other clients send only a {@code Host}, and it
 * names this server.
 *
 * @param bind the address or name that it listens on
 * @param loopback whether that is on loopback alone
 * @param names other names of this server, each with or without a port; pages under them are its own
 * @param domains domains below which all names are those of this server; a page under one of them is its own only where it
 *     calls the very name that it comes from
 */
public record OriginGuard(String bind, boolean loopback, List<String> names, List<String> domains) {
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-f:.]+(?:%[0-9a-z._~%-]+)?]|[a-z0-9_.-]+)(?::(\\d{0,5}))?");
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(.+)");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");

    /**
     * No public name is one of these: a name without a dot; one below these domains; one whose last part no top-level domain can
     * be, because it has more than letters, such as the names that CI systems make from those of images.
     */
    private static final Pattern PRIVATE_NAME = Pattern.compile(
            "[a-z0-9_-]+|.+\\.(internal|svc|svc\\.cluster\\.local)|.+\\.(?!xn--)[a-z0-9_-]*[0-9_-][a-z0-9_-]*");

    public OriginGuard {
        bind = bind.toLowerCase(Locale.ROOT);
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        domains = domains.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Without domains of its own. */
    public OriginGuard(String bind, boolean loopback, List<String> names) {
        this(bind, loopback, names, List.of());
    }

    /** A host and a port, in lower case. */
    private record Authority(String host, int port) {
        /** Reads one; empty if it is malformed. */
        static Optional<Authority> of(String text, String scheme) {
            Matcher matcher = AUTHORITY.matcher(text.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String host = matcher.group(1).replaceFirst("(?<=.)\\.$", "");
            String port = matcher.group(2);
            int usual = scheme.equals("https") ? 443 : 80;
            return Optional.of(new Authority(host, port == null || port.isEmpty() ? usual : Integer.parseInt(port)));
        }
    }

    /**
     * Refuses a request that a foreign web page may have sent.
     *
     * @param isTrusted whether the request proves otherwise that its sender knows this server, whatever name it used
     * @throws ControlException with status 403, naming the header and what would allow it
     */
    void require(Request request, boolean isTrusted) {
        if (!isTrusted) {
            Stream.concat(values(request, "Host"), Stream.of(request.authority()))
                    .filter(host -> !host.isEmpty() && !isOwn(host))
                    .findFirst()
                    .ifPresent(host -> refuse("Host", host, allow(host)));
        }
        List<String> origins = values(request, "Origin").toList();
        for (String origin : origins) {
            if (!isListed(origin) && !isSame(origin, request.authority())) {
                refuse("Origin", origin, origin.equals("null") ? "" : allow(origin));
            }
        }
        if (origins.isEmpty() || !origins.stream().allMatch(this::isListed)) {
            values(request, "Sec-Fetch-Site")
                    .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                    .findFirst()
                    .ifPresent(site -> refuse("Sec-Fetch-Site", site, ""));
        }
    }

    private static Stream<String> values(Request request, String name) {
        return request.headers().fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Header::value)
                .map(String::strip);
    }

    private static void refuse(String header, String value, String advice) {
        throw new ControlException(
                403,
                "foreign " + header + " '" + YamlNode.excerpt(value)
                        + "': the control API takes no requests from web pages of other origins" + advice);
    }

    /** What allows the host of an authority or an origin; nothing allows a malformed one. */
    private static String allow(String text) {
        Matcher origin = ORIGIN.matcher(text);
        return Authority.of(origin.matches() ? origin.group(2) : text, "http")
                .map(authority -> "; if it is a name of this server, allow it by --allow-host "
                        + YamlNode.excerpt(authority.host()) + " or HOSTDOUBLE_ALLOW_HOST")
                .orElse("");
    }

    /** Whether the text of a {@code Host} header names this server, or cannot be the name of a foreign one. */
    private boolean isOwn(String text) {
        Optional<Authority> authority = Authority.of(text, "http");
        if (authority.isEmpty()) {
            return false;
        }
        String host = authority.get().host();
        return host.equals("localhost")
                || host.equals(bind)
                || host.endsWith(".localhost")
                || domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain))
                // A page's name resolves to this server after a rebinding. An address cannot be rebound.
                || host.startsWith("[")
                || IPV4.matcher(host).matches()
                || (!loopback && PRIVATE_NAME.matcher(host).matches())
                || isListed(authority.get());
    }

    private boolean isListed(Authority authority) {
        return names.contains(authority.host()) || names.contains(authority.host() + ":" + authority.port());
    }

    private boolean isListed(String origin) {
        Matcher parts = ORIGIN.matcher(origin);
        return parts.matches()
                && Authority.of(parts.group(2), parts.group(1))
                        .filter(this::isListed)
                        .isPresent();
    }

    /** Whether an origin is the very host and port to which the request was sent. */
    private static boolean isSame(String origin, String host) {
        Matcher parts = ORIGIN.matcher(origin);
        return parts.matches()
                && Authority.of(parts.group(2), parts.group(1)).isPresent()
                && Authority.of(parts.group(2), parts.group(1)).equals(Authority.of(host, parts.group(1)));
    }
}
