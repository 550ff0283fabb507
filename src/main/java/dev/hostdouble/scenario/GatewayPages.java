package dev.hostdouble.scenario;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import java.util.Map;

/** The error pages of the gateway in front of a provider: those of nginx. */
final class GatewayPages {
    static final Headers HEADERS = Headers.of("Server", "nginx", "Content-Type", "text/html");

    /** The reason phrase of each status that has a page. */
    static final Map<Integer, String> PAGES = Map.of(
            429, "Too Many Requests",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Temporarily Unavailable",
            504, "Gateway Time-out");

    private GatewayPages() {}

    static Reply reply(int status) {
        return Reply.of(status, Bytes.of(page(status))).with(HEADERS).withAnswer("injected");
    }

    static String page(int status) {
        String title = status + " " + PAGES.getOrDefault(status, "Error");
        return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
    }
}
