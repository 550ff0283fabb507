package dev.hostdouble.confidence;

/**
 * A request to the control API.
 *
 * @param path below {@code /_emulator/}
 * @param json the body; may be empty
 */
record ControlRequest(String method, String path, String json) {
    /** Reads {@code PUT clock {"mode":"manual"}}. */
    static ControlRequest of(String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        if (first < 0) {
            throw new IllegalArgumentException("invalid request '" + text + "': expected METHOD path {json}");
        }
        String path = second < 0 ? text.substring(first + 1) : text.substring(first + 1, second);
        return new ControlRequest(text.substring(0, first), path, second < 0 ? "" : text.substring(second + 1));
    }

    /** As a command for a shell in which a variable, such as {@code WORLD}, is the address of a world. */
    String curl(String variable) {
        String body = json.isEmpty() ? "" : "-d '" + json + "' ";
        return "curl -X " + method + " " + body + "$" + variable + "/_emulator/" + path;
    }
}
