package dev.hostdouble.conformance;

import dev.hostdouble.conformance.Draft.Content;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.provider.Operation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Other methods, other spellings of the path, and bodies that are not what they say. */
final class OddRequests {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "FOO");

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Draft base;

    private OddRequests(Draft base) {
        this.base = base;
    }

    /** The drafts by what is wrong with them. */
    static Map<String, Draft> of(Draft base, Operation operation) {
        OddRequests all = new OddRequests(base);
        all.methods();
        all.paths(operation);
        all.bodies();
        all.headers();
        return all.drafts;
    }

    private void methods() {
        for (String method : METHODS) {
            drafts.put("method " + method, base.withMethod(method));
            drafts.put("override " + method, base.withMethod("POST").withHeader("X-HTTP-Method-Override", method));
            drafts.put("_method " + method, base.withMethod("POST").withQuery("_method", method));
        }
        drafts.put(
                "preflight",
                base.withMethod("OPTIONS")
                        .withHeader("Origin", "https://example.com")
                        .withHeader("Access-Control-Request-Method", base.method()));
    }

    private void paths(Operation operation) {
        String path = base.path();
        for (String other : List.of(
                path + "/",
                path + "//",
                "/" + path,
                path.replaceFirst("/([^/]+)$", "//$1"),
                path.toUpperCase(Locale.ROOT).replace("{SID}", "{sid}").replace("{JOBID}", "{jobId}"),
                path + "/more",
                path + ".json",
                path + "%20",
                path + "/.",
                path.replaceFirst("([a-z])$", "%7A"),
                path.substring(0, Math.max(1, path.lastIndexOf('/'))))) {
            drafts.put("path " + other, base.withPath(other));
        }
        operation.path().names().forEach(name -> drafts.put("an empty " + name, base.withSegment(name, "")));
        drafts.put(
                "an action of another case",
                base.with("action", operation.action().toUpperCase(Locale.ROOT)));
        drafts.put("no action", base.with("action", ""));
    }

    private void bodies() {
        drafts.put("parameters as JSON", base.with(Encoding.JSON));
        drafts.put("a form whatever the method", base.with(Encoding.FORM));
        body("broken JSON", JSON, "{\"a\":");
        body("a JSON list", JSON, "[1]");
        body("a JSON text", JSON, "\"x\"");
        body("JSON null", JSON, "null");
        body("two JSON objects", JSON, "{} {}");
        body("JSON after a byte order mark", JSON, "\uFEFF{}");
        body("deep JSON", JSON, "{\"a\":".repeat(2000));
        body("a form that says JSON", JSON, "a=1");
        body("JSON that says form", FORM, "{\"a\":1}");
        body("an odd form", FORM, "&&=&a[b][c=1&%zz=%ff");
        body("multipart without a boundary", "multipart/form-data", "--b\r\n");
        body("plain text", "text/plain", "a=1");
        body("no type", "", "{\"a\":1}");
        body("another charset", "application/json; charset=utf-16", "{}");
        Bytes bytes = Bytes.of("\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1));
        drafts.put("no UTF-8 in JSON", base.with(new Content(JSON, bytes)));
        drafts.put("no UTF-8 in a form", base.with(new Content(FORM, bytes)));
    }

    private void body(String label, String type, String text) {
        drafts.put(label, base.with(new Content(type, Bytes.of(text))));
    }

    private void headers() {
        for (String accept :
                List.of("application/json", "text/html", "*/*", "application/xml", "", "text/html;q=0.1, a/json")) {
            drafts.put("Accept " + accept, base.withHeader("Accept", accept));
        }
        drafts.put("an unknown parameter", base.with("nobody_knows", "x"));
        drafts.put("an unknown parameter in the query", base.withQuery("nobody[knows]", "x"));
        drafts.put(
                "forwarded", base.withHeader("X-Forwarded-Proto", "https").withHeader("X-Forwarded-Host", "h.example"));
    }
}
