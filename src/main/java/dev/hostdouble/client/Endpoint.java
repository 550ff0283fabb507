package dev.hostdouble.client;

/**
 * An endpoint of the control API.
 *
 * @param path its path, with named segments in braces
 * @param description what it does, in a sentence or two
 */
public record Endpoint(String method, String path, String description) {
    static Endpoint of(Members json) {
        return new Endpoint(json.text("method"), json.text("path"), json.text("description"));
    }
}
