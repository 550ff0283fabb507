package dev.hostdouble.core;

import java.util.List;

/**
 * One HTTP request as it arrived; nothing in it is decoded yet.
 *
 * @param method the method as sent
 * @param scheme {@code http} or {@code https}
 * @param authority the host and port the client named
 * @param base the prefix of the path that chose the world ({@code /_w/name}), or the empty string
 * @param path the raw path behind the base, percent-escapes and all
 * @param query the raw query string without its question mark, or the empty string
 * @param body the whole body, bounded by the server
 * @param parts the parts of a multipart body that could be read, else empty
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

    /** This request as seen behind the prefix that chose its world. */
    public Request below(String newBase, String newPath) {
        return new Request(method, scheme, authority, newBase, newPath, query, headers, body, parts);
    }

    /** The value of the first header of that name, or the empty string. */
    public String header(String name) {
        return headers.first(name).orElse("");
    }

    /**
     * One part of a multipart body.
     *
     * @param file whether the part carries a file name, so that it is an upload and no form field
     */
    public record Part(String name, boolean file, Bytes content) {}
}
