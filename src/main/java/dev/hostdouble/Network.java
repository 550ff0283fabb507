package dev.hostdouble;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * How clients reach a server, besides its address and port.
 *
 * @param allowHosts host names besides its own under which the control API may be called
 * @param worldDomains domains besides {@code localhost} below which each host name is a world
 * @param https the HTTPS port; empty for none
 */
public record Network(List<String> allowHosts, List<String> worldDomains, Optional<HttpsSettings> https) {
    /** HTTP only, under the usual names. */
    public static final Network PLAIN = new Network(List.of(), List.of(), Optional.empty());

    public Network {
        allowHosts = List.copyOf(allowHosts);
        worldDomains = List.copyOf(worldDomains);
    }

    /** The same with HTTPS. */
    public Network withHttps(HttpsSettings settings) {
        return new Network(allowHosts, worldDomains, Optional.of(settings));
    }

    /** The same with domains of which each host name below is a world. */
    public Network withWorldDomains(List<String> domains) {
        return new Network(allowHosts, domains, https);
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
