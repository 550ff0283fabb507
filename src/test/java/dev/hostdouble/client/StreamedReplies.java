package dev.hostdouble.client;

import dev.hostdouble.control.ControlContract;
import dev.hostdouble.control.ControlContract.Received;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/**
 * Compares what the control API makes while it sends it with its OpenAPI document. Only those bodies have no length that is
 * known before.
 */
final class StreamedReplies {
    private static final String CONTROL = "/_emulator/";

    private StreamedReplies() {}

    static Seen compared(String method, String target, Seen seen) {
        if (method.equals("GET") && target.contains(CONTROL) && seen.bytes().startsWith("HTTP/1.1 200 ")) {
            compare(target, seen.header("Content-Length"), seen.header("Content-Type"), seen.body());
        }
        return seen;
    }

    /** As a filter of REST Assured. */
    static Response compared(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        URI uri = URI.create(request.getURI());
        if (request.getMethod().equals("GET") && uri.getPath().contains(CONTROL) && response.statusCode() == 200) {
            String target = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
            String length = response.header("Content-Length");
            compare(
                    target,
                    length == null ? "" : length,
                    response.contentType(),
                    response.body().asString());
        }
        return response;
    }

    private static void compare(String target, String length, String contentType, String body) {
        if (length.isEmpty()) {
            ControlContract.instance().requireStreamed("GET", target, new Received(200, contentType, body));
        }
    }
}
