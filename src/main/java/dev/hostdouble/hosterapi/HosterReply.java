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

    /** Builds an error of the provider: {@code {"result":false,"error":…}}. */
    static Reply error(ApiException error) {
        return error(error, error.text());
    }

    /** Builds an error of the provider with another text. */
    static Reply error(ApiException error, String text) {
        return of(error, PhpJson.encode(new Failure(false, text)));
    }

    /** Builds an error with that body. */
    static Reply of(ApiException error, Bytes body) {
        return Reply.of(error.error().status(), body)
                .with(error.headers())
                .withAnswer(error.error().name());
    }

    private record Result(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Object result) {}

    private record Failure(boolean result, String error) {}
}
