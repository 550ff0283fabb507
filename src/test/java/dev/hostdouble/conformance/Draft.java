package dev.hostdouble.conformance;

import dev.hostdouble.conformance.Encoding.Encoded;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call before it is sent, part by part; each {@code with…} makes another one.
 *
 * @param path the raw path, its named segments still in braces
 * @param segments the values of the named segments, percent-encoded
 * @param parameters the parameters that are encoded as {@code encoding} says
 * @param query further parameters, which stand in the query in any case
 * @param headers further headers
 * @param content a body in the place of the parameters
 */
record Draft(
        String method,
        String path,
        Map<String, String> segments,
        Map<String, Object> parameters,
        Encoding encoding,
        Map<String, Object> query,
        Map<String, String> headers,
        Optional<Content> content) {

    /** A body that does not come from parameters. */
    record Content(String type, Bytes body) {}

    Draft withMethod(String other) {
        return new Draft(other, path, segments, parameters, encoding, query, headers, content);
    }

    Draft withPath(String other) {
        return new Draft(method, other, segments, parameters, encoding, query, headers, content);
    }

    Draft withSegment(String name, String value) {
        return new Draft(method, path, plus(segments, name, value), parameters, encoding, query, headers, content);
    }

    Draft with(String name, Object value) {
        return new Draft(method, path, segments, plus(parameters, name, value), encoding, query, headers, content);
    }

    Draft without(String name) {
        Map<String, Object> fewer = new LinkedHashMap<>(parameters);
        fewer.remove(name);
        return new Draft(method, path, segments, fewer, encoding, query, headers, content);
    }

    Draft with(Encoding other) {
        return new Draft(method, path, segments, parameters, other, query, headers, content);
    }

    Draft withQuery(String name, Object value) {
        return new Draft(method, path, segments, parameters, encoding, plus(query, name, value), headers, content);
    }

    Draft withHeader(String name, String value) {
        return new Draft(method, path, segments, parameters, encoding, query, plus(headers, name, value), content);
    }

    Draft with(Content other) {
        return new Draft(method, path, segments, parameters, encoding, query, headers, Optional.of(other));
    }

    private static <V> Map<String, V> plus(Map<String, V> values, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return more;
    }

    /** The request as the server gets it. */
    Request request(String host) {
        Encoded encoded = content.map(other -> new Encoded("", other.type(), other.body(), List.<Part>of()))
                .orElseGet(() -> encoding.encode(parameters));
        List<Header> fields = new ArrayList<>();
        headers.forEach((name, value) -> fields.add(new Header(name, value)));
        if (!encoded.contentType().isEmpty() && encoded.body().length() > 0) {
            fields.add(new Header("Content-Type", encoded.contentType()));
        }
        String more = Encoding.form(query);
        String joined = more.isEmpty() || encoded.query().isEmpty() ? "" : "&";
        return new Request(
                method,
                "http",
                host,
                "",
                filledPath(),
                more + joined + encoded.query(),
                new Headers(fields),
                encoded.body(),
                encoded.parts());
    }

    private String filledPath() {
        String filled = path;
        for (Map.Entry<String, String> segment : segments.entrySet()) {
            filled = filled.replace("{" + segment.getKey() + "}", segment.getValue());
        }
        return filled;
    }
}
