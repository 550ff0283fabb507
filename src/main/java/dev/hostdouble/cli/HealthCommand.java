package dev.hostdouble.cli;

import dev.hostdouble.core.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.commons.cli.Options;

/** {@code health}: 0 when the server is up. */
final class HealthCommand extends Command {
    private static final int TIMEOUT_MILLIS = 2000;
    private static final int MAX_REASON = 200;

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
                throw new IOException("it answers " + status + reason(connection));
            }
            return ExitCode.FINE;
        } catch (IOException e) {
            throw new IOException("no healthy server at " + uri + ": " + e.getMessage(), e);
        } finally {
            connection.disconnect();
        }
    }

    /** What an error says, such as that the port is for HTTPS: the start of its first line. */
    private static String reason(HttpURLConnection connection) throws IOException {
        InputStream body = connection.getErrorStream();
        if (body == null) {
            return "";
        }
        try (body) {
            String text = new String(body.readNBytes(MAX_REASON), StandardCharsets.UTF_8);
            return text.lines()
                    .findFirst()
                    .map(line -> ": " + Excerpt.of(line, MAX_REASON))
                    .orElse("");
        }
    }
}
