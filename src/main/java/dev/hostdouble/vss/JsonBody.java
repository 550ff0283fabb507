package dev.hostdouble.vss;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.provider.Call;
import java.util.Optional;

/** The body of a login: a JSON object, or nothing. */
final class JsonBody {
    private JsonBody() {}

    /** Returns the object in the body of a call, empty if there is no body; throws a 400 if it is anything else. */
    static Optional<JsonNode> of(Call call) {
        Bytes body = call.request().body();
        Optional<JsonNode> object = body.length() == 0 ? Optional.empty() : VssJson.object(body);
        if (body.length() > 0 && object.isEmpty()) {
            throw VssError.INVALID_REQUEST.with();
        }
        return object;
    }

    /** Returns a member as text; the empty string if it is missing, or no scalar. */
    static String text(Call call, String name) {
        // As the dialect reads it, so that a scenario can replace it; but nobody sends it in the query.
        boolean isInQuery = QueryString.read(call.request().query()).containsKey(name);
        return isInQuery
                ? of(call).map(members -> members.path(name).asText("")).orElse("")
                : call.params().get(name).map(String::valueOf).orElse("");
    }
}
