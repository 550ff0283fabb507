package dev.hostdouble.replay;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import java.util.List;

/** The requests to the control API that a recording repeats. */
@FunctionalInterface
public interface ControlActions {
    /** Answers a request to the control API of a world; with an error if a recording cannot hold such a request. */
    Reply repeat(String world, Request request);

    /** Repeats a request in a world. */
    default Reply repeat(String world, ControlAction action) {
        String path = action.path();
        int query = path.indexOf('?') < 0 ? path.length() : path.indexOf('?');
        Request request = new Request(
                action.method(),
                "http",
                "localhost",
                "",
                ReservedPaths.CONTROL + path.substring(0, query),
                path.substring(Math.min(query + 1, path.length())),
                Headers.NONE,
                action.body(),
                List.of());
        return repeat(world, request);
    }
}
