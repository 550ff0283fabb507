package dev.hostdouble.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import org.apache.commons.cli.Options;

/** {@code health}: 0 when the server is up. */
final class HealthCommand extends Command {
    private static final int TIMEOUT_MILLIS = 2000;

    HealthCommand() {
        super("health", "Tell whether the server that runs here is up.");
    }

    @Override
    Options flags() {
        return ServerAddress.flags();
    }

    @Override
    int run(Arguments arguments, PrintWriter out) throws IOException {
        URI uri = ServerAddress.of(arguments).resolve("/_emulator/health");
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
}
