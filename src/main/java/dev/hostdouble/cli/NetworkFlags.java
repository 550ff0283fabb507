package dev.hostdouble.cli;

import dev.hostdouble.HttpsSettings;
import dev.hostdouble.Network;
import dev.hostdouble.cli.Arguments.InvalidValueException;
import dev.hostdouble.core.EmulatorHeaders;
import dev.hostdouble.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The flags that say how clients reach the server, besides its address and port, and what it adds to its replies. */
final class NetworkFlags {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    /** Top-level domains that nobody can register names in: RFC 2606, RFC 6762, and what ICANN keeps for private use. */
    private static final Set<String> PRIVATE =
            Set.of("localhost", "test", "example", "invalid", "internal", "local", "lan", "corp", "home");

    private NetworkFlags() {}

    /** Adds them to others. */
    static Options addTo(Options flags) {
        return flags.addOption(Command.value("https-port", "N", "port for HTTPS; 0 for any free port"))
                .addOption(Command.value("https-cert", "FILE", "certificate for HTTPS as PEM", "one made at the start"))
                .addOption(Command.value("https-key", "FILE", "its private key as PEM"))
                .addOption(Command.toggle("request-header", "add Emulator-Request, the number of the call, to replies"))
                .addOption(Command.toggle("evidence-header", "add Emulator-Evidence, the mark, to replies"))
                .addOption(list("world-domain", "NAME", "domains besides localhost whose {world}.NAME are worlds"))
                .addOption(list("allow-host", "NAME", "host names of this server for the control API"));
    }

    private static Option list(String flag, String values, String description) {
        return Option.builder()
                .longOpt(flag)
                .hasArgs()
                .argName(values)
                .desc(description + "; separate several with commas")
                .get();
    }

    /** What they say. */
    static Network read(Arguments arguments) {
        return new Network(
                names(arguments, "allow-host", NetworkFlags::allowedHost),
                names(arguments, "world-domain", NetworkFlags::worldDomain),
                https(arguments),
                new EmulatorHeaders(arguments.isOn("request-header"), arguments.isOn("evidence-header")));
    }

    private static Optional<HttpsSettings> https(Arguments arguments) {
        Optional<String> certificate = arguments.text("https-cert");
        Optional<String> key = arguments.text("https-key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new InvalidValueException(
                    certificate.isPresent()
                            ? "--https-cert needs --https-key, the file with its private key"
                            : "--https-key needs --https-cert, the file with its certificate");
        }
        if (arguments.text("https-port").isEmpty()) {
            if (certificate.isPresent()) {
                throw new InvalidValueException("--https-cert needs --https-port, the port to serve it on");
            }
            return Optional.empty();
        }
        int port = (int) arguments.number("https-port", 0, 0, 65_535);
        if (port != 0 && port == arguments.number("port", 8080, 0, 65_535)) {
            throw new InvalidValueException(
                    "--https-port and --port are both " + port + ": expected different ports for HTTPS and HTTP");
        }
        HttpsSettings made = HttpsSettings.on(port);
        return Optional.of(
                certificate.isPresent() && key.isPresent()
                        ? made.withCertificate(Path.of(certificate.get()), Path.of(key.get()))
                        : made);
    }

    private static List<String> names(Arguments arguments, String flag, UnaryOperator<String> check) {
        return arguments.texts(flag).stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(check)
                .toList();
    }

    private static String allowedHost(String name) {
        if (!HOST.matcher(name).matches()) {
            throw new InvalidValueException(
                    "invalid value for --allow-host: expected a host name such as ci.example.com"
                            + " or ci.example.com:8080, not " + YamlNode.excerpt(name));
        }
        return name;
    }

    private static String worldDomain(String name) {
        String domain = name.toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches() || domain.matches(".*\\d")) {
            throw new InvalidValueException("invalid value for --world-domain: expected a domain such as"
                    + " hostdouble.test, without a port or *., not " + YamlNode.excerpt(name));
        }
        if (!domain.contains(".") && !PRIVATE.contains(domain)) {
            throw new InvalidValueException("invalid value for --world-domain: '" + domain
                    + "' may have names of other people below it; expected a domain such as " + domain + ".test");
        }
        return domain;
    }
}
