package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.php.PhpJson;
import org.jspecify.annotations.Nullable;

/** Builds HosterAPI replies. */
final class HosterReply {
    private HosterReply() {}

    /** {@code {"result":…}}, status 200. */
    static Reply result(Object value) {
        return Reply.of(200, PhpJson.encode(new Result(value)));
    }

    /**
     * Builds an error: the provider's {@code {"result":false,"error":…}}, or the framework's {@code {"message": …}}.
     */
    static Reply error(ApiException error) {
        boolean framework = error.error() instanceof HosterError known && known.framework();
        Bytes body = framework ? message(error.text()) : PhpJson.encode(new Failure(false, error.text()));
        return Reply.of(error.error().status(), body)
                .with(error.headers())
                .withAnswer(error.error().name())
                .with(error.error().evidence());
    }

    /** Builds the framework's body, pretty-printed with unescaped slashes. */
    static Bytes message(String text) {
        return Bytes.of("{\n    \"message\": " + PhpJson.encodeToString(text).replace("\\/", "/") + "\n}");
    }

    private record Result(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Object result) {}

    private record Failure(boolean result, String error) {}
}
