package dev.hostdouble.vss;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.provider.BoundOperation;
import dev.hostdouble.provider.BoundOperation.Match;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PathTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The framework's routing, before any authentication: unknown paths, wrong methods, and OPTIONS on every path there is.
 * As Werkzeug does it, except for the texts (assumed).
 */
final class FlaskRouter {
    /** The answer to OPTIONS of a path whose page describes no such call. */
    static final String DESCRIPTION = "options";

    /** The segments of paths that can be any text. */
    private static final Set<String> TEXTS = Set.of(VmSection.VM, TotpSection.TOKEN);

    /** The one path that links name with a slash at its end. */
    private static final String ROOT = "/v2/";

    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final String OPTIONS = "OPTIONS";

    private final List<BoundOperation> operations;

    FlaskRouter(List<BoundOperation> operations) {
        this.operations = operations;
    }

    Match match(Request request) {
        Optional<List<String>> path = Utf8.decode(Utf8.percentDecode(request.path(), false))
                .map(text -> text.equals(ROOT) ? ROOT.substring(0, ROOT.length() - 1) : text)
                .map(PathTemplate::split);
        Set<String> allowed = new TreeSet<>();
        if (path.isPresent()) {
            for (BoundOperation candidate : operations) {
                Optional<Map<String, String>> values =
                        candidate.operation().path().match(path.get());
                if (values.isPresent() && fits(values.get())) {
                    if (answers(candidate.operation(), request.method())) {
                        return candidate.match(values.get());
                    }
                    allowed.addAll(methods(candidate.operation()));
                }
            }
        }
        return BoundOperation.unknown(VssOperations.UNKNOWN, call -> unknown(call, allowed))
                .match(Map.of());
    }

    private static boolean answers(Operation operation, String method) {
        return operation.method().equals(method) || (operation.method().equals(GET) && method.equals(HEAD));
    }

    /** An id in a path consists of digits; anything else is another URL. Virtual machines and tokens are named by texts. */
    private static boolean fits(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(value -> !TEXTS.contains(value.getKey()))
                .allMatch(value -> value.getValue().chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    private static List<String> methods(Operation operation) {
        return operation.method().equals(GET) ? List.of(GET, HEAD, OPTIONS) : List.of(operation.method(), OPTIONS);
    }

    private static Reply unknown(Call call, Set<String> allowed) {
        if (allowed.isEmpty()) {
            throw VssError.UNKNOWN_URL.with();
        }
        Headers allow = Headers.of("Allow", String.join(", ", allowed));
        if (call.request().method().equals(OPTIONS)) {
            return Description.of(allowed, Map.of())
                    .with(allow)
                    .with(Evidence.ASSUMED)
                    .withAnswer(DESCRIPTION);
        }
        throw VssError.METHOD_NOT_ALLOWED.with().withHeaders(allow);
    }
}
