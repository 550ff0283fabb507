package dev.hostdouble.cli;

import dev.hostdouble.cli.ServerRecords.Running;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;

/**
 * The server that a command asks: the one that its flags name, else the one that this user runs here. {@code serve} may have got
 * its port by a flag, which other commands do not see: where the environment or the settings file sets a port, the server is the
 * one that was started with the same setting, whatever port it has. Without any of these it is the one on the default port.
 */
final class ServerAddress {
    private static final String PORT = "port";
    private static final String BIND = "bind";
    private static final String ANY = "0.0.0.0";
    private static final String ANY_6 = "::";

    private ServerAddress() {}

    /** The flags that name a server. */
    static Options flags() {
        return new Options()
                .addOption(Command.value(PORT, "N", "the server's port", "that of the server that runs here"))
                .addOption(Command.value(BIND, "ADDRESS", "the server's address", "where that server is reached"))
                .addOption(Command.value("config", "FILE", "properties file with flags"));
    }

    /**
     * The base URL of the server, such as {@code http://127.0.0.1:8080}; it may be down.
     *
     * @throws IOException if several servers run here and nothing says which one is meant
     */
    static URI of(Arguments arguments) throws IOException {
        return of(arguments, ServerRecords.of(arguments.environment()));
    }

    static URI of(Arguments arguments, ServerRecords records) throws IOException {
        URI set = uri(reachable(arguments.text(BIND).orElse("127.0.0.1")), (int)
                arguments.number(PORT, 8080, arguments.isTyped(PORT) ? 1 : 0, 65_535));
        if (arguments.isTyped(PORT) || arguments.isTyped(BIND)) {
            return set;
        }
        Optional<String> port = arguments.unlessTyped(PORT);
        List<Running> running = records.running();
        List<URI> meant = running.stream()
                .filter(server -> port.isEmpty() || server.setPort().equals(port))
                .map(ServerAddress::reachable)
                .distinct()
                .toList();
        if (meant.isEmpty()) {
            return running.stream()
                    .map(ServerAddress::reachable)
                    .filter(url -> url.getPort() == set.getPort())
                    .findFirst()
                    .orElse(set);
        }
        if (meant.size() > 1) {
            String urls = meant.stream().map(URI::toString).collect(Collectors.joining(", "));
            throw new IOException(meant.size() + " servers run here: name one by --port. Running: " + urls);
        }
        return meant.get(0);
    }

    private static URI reachable(Running server) {
        return uri(reachable(host(server.url())), server.url().getPort());
    }

    /** A server bound to every address is reached on loopback. */
    private static String reachable(String bind) {
        return bind.equals(ANY) || bind.equals(ANY_6) ? "127.0.0.1" : bind;
    }

    /** The host of a URL as an address, without the brackets of IPv6. */
    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static URI uri(String host, int port) {
        String text = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        try {
            URI url = new URI(text);
            if (url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw new Arguments.InvalidValueException("invalid server address " + text);
    }
}
