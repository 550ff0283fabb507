package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.Fact;
import dev.hostdouble.php.PhpJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a finished task.
 *
 * @param scope a text or an object
 * @param facts the names of the facts that the scope rests on
 * @param debug what the hardware says, or the empty text
 * @param context what its key returns beside the result in place of the context of the task; null for that
 */
record TaskResult(
        Object scope,
        List<String> facts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String debug,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> context) {
    TaskResult {
        facts = List.copyOf(facts);
    }

    /** A result as JSON. */
    static String of(Object scope, Fact... facts) {
        return json(scope, "", null, facts);
    }

    /** A result with what the hardware says, as JSON. */
    static String withDebug(Object scope, String debug, Fact... facts) {
        return json(scope, debug, null, facts);
    }

    /** A result as JSON, with a context of its own. */
    static String of(Object scope, Map<String, Object> context, Fact... facts) {
        return json(scope, "", context, facts);
    }

    private static String json(Object scope, String debug, @Nullable Map<String, Object> context, Fact... facts) {
        List<String> names = Stream.of(facts).map(Fact::name).toList();
        return PhpJson.encodeToString(new TaskResult(scope, names, debug, context));
    }
}
