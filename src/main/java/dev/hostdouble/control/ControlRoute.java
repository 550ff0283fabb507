package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.Action;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.PathTemplate;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint of the control API. What it does, replies and refuses is described in {@code endpoints.yaml}.
 *
 * @param guarded whether it needs access to the control API
 * @param needsWorld whether it is about a world, not about the server
 * @param createsWorld whether it creates the world if it does not exist
 * @param isRecorded whether a replay must repeat it as a request
 * @param isHeavy whether no other heavy one may run meanwhile
 * @param parameters its query parameters
 * @param body the form of its body; empty if it reads the body itself
 */
record ControlRoute(
        String method,
        PathTemplate path,
        boolean guarded,
        boolean needsWorld,
        boolean createsWorld,
        boolean isRecorded,
        boolean isHeavy,
        List<QueryParam> parameters,
        Optional<ControlBody> body,
        Action action) {
    private static final String GET = "GET";

    /** An endpoint without parameters and body. One that is read by GET changes nothing, so it creates no world. */
    static ControlRoute row(String method, String path, Action action) {
        return new ControlRoute(
                method,
                PathTemplate.of(path),
                true,
                true,
                !method.equals(GET),
                false,
                false,
                List.of(),
                Optional.of(ControlBody.none()),
                action);
    }

    /** Method and path, such as {@code POST /clock/advance}. */
    String name() {
        return method + " " + path.text();
    }

    /** Everybody may call it. */
    ControlRoute unguarded() {
        return with(false, needsWorld, createsWorld, isRecorded, isHeavy);
    }

    /** It is about the server, not about a world. */
    ControlRoute ofServer() {
        return with(guarded, false, false, isRecorded, isHeavy);
    }

    /** It only makes sense in a world that exists, such as ending a job. */
    ControlRoute createsNoWorld() {
        return with(guarded, needsWorld, false, isRecorded, isHeavy);
    }

    /** It changes jobs or stores, and a replay repeats the request. */
    ControlRoute recorded() {
        return with(guarded, needsWorld, createsWorld, true, isHeavy);
    }

    /** It holds the content of a whole world in memory, so no two of them run at a time. */
    ControlRoute heavy() {
        return with(guarded, needsWorld, createsWorld, isRecorded, true);
    }

    private ControlRoute with(boolean guards, boolean needs, boolean creates, boolean records, boolean weighs) {
        return new ControlRoute(method, path, guards, needs, creates, records, weighs, parameters, body, action);
    }

    /** It has query parameters. */
    ControlRoute takes(List<QueryParam> known) {
        return with(known, body);
    }

    /** Its body is JSON by a schema. */
    ControlRoute body(String schema) {
        return with(parameters, Optional.of(ControlBody.of(schema)));
    }

    /** It reads its body itself. */
    ControlRoute anyBody() {
        return with(parameters, Optional.empty());
    }

    private ControlRoute with(List<QueryParam> known, Optional<ControlBody> form) {
        return new ControlRoute(
                method, path, guarded, needsWorld, createsWorld, isRecorded, isHeavy, known, form, action);
    }

    /** The world that must be in this process for a request about the named world; empty if it may be anywhere. */
    static Optional<String> worldOf(List<ControlRoute> routes, String method, List<String> path, String named) {
        return routes.stream()
                .filter(route -> route.answers(method) && route.path.match(path).isPresent())
                .findFirst() // as requests are answered: a later row may match too
                .flatMap(route -> route.worldOf(path, named));
    }

    private Optional<String> worldOf(List<String> segments, String named) {
        if (path.text().startsWith("/worlds")) {
            // To delete a world, nobody has to load it: perhaps that is not possible.
            return method.equals("PUT") ? path.match(segments).map(values -> values.get("name")) : Optional.empty();
        }
        return needsWorld ? Optional.of(named) : Optional.empty();
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
