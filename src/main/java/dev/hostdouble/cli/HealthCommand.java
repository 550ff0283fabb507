package dev.hostdouble.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code health}: 0 when the server on its port is up. */
@Command(name = "health", description = "Ask whether the server is up.", mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
    private static final int TIMEOUT_MILLIS = 2000;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "the server's port")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "its address")
    private String bind = "";

    @Option(names = "--config", paramLabel = "FILE", description = "properties file with flags")
    @SuppressWarnings("unused") // FlagDefaults reads it, before any flag is
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        Main.requireBetween("--port", port, 1, 65_535);
        // A server bound to every address is reached on loopback.
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        String authority = host.contains(":") ? "[" + host + "]" : host;
        URI uri = uri("http://" + authority + ":" + port + "/_emulator/health");
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

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Main.InvalidValueException("invalid server address " + text);
        }
    }
}
