package dev.hostdouble.cli;

import dev.hostdouble.client.HostdoubleClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The flag {@code --url}: that of a server, and not of a world or of its control API, where requests would go astray. */
final class ServerUrl {
    private static final Pattern WORLD = Pattern.compile(".*/_w/([^/]+).*");
    private static final Pattern CONTROL = Pattern.compile(".*/_emulator(/.*)?");
    private static final String WORLD_HOST = ".localhost";

    private ServerUrl() {}

    /** A client of the server. */
    static HostdoubleClient client(String text) {
        URI url;
        HostdoubleClient client;
        try {
            url = new URI(text);
            client = HostdoubleClient.at(url);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw invalid("expected a URL such as http://127.0.0.1:8080, not '" + text + "'");
        }
        Matcher world = WORLD.matcher(url.getPath());
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (world.matches()) {
            throw namesWorld(text, world.group(1));
        }
        if (host.endsWith(WORLD_HOST)) {
            throw namesWorld(text, host.substring(0, host.length() - WORLD_HOST.length()));
        }
        if (CONTROL.matcher(url.getPath()).matches()) {
            throw invalid("expected the URL of the server without /_emulator, not '" + text + "'");
        }
        return client;
    }

    private static Arguments.InvalidValueException namesWorld(String text, String world) {
        return invalid(
                "'" + text + "' names the world '" + world + "': expected the URL of the server, and --world " + world);
    }

    private static Arguments.InvalidValueException invalid(String what) {
        return new Arguments.InvalidValueException("invalid value for --url: " + what);
    }
}
