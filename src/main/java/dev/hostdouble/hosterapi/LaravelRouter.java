package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.provider.BoundOperation;
import dev.hostdouble.provider.BoundOperation.Match;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PathTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The framework's routing, before any authentication: unknown paths, wrong methods, OPTIONS and CORS preflights.
 * Observed on Laravel 8.83, where nothing else is said.
 */
final class LaravelRouter {
    /** The answer to a CORS preflight. */
    static final String PREFLIGHT = "preflight";

    /** The answer to OPTIONS. */
    static final String OPTIONS = "options";

    // The order in which the framework tries, and names, other methods.
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Set<String> SHOWN = Set.of("Access-Control-Request-Method", "Access-Control-Request-Headers");

    private final HosterDialect dialect;
    private final Map<Integer, List<BoundOperation>> bySize = new HashMap<>();

    LaravelRouter(List<BoundOperation> operations, HosterDialect dialect) {
        this.dialect = dialect;
        for (BoundOperation operation : operations) {
            int size = operation.operation().path().segments().size();
            bySize.computeIfAbsent(size, none -> new ArrayList<>()).add(operation);
        }
    }

    Match match(Request request) {
        String method = dialect.method(request);
        Set<String> allowed = new LinkedHashSet<>();
        if (!preflight(request)) {
            Optional<List<String>> path = path(request.path());
            for (BoundOperation candidate : ofSize(path)) {
                Optional<Map<String, String>> values =
                        candidate.operation().path().match(path.orElseThrow());
                if (values.isPresent()) {
                    if (answers(candidate.operation(), method)) {
                        return candidate.match(values.get());
                    }
                    allowed.add(candidate.operation().method());
                }
            }
        }
        return BoundOperation.unknown(HosterOperations.UNKNOWN, call -> unknown(call, method, allowed))
                .match(Map.of());
    }

    private List<BoundOperation> ofSize(Optional<List<String>> path) {
        return path.map(List::size).map(bySize::get).orElse(List.of());
    }

    /** Whether a path would be known if repeated slashes and case did not matter. */
    private boolean isAlmostKnown(String raw) {
        Optional<List<String>> path = path(raw.replaceAll("/+", "/").toLowerCase(Locale.ROOT));
        return ofSize(path).stream()
                .anyMatch(candidate ->
                        candidate.operation().path().match(path.orElseThrow()).isPresent());
    }

    private static boolean answers(Operation operation, String method) {
        return operation.method().equals(method) || (operation.method().equals("GET") && method.equals("HEAD"));
    }

    /** The segments of a path as the framework sees it: decoded whole, trailing slashes off; none if not UTF-8. */
    private static Optional<List<String>> path(String raw) {
        int end = raw.length();
        while (end > 0 && raw.charAt(end - 1) == '/') {
            end--;
        }
        String trimmed = raw.substring(0, end);
        if (isPlain(trimmed)) {
            return Optional.of(PathTemplate.split(trimmed));
        }
        return Utf8.decode(Utf8.percentDecode(trimmed, false)).map(PathTemplate::split);
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%' || path.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean preflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.headers().first("Access-Control-Request-Method").isPresent();
    }

    private Reply unknown(Call call, String method, Set<String> allowed) {
        if (preflight(call.request())) {
            call.restsOn(FrameworkFact.OPTIONS);
            return preflightReply(call.request());
        }
        if (allowed.isEmpty() || !METHOD.matcher(method).matches()) {
            noteOrder(call);
            if (allowed.isEmpty() && isAlmostKnown(call.request().path())) {
                call.restsOn(FrameworkFact.EXACT_PATH);
            }
            throw HosterError.NOT_FOUND.with();
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        List<String> methods = METHODS.stream().filter(allowed::contains).toList();
        if (method.equals("OPTIONS")) {
            call.restsOn(FrameworkFact.OPTIONS);
            return framework(
                            200,
                            Headers.of(
                                    "Content-Type", "text/html; charset=UTF-8",
                                    "Allow", String.join(",", methods),
                                    "Vary", "Access-Control-Request-Method"))
                    .withAnswer(OPTIONS);
        }
        noteOrder(call);
        call.restsOn(FrameworkFact.ALLOW_HEADER);
        String list = String.join(", ", methods);
        throw HosterError.METHOD_NOT_ALLOWED
                .with("method", method, "methods", list)
                .withHeaders(Headers.of("Allow", list));
    }

    /** A caller whom the provider does not let in would get 401 if authentication came first. */
    private void noteOrder(Call call) {
        if (dialect.owner(call).isEmpty()) {
            call.restsOn(FrameworkFact.ROUTING_FIRST);
        }
    }

    private static Reply preflightReply(Request request) {
        Headers headers = Headers.of(
                        "Vary",
                        String.join(
                                ", ",
                                SHOWN.stream().sorted((a, b) -> b.compareTo(a)).toList()))
                .plus("Access-Control-Allow-Methods", request.header("Access-Control-Request-Method"));
        String asked = request.header("Access-Control-Request-Headers");
        Headers withHeaders = asked.isEmpty() ? headers : headers.plus("Access-Control-Allow-Headers", asked);
        return framework(204, withHeaders.plus("Access-Control-Max-Age", "0")).withAnswer(PREFLIGHT);
    }

    private static Reply framework(int status, Headers headers) {
        return Reply.of(status, Bytes.NONE).with(headers);
    }
}
