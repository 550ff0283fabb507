package dev.hostdouble.core;

import java.util.List;

/**
 * An HTTP request as received; nothing is decoded.
 *
 * @param method the method as sent
 * @param scheme {@code http} or {@code https}
 * @param authority the host and port of the {@code Host} header, or of the request target
 * @param base the path prefix that selects the world ({@code /_w/name}), or the empty string
 * @param path the path after the base, percent-encoded as sent
 * @param query the raw query string without the question mark, or the empty string
 * @param body the whole body; the server limits its size
 * @param parts the parts of a multipart body; empty for any other body, or if it is malformed
 */
public record Request(
        String method,
        String scheme,
        String authority,
        String base,
        String path,
        String query,
        Headers headers,
        Bytes body,
        List<Part> parts) {

    /** Returns a copy with another base and path, after the prefix that selects the world was split off. */
    public Request withBase(String newBase, String newPath) {
        return new Request(method, scheme, authority, newBase, newPath, query, headers, body, parts);
    }

    /** Returns a copy with a body. */
    public Request withBody(Bytes newBody, List<Part> newParts) {
        return new Request(method, scheme, authority, base, path, query, headers, newBody, newParts);
    }

    /** Returns the value of the first header with this name, or the empty string. */
    public String header(String name) {
        return headers.first(name).orElse("");
    }

    /**
     * One part of a multipart body.
     *
     * @param file whether the part has a file name, which makes it a file rather than a form field
     */
    public record Part(String name, boolean file, Bytes content) {}
}
