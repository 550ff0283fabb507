package dev.hostdouble.conformance;

import dev.hostdouble.client.ClientDefaults;
import dev.hostdouble.conformance.Plan.Caller;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.BodyFormat;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How calls of a provider are drafted: where parameters and credentials stand. */
final class Drafts {
    private static final String ACTION = "action";

    private final Provider provider;

    Drafts(Provider provider) {
        this.provider = provider;
    }

    /** A call with those values, without a caller. */
    Draft of(Operation operation, Map<String, Object> call, Map<String, String> names) {
        List<String> segments = operation.path().names();
        Map<String, String> path = new LinkedHashMap<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (operation.isAction()) {
            parameters.put(ACTION, operation.action());
        }
        call.forEach((name, value) -> {
            if (segments.contains(name)) {
                path.put(name, Encoding.escaped(String.valueOf(value)));
            } else if (isOf(operation, name)) {
                // What a state does not bring is sent in braces: an unknown key, as good as any other.
                parameters.put(name, Names.value(value, names).orElse(value));
            }
        });
        return encoded(
                new Draft(
                        operation.method(),
                        operation.path().text(),
                        path,
                        parameters,
                        Encoding.QUERY,
                        Map.of(),
                        Map.of(),
                        Optional.empty()),
                encodings(operation).get(0));
    }

    /** A plan may give a value to all operations of a section, although only some take it. */
    private static boolean isOf(Operation operation, String name) {
        return operation.parameterNames().contains(name);
    }

    /** The ways in which parameters can be sent so that they may be read, the usual one first. */
    List<Encoding> encodings(Operation operation) {
        if (operation.isAction()) {
            return List.of(Encoding.FORM, Encoding.QUERY, Encoding.MULTIPART);
        }
        boolean hasBody =
                !operation.method().equals("GET") && !operation.method().equals("OPTIONS");
        return hasBody
                ? List.of(Encoding.JSON, Encoding.FORM, Encoding.QUERY, Encoding.MULTIPART)
                : List.of(Encoding.QUERY, Encoding.JSON, Encoding.FORM, Encoding.MULTIPART);
    }

    /** The same call in another encoding; where any method will do, in the usual one for it. */
    Draft encoded(Draft draft, Encoding encoding) {
        boolean isAction = provider.bodies() == BodyFormat.FORM;
        return (isAction ? draft.withMethod(encoding == Encoding.QUERY ? "GET" : "POST") : draft).with(encoding);
    }

    /** The call by somebody; empty if they have a credential that the state does not bring. */
    Optional<Draft> by(Caller caller, Draft draft, Map<String, String> names) {
        Draft by = draft;
        if (caller.basic() != null) {
            Optional<Object> login = Names.value(caller.basic(), names);
            if (login.isEmpty()) {
                return Optional.empty();
            }
            byte[] bytes = String.valueOf(login.get()).getBytes(StandardCharsets.UTF_8);
            by = by.withHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        for (Map.Entry<String, String> header : caller.headers().entrySet()) {
            Optional<Object> value = Names.value(header.getValue(), names);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            by = by.withHeader(header.getKey(), String.valueOf(value.get()));
        }
        for (Map.Entry<String, Object> parameter : caller.parameters().entrySet()) {
            Optional<Object> value = Names.value(parameter.getValue(), names);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            by = by.with(parameter.getKey(), value.get());
        }
        for (Map.Entry<String, Object> parameter : caller.query().entrySet()) {
            Optional<Object> value = Names.value(parameter.getValue(), names);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            by = by.withQuery(parameter.getKey(), value.get());
        }
        return Optional.of(by);
    }

    /** The names of the parameters that a call sends as a text which is not blank, and which are read. */
    Set<String> texts(Draft draft) {
        Set<String> texts = new HashSet<>();
        boolean isRead = draft.content().isEmpty()
                && !(provider.bodies() == BodyFormat.FORM && draft.encoding() == Encoding.JSON);
        draft.parameters().forEach((name, value) -> {
            boolean isScalar = !(value instanceof List<?> || value instanceof Map<?, ?>);
            if (isRead && isScalar && !Sample.text(value).isBlank()) {
                texts.add(name);
            }
        });
        return texts;
    }

    Request request(Draft draft) {
        return draft.request(ClientDefaults.of(provider.name()).host());
    }
}
