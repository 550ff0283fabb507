package dev.hostdouble;

import dev.hostdouble.http.HttpServer.Https;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.tls.Certificates;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.yaml.InvalidFileException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTPS port of a server, and the names for which it has certificates. */
final class HttpsPort {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsPort.class);

    private HttpsPort() {}

    /**
     * Makes or reads the certificates; none without an HTTPS port.
     *
     * @throws InvalidFileException if the given files cannot be used
     */
    static Optional<Certificates> certificates(Settings settings) throws InvalidFileException {
        if (settings.network().https().isEmpty()) {
            return Optional.empty();
        }
        HttpsSettings https = settings.network().https().get();
        List<String> domains = new WorldDomains(settings.network().worldDomains()).names();
        List<String> names = names(settings, domains);
        Clock clock = WorldSettings.hostClock();
        if (https.given().isEmpty()) {
            return Optional.of(Certificates.made(names, domains, clock));
        }
        HttpsSettings.Given given = https.given().get();
        return Optional.of(Certificates.given(given.certificate(), given.key(), names, domains, clock));
    }

    /** Warns of scenarios that break TLS handshakes where there are none. */
    static void warn(Settings settings, List<Scenario> scenarios) {
        if (settings.network().https().isEmpty()) {
            scenarios.stream()
                    .filter(Scenario::breaksHandshakes)
                    .forEach(scenario -> LOG.warn("{}: {}", scenario.name(), Scenario.NEEDS_HTTPS));
        }
    }

    /** The port with its certificates. */
    static Optional<Https> of(Settings settings, Optional<Certificates> certificates) {
        return settings.network()
                .https()
                .flatMap(https -> certificates.map(all -> new Https(https.port(), all::context)));
    }

    private static List<String> names(Settings settings, List<String> domains) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        if (!settings.bind().equals("0.0.0.0") && !settings.bind().equals("::")) {
            names.add(settings.bind());
        }
        hostName().ifPresent(names::add);
        settings.network().allowHosts().forEach(name -> names.add(withoutPort(name)));
        names.addAll(domains);
        return List.copyOf(names);
    }

    private static String withoutPort(String name) {
        String host = name.replaceFirst("(?<=[^:]):\\d+$", "");
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The name of this machine, as other containers of a network know it. */
    private static Optional<String> hostName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
