package dev.hostdouble.cli;

import dev.hostdouble.cli.ServerRecords.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;

/**
 * The server that a command asks: the one that its flags name, else the one that this user runs here. A port or an address alone
 * names the server that runs here with it, whatever its other half is. {@code serve} may have got
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
        boolean isPortTyped = arguments.isTyped(PORT);
        Optional<String> bind = arguments.typed(BIND);
        URI set = uri(reachable(arguments.text(BIND).orElse("127.0.0.1")), (int)
                arguments.number(PORT, 8080, isPortTyped ? 1 : 0, 65_535));
        if (isPortTyped && bind.isPresent()) {
            return set;
        }
        List<Running> running =
                bind.map(address -> reachedAt(address, records.running())).orElseGet(records::running);
        List<URI> onPort = urls(running.stream().filter(server -> server.url().getPort() == set.getPort()));
        Optional<String> port = arguments.unlessTyped(PORT);
        List<URI> meant = isPortTyped
                ? onPort
                : urls(running.stream()
                        .filter(server -> port.isEmpty() || server.setPort().equals(port)));
        if (meant.isEmpty()) {
            return onPort.stream().findFirst().orElse(set);
        }
        if (meant.size() > 1) {
            String urls = meant.stream().map(URI::toString).collect(Collectors.joining(", "));
            throw new IOException(
                    meant.size() + " servers run here: name one by " + distinguishing(meant) + ". Running: " + urls);
        }
        return meant.get(0);
    }

    /** The flags that tell servers apart. */
    private static String distinguishing(List<URI> servers) {
        if (servers.stream().map(URI::getPort).distinct().count() == servers.size()) {
            return "--port";
        }
        return servers.stream().map(URI::getHost).distinct().count() == servers.size() ? "--bind" : "--port and --bind";
    }

    private static List<URI> urls(Stream<Running> servers) {
        return servers.map(ServerAddress::reachable).distinct().toList();
    }

    /** The servers that an address reaches, at that address: those bound to it, else those bound to every address. */
    private static List<Running> reachedAt(String address, List<Running> running) {
        String asked = reachable(address);
        List<Running> bound = running.stream()
                .filter(server -> isSame(asked, reachable(host(server.url()))))
                .toList();
        if (!bound.isEmpty()) {
            return bound;
        }
        return running.stream()
                .filter(server -> isEvery(host(server.url())))
                .map(server -> new Running(uri(asked, server.url().getPort()), server.setPort()))
                .toList();
    }

    /** Whether two texts are the same address, such as {@code ::1} and {@code 0:0:0:0:0:0:0:1}. */
    private static boolean isSame(String one, String other) {
        try {
            return one.equals(other) || InetAddress.getByName(one).equals(InetAddress.getByName(other));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static URI reachable(Running server) {
        return uri(reachable(host(server.url())), server.url().getPort());
    }

    /** A server bound to every address is reached on loopback. */
    private static String reachable(String bind) {
        return isEvery(bind) ? "127.0.0.1" : bind;
    }

    private static boolean isEvery(String bind) {
        return bind.equals(ANY) || bind.equals(ANY_6);
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
