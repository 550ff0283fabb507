package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/** The format of error bodies. No client understands all formats, so the world chooses one ({@code error-envelope}). */
enum Envelope {
    /** {@code {"code":-1,"message":"…"}}: the iso and vm pages. */
    @JsonProperty("code")
    CODE,
    /** {@code {"result":-1,"error":"…"}}: other modules (observed). */
    @JsonProperty("result")
    RESULT,
    /** Both at once. */
    @JsonProperty("both")
    BOTH;

    /**
     * Returns the members of an error body.
     *
     * @param code the number in {@code code}
     * @param result the number in {@code result}
     */
    Map<String, Object> wrap(int code, int result, String text) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (this != RESULT) {
            body.put("code", code);
            body.put("message", text);
        }
        if (this != CODE) {
            body.put("result", result);
            body.put("error", text);
        }
        return body;
    }
}
