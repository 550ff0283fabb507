package dev.hostdouble.hostkey;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Notes where a call is written in another way than on the pages of iso and vm: method, place and parameters. */
final class CallForm {
    private static final Set<String> ALL_ACTIONS = Set.of("action", "token");
    private static final Set<String> USUAL = Set.of("GET", "POST");

    /** The one action for which the page uses GET; its parameters are in the body all the same. */
    private static final String GET_ON_PAGE = "get_snapshot";

    private CallForm() {}

    /** Notes what the answer to a call rests on because of its form; nothing for an operation that is on no page. */
    static void note(Call call) {
        Operation operation = call.operation();
        if (operation.evidence(Reply.OK, Evidence.ASSUMED) != Evidence.DOCUMENTED) {
            return;
        }
        Request request = call.request();
        if (!USUAL.contains(request.method())) {
            call.restsOn(HostkeyFact.ANY_METHOD);
        } else if (request.method().equals("GET") != operation.action().equals(GET_ON_PAGE)) {
            call.restsOn(HostkeyFact.OTHER_METHOD);
        }
        if (!request.query().isEmpty() || HostkeyDialect.isMultipart(request)) {
            call.restsOn(HostkeyFact.OTHER_PLACE);
        }
        Set<String> unknown = names(call.dialect().read(request).values()); // not as a scenario has changed them
        if (request.query().isEmpty() && fields(request.body().text()) > unknown.size()) {
            call.restsOn(HostkeyFact.REPEATED_PARAMETER);
        }
        unknown.removeAll(ALL_ACTIONS);
        unknown.removeIf(operation::hasParameter);
        if (!unknown.isEmpty()) {
            call.restsOn(HostkeyFact.UNKNOWN_PARAMETER);
        }
    }

    /** How many fields an urlencoded body has; a single one if it has another form. */
    private static long fields(String body) {
        long fields = 0;
        for (int i = 0; i < body.length(); i++) {
            boolean begins = i == 0 || body.charAt(i - 1) == '&';
            fields += begins && body.charAt(i) != '&' ? 1 : 0;
        }
        return fields;
    }

    /** The names of all values, as the pages write them: {@code id}, {@code params[id]}. */
    private static Set<String> names(Map<?, ?> values) {
        Set<String> names = new HashSet<>();
        values.forEach((name, value) -> add(String.valueOf(name), value, names));
        return names;
    }

    private static void add(String name, Object value, Set<String> names) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((key, inner) -> add(name + "[" + key + "]", inner, names));
        } else {
            names.add(name);
        }
    }
}
