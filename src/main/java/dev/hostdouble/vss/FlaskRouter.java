package dev.hostdouble.vss;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PathTemplate;
import dev.hostdouble.provider.ProviderInstance.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The framework's routing, before any authentication: unknown paths, wrong methods, and OPTIONS on every path there is.
 * As Werkzeug does it, but for the words (assumed).
 */
final class FlaskRouter {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final String OPTIONS = "OPTIONS";

    private final List<Operation> routes;

    FlaskRouter(List<Operation> routes) {
        this.routes = routes;
    }

    Match match(Request request) {
        Optional<List<String>> path =
                Utf8.strict(Utf8.percentDecode(request.path(), false)).map(PathTemplate::split);
        Set<String> allowed = new TreeSet<>();
        if (path.isPresent()) {
            for (Operation route : routes) {
                Optional<Map<String, String>> values = route.path().match(path.get());
                if (values.isPresent() && fits(values.get())) {
                    if (answers(route, request.method())) {
                        return new Match(route, values.get());
                    }
                    allowed.addAll(methods(route));
                }
            }
        }
        return new Match(Operation.unknown(VssApi.NAME + "/unknown", call -> unknown(call, allowed)), Map.of());
    }

    private static boolean answers(Operation route, String method) {
        return route.method().equals(method) || (route.method().equals(GET) && method.equals(HEAD));
    }

    /** What an id is in a path: digits. Anything else is another URL. */
    private static boolean fits(Map<String, String> values) {
        return values.values().stream().allMatch(value -> value.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    private static List<String> methods(Operation route) {
        return route.method().equals(GET) ? List.of(GET, HEAD, OPTIONS) : List.of(route.method(), OPTIONS);
    }

    private static Reply unknown(Call call, Set<String> allowed) {
        if (allowed.isEmpty()) {
            throw VssError.UNKNOWN_URL.with();
        }
        Headers allow = Headers.of("Allow", String.join(", ", allowed));
        if (call.request().method().equals(OPTIONS)) {
            return Description.of(allowed, Map.of()).with(allow).with(Evidence.ASSUMED);
        }
        throw VssError.METHOD_NOT_ALLOWED.with().withHeaders(allow);
    }
}
