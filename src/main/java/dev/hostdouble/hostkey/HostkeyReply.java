package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.Reply;
import dev.hostdouble.php.PhpJson;
import org.jspecify.annotations.Nullable;

/** Builds successful HOSTKEY replies. The order of members differs between modules, as on the pages. */
final class HostkeyReply {
    private static final String OK = "OK";

    private HostkeyReply() {}

    /** Builds a reply with status 200 and a JSON body. */
    static Reply of(Object body) {
        return Reply.of(200, PhpJson.encodeUnescapedSlashes(body));
    }

    /** {@code {"result":"OK","action":…,"module":"iso","data":…}}. */
    static Reply iso(String action, Object data) {
        return of(new Iso(OK, action, "iso", data));
    }

    /** {@code {"result":"OK","action":…,"callback":…}}: drive and power omit the module. */
    static Reply task(String action, String callback) {
        return of(new Started(OK, action, callback));
    }

    /** {@code {"result":"OK","module":…,"action":…,"callback":…}}. */
    static Reply task(String module, String action, String callback) {
        return of(new Task(OK, module, action, callback, null));
    }

    /** The same with {@code settings}. */
    static Reply task(String module, String action, String callback, Object settings) {
        return of(new Task(OK, module, action, callback, settings));
    }

    /** {@code {"result":"OK","module":…,"action":…}}. */
    static Reply done(String module, String action) {
        return of(new Done(OK, module, action));
    }

    /** {@code {"result":"OK","module":…,"action":…,"data":…}}: modules whose other members stand in data. */
    static Reply data(String module, String action, Object data) {
        return of(new Data(OK, module, action, data));
    }

    private record Done(String result, String module, String action) {}

    private record Data(String result, String module, String action, Object data) {}

    private record Iso(String result, String action, String module, Object data) {}

    private record Started(String result, String action, String callback) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Task(
            String result,
            String module,
            String action,
            String callback,
            @Nullable Object settings) {}
}
