package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the console, a page for browsers at {@code /_emulator/ui/}. They are the same for everybody and need no token: what
 * the page shows, it reads from the endpoints, as other clients do.
 */
final class ConsoleFiles {
    /** The path of the page, below the one of the control API. */
    static final String PAGE = "/ui/";

    private static final String FOLDER = "/dev/hostdouble/ui/";

    /** Nothing else of the class path can be read by such a name. */
    private static final Pattern FILE = Pattern.compile("(?:[a-z0-9-]+/)*[a-z0-9-]+\\.(html|css|js|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /**
     * Only what this server sends runs, is shown and is called. Texts never become markup: the library that renders the page is
     * the only one that may make elements from a text, and the texts are those of its templates.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types lit-html";

    private static final Headers HEADERS = Headers.of(
            "Cache-Control",
            "no-store",
            "Content-Security-Policy",
            POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private static final Headers ALLOW = Headers.of("Allow", "GET, HEAD, OPTIONS");

    private ConsoleFiles() {}

    /**
     * Answers a request for a file of the console; empty if the console has no file of that name.
     *
     * @param path the path of the request, without what the control API begins with
     */
    static Optional<Reply> reply(Request request, String path) {
        return file(path).map(file -> switch (request.method()) {
            case "GET", "HEAD" -> file;
            case "OPTIONS" -> Reply.of(204, Bytes.NONE).with(ALLOW);
            default -> notAllowed(request.method());
        });
    }

    private static Reply notAllowed(String method) {
        Reply error = Control.error(405, "method " + Excerpt.of(method) + " not allowed; use GET");
        return error.with(error.headers().plus(ALLOW));
    }

    private static Optional<Reply> file(String path) {
        if (path.equals("/ui")) {
            // The names of the other files are relative to the folder.
            return Optional.of(Reply.of(308, Bytes.NONE).with(Headers.of("Location", "ui/")));
        }
        if (!path.startsWith(PAGE)) {
            return Optional.empty();
        }
        String name = path.equals(PAGE) ? "index.html" : path.substring(PAGE.length());
        Matcher matcher = FILE.matcher(name);
        return matcher.matches() ? read(name).map(bytes -> reply(bytes, matcher.group(1))) : Optional.empty();
    }

    private static Reply reply(Bytes bytes, String extension) {
        Headers type = Headers.of("Content-Type", TYPES.getOrDefault(extension, ""));
        return Reply.of(200, bytes).with(type.plus(HEADERS));
    }

    private static Optional<Bytes> read(String name) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(Bytes.of(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
