package dev.hostdouble;

import dev.hostdouble.yaml.YamlNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The domains below which each host name is a world: {@code localhost}, and those of {@code --world-domain}.
 *
 * @param names in lower case, the longest first
 */
record WorldDomains(List<String> names) {
    private static final String LOCALHOST = "localhost";

    WorldDomains {
        names = Stream.concat(Stream.of(LOCALHOST), names.stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * The world that a host names, in lower case; empty for a host that is not below one of the domains.
     *
     * @param authority a host with or without a port, such as {@code my-test.localhost:8080}
     * @throws IllegalArgumentException if a label before the domain is empty
     */
    Optional<String> world(String authority) {
        String host = host(authority);
        if (names.contains(host)) {
            return Optional.empty();
        }
        Optional<String> world = Optional.empty();
        for (String domain : names) {
            int dot = host.length() - domain.length() - 1;
            if (dot >= 0 && host.charAt(dot) == '.' && host.endsWith(domain)) {
                world = Optional.of(host.substring(0, dot));
                break;
            }
        }
        if (world.filter(name -> ("." + name + ".").contains("..")).isPresent()) {
            throw new IllegalArgumentException("invalid host '" + YamlNode.excerpt(authority)
                    + "': expected the name of a world before the domain, such as my-test." + LOCALHOST);
        }
        return world;
    }

    /** The host of an authority in lower case, without user, port and the dot that ends a complete name. */
    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.lastIndexOf(':');
        if (port > host.lastIndexOf(']')) {
            host = host.substring(0, port);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.toLowerCase(Locale.ROOT);
    }
}
