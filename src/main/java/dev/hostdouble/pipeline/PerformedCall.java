package dev.hostdouble.pipeline;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.function.Supplier;

/**
 * What performing a call came to.
 *
 * @param reply returns the reply, or throws the error
 * @param seen what a client sees of that
 * @param content stands for the content of the database afterwards
 */
record PerformedCall(Supplier<Reply> reply, List<Object> seen, long content) {
    PerformedCall {
        seen = List.copyOf(seen);
    }

    /** Performs a call. */
    static PerformedCall of(Call call, Database database) {
        try {
            Reply reply = call.perform();
            List<Object> seen = List.of(reply.status(), reply.headers(), reply.body());
            return new PerformedCall(() -> reply, seen, database.contentHash());
        } catch (ApiException e) {
            Supplier<Reply> error = () -> {
                throw e;
            };
            List<Object> seen = List.of(e.error(), e.text(), e.headers());
            return new PerformedCall(error, seen, database.contentHash());
        }
    }

    /** Whether a client meets the same in both cases. */
    boolean isSameAs(PerformedCall other) {
        return seen.equals(other.seen) && content == other.content;
    }
}
