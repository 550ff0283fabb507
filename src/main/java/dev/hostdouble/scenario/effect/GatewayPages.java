package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import java.util.Map;

/** The error pages of nginx, for failures of the gateway in front of a provider. */
final class GatewayPages {
    /** The headers of an error page. */
    static final Headers HEADERS = Headers.of("Server", "nginx", "Content-Type", "text/html");

    /** The phrase on the page by status. */
    static final Map<Integer, String> PHRASES = Map.of(
            429, "Too Many Requests",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Temporarily Unavailable",
            504, "Gateway Time-out");

    private GatewayPages() {}

    /** Returns the reply with the page of a status. */
    static Reply reply(int status) {
        return Reply.of(status, Bytes.of(page(status))).with(HEADERS).withAnswer(Reply.INJECTED);
    }

    /** Returns the HTML of the page of a status. */
    static String page(int status) {
        String title = status + " " + PHRASES.getOrDefault(status, "Error");
        return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
    }
}
