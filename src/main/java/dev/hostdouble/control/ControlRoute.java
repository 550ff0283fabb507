package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.Action;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.PathTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An endpoint of the control API.
 *
 * @param guarded whether it needs access to the control API
 * @param createsWorld whether it creates the world if it does not exist
 * @param isRecorded whether a replay must repeat it as a request
 * @param isHeavy whether no other heavy one may run meanwhile
 * @param parameters the names of its query parameters
 * @param body the form of its body; empty if it reads the body itself
 */
record ControlRoute(
        String method,
        PathTemplate path,
        boolean guarded,
        boolean createsWorld,
        boolean isRecorded,
        boolean isHeavy,
        List<String> parameters,
        Optional<ControlBody> body,
        Action action) {
    private static final String GET = "GET";

    /** The paths of endpoints that need no world. */
    private static final Set<String> NO_WORLD =
            Set.of("/health", "/schemas", "/schemas/{name}", "/scenario.schema.json", "/scenarios/catalogue");

    /** An endpoint without parameters and body. One that is read by GET changes nothing, so it creates no world. */
    static ControlRoute row(String method, String path, Action action) {
        return new ControlRoute(
                method,
                PathTemplate.of(path),
                true,
                !method.equals(GET),
                false,
                false,
                List.of(),
                Optional.of(ControlBody.of("none")),
                action);
    }

    ControlRoute unguarded() {
        return new ControlRoute(method, path, false, createsWorld, isRecorded, isHeavy, parameters, body, action);
    }

    /** It only makes sense in a world that exists, such as ending a job. */
    ControlRoute createsNoWorld() {
        return new ControlRoute(method, path, guarded, false, isRecorded, isHeavy, parameters, body, action);
    }

    /** It changes jobs or stores, and a replay repeats the request. */
    ControlRoute recorded() {
        return new ControlRoute(method, path, guarded, createsWorld, true, isHeavy, parameters, body, action);
    }

    /** It holds the content of a whole world in memory, so no two of them run at a time. */
    ControlRoute heavy() {
        return new ControlRoute(method, path, guarded, createsWorld, isRecorded, true, parameters, body, action);
    }

    /** It has query parameters. */
    ControlRoute takes(List<String> names) {
        return new ControlRoute(method, path, guarded, createsWorld, isRecorded, isHeavy, names, body, action);
    }

    /** Its body is JSON by a schema. */
    ControlRoute body(String schema) {
        return with(Optional.of(ControlBody.of(schema)));
    }

    /** It reads its body itself. */
    ControlRoute anyBody() {
        return with(Optional.empty());
    }

    private ControlRoute with(Optional<ControlBody> other) {
        return new ControlRoute(method, path, guarded, createsWorld, isRecorded, isHeavy, parameters, other, action);
    }

    /** The world that must be in this process for a request about the named world; empty if it may be anywhere. */
    static Optional<String> worldOf(List<ControlRoute> routes, String method, List<String> path, String named) {
        return routes.stream()
                .filter(route -> route.answers(method))
                .flatMap(route -> route.worldOf(path, named).stream())
                .findFirst();
    }

    private Optional<String> worldOf(List<String> segments, String named) {
        Optional<Map<String, String>> values = path.match(segments);
        String text = path.text();
        if (values.isEmpty() || NO_WORLD.contains(text)) {
            return Optional.empty();
        }
        if (text.startsWith("/worlds")) {
            // To delete a world, nobody has to load it: perhaps that is not possible.
            return method.equals("PUT") ? Optional.ofNullable(values.get().get("name")) : Optional.empty();
        }
        return Optional.of(named);
    }

    boolean answers(String asked) {
        return asked.equals(method) || (asked.equals("HEAD") && method.equals(GET));
    }

    /**
     * The body of a request; an empty object if the endpoint reads it itself.
     *
     * @throws ControlException if it is not as the schema says
     */
    JsonNode read(Request request) {
        return body.map(form -> form.read(request)).orElseGet(ControlJson::empty);
    }
}
