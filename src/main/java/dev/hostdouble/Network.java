package dev.hostdouble;

import dev.hostdouble.core.EmulatorHeaders;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * How clients reach a server, besides its address and port, and what it adds to its replies.
 *
 * @param allowHosts host names besides its own under which the control API may be called
 * @param worldDomains domains besides {@code localhost} below which each host name is a world
 * @param https the HTTPS port; empty for none
 * @param replyHeaders the headers that it adds to the replies of providers
 */
public record Network(
        List<String> allowHosts,
        List<String> worldDomains,
        Optional<HttpsSettings> https,
        EmulatorHeaders replyHeaders) {
    /** HTTP only, under the usual names. */
    public static final Network PLAIN = new Network(List.of(), List.of(), Optional.empty(), EmulatorHeaders.NONE);

    public Network {
        allowHosts = List.copyOf(allowHosts);
        worldDomains = List.copyOf(worldDomains);
    }

    /** The same with HTTPS. */
    public Network withHttps(HttpsSettings settings) {
        return new Network(allowHosts, worldDomains, Optional.of(settings), replyHeaders);
    }

    /** The same with domains of which each host name below is a world. */
    public Network withWorldDomains(List<String> domains) {
        return new Network(allowHosts, domains, https, replyHeaders);
    }

    /** The same with headers in each reply of a provider: the number of its call, its evidence, or both. */
    public Network withReplyHeaders(boolean request, boolean evidence) {
        return new Network(allowHosts, worldDomains, https, new EmulatorHeaders(request, evidence));
    }

    /** Whether an address is on this machine only. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
