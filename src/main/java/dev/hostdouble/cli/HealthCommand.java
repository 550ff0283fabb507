package dev.hostdouble.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.commons.cli.Options;

/** {@code health}: 0 when the server on its port is up. */
final class HealthCommand extends Command {
    private static final int TIMEOUT_MILLIS = 2000;

    HealthCommand() {
        super("health", "Ask whether the server is up.");
    }

    @Override
    Options flags() {
        return serverFlags();
    }

    /** The flags that name a server. */
    static Options serverFlags() {
        return new Options()
                .addOption(value("port", "N", "the server's port"))
                .addOption(value("bind", "ADDRESS", "its address"))
                .addOption(value("config", "FILE", "properties file with flags"));
    }

    @Override
    int run(Arguments arguments, PrintWriter out) throws IOException {
        URI uri = server(arguments).resolve("/_emulator/health");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("the server at " + uri + " answers " + status);
            }
            return ExitCode.FINE;
        } catch (IOException e) {
            throw new IOException("no healthy server at " + uri + ": " + e.getMessage(), e);
        } finally {
            connection.disconnect();
        }
    }

    /** The base URL of the server that these flags name. */
    static URI server(Arguments arguments) {
        long port = arguments.number("port", 8080, 1, 65_535);
        String bind = arguments.text("bind").orElse("127.0.0.1");
        // A server bound to every address is reached on loopback.
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return uri("http://" + authority + ":" + port);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Arguments.InvalidValueException("invalid server address " + text);
        }
    }
}
