package dev.hostdouble.control;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.PathTemplate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API: one table of what can be done, then one room for each thing it steers. */
public final class Control {
    /** What every path of the control API begins with. */
    public static final String BASE = "/_emulator";

    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    private static final String GET = "GET";
    private static final String PUT = "PUT";
    private static final String POST = "POST";
    private static final String DELETE = "DELETE";

    private static final Map<Integer, String> REFUSALS = Map.of(
            400, "the request is broken, or broke off",
            408, "the request came too slowly",
            413, "the body is too large",
            414, "the path is too long",
            431, "the headers are too large");

    private final Worlds worlds;
    private final Access access;
    private final List<Row> rows;

    public Control(Worlds worlds, Access access, String version, ReplayContext origin) {
        this.worlds = worlds;
        this.access = access;
        WorldControl world = new WorldControl(worlds, version);
        ClockControl clock = new ClockControl();
        JournalControl journal = new JournalControl();
        JobControl job = new JobControl();
        FileStoreControl store = new FileStoreControl();
        ScenarioControl scenario = new ScenarioControl();
        rows = List.of(
                row(GET, "/health", world::health).unguarded(),
                row(POST, "/reset", world::reset),
                row(GET, "/clock", clock::show),
                row(PUT, "/clock", clock::set),
                row(POST, "/clock/advance", clock::advance),
                row(POST, "/clock/run-until", clock::runUntil),
                row(GET, "/requests", journal::list),
                row(GET, "/requests/{n}", journal::show),
                row(DELETE, "/requests", journal::clear),
                row(GET, "/scenarios", scenario::list),
                row(POST, "/scenarios", scenario::activate).noted(),
                row(PUT, "/scenarios/{name}", scenario::put).noted(),
                row(DELETE, "/scenarios/{name}", scenario::deactivate).noted(),
                row(GET, "/scenario.schema.json", scenario::schema),
                row(POST, "/verify", new VerifyControl()::verify),
                row(GET, "/replay", new ReplayControl(origin, version)::export),
                row(GET, "/jobs", job::list),
                row(POST, "/jobs/{id}/finish", job::finish).noted(),
                row(POST, "/jobs/{id}/fail", job::fail).noted(),
                row(GET, "/stores/{user}", store::list),
                row(PUT, "/stores/{user}", store::replace).noted(),
                row(POST, "/stores/{user}", store::put).noted(),
                row(DELETE, "/stores/{user}", store::delete).noted(),
                row(GET, "/worlds", world::list),
                row(PUT, "/worlds/{name}", world::create),
                row(DELETE, "/worlds/{name}", world::delete),
                row(GET, "/operations", new OperationControl()::list));
    }

    /**
     * Answers a request whose path begins with {@link #BASE}.
     *
     * @param world the name of the world it is about
     */
    public Reply handle(String world, Request request) {
        try {
            return route(world, request);
        } catch (ControlException e) {
            return error(e.status(), String.valueOf(e.getMessage()));
        } catch (Worlds.TooManyWorlds e) {
            return error(503, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("control {} {} broke", request.method(), request.path(), e);
            return error(500, "the emulator broke; its log says why");
        }
    }

    /**
     * Answers a request that never became one.
     *
     * @param status the HTTP status, 400 to 599
     */
    public Reply refuse(int status) {
        return error(status, REFUSALS.getOrDefault(status, "the request cannot be read"));
    }

    private Reply route(String world, Request request) {
        Worlds.requireName(world);
        List<String> path = PathTemplate.split(request.path().substring(BASE.length()));
        List<String> allowed = new ArrayList<>();
        for (Row row : rows) {
            Optional<Map<String, String>> values = row.path().match(path);
            if (values.isPresent() && row.answers(request.method())) {
                if (row.guarded()) {
                    access.require(request);
                }
                ControlCall call = new ControlCall(worlds, world, request, values.get());
                return worlds.retryIfDeleted(() ->
                        row.isNoted() ? noted(call, row.action()) : row.action().handle(call));
            }
            values.ifPresent(fits -> allowed.add(row.method()));
        }
        if (allowed.isEmpty()) {
            throw new ControlException(404, "nothing at " + request.path() + "; there are " + rows);
        }
        throw new ControlException(405, request.method() + " is not possible here; allowed are " + allowed);
    }

    /** What changes a world between two calls is part of its story. */
    private static Reply noted(ControlCall call, Action action) {
        Request request = call.request();
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String path = request.path().substring(BASE.length()) + query;
        World world = call.world();
        return world.locked(() -> {
            Reply reply = action.handle(call);
            world.journal().note(world.clock().now(), request.method(), path, request.body());
            return reply;
        });
    }

    private static Reply error(int status, String message) {
        return ControlJson.reply(status, Map.of("error", message));
    }

    private static Row row(String method, String path, Action action) {
        return new Row(method, PathTemplate.of(path), true, false, action);
    }

    /** One thing the control API can do. */
    @FunctionalInterface
    interface Action {
        Reply handle(ControlCall call);
    }

    /**
     * One call of the control API.
     *
     * @param worldName the world it is about
     * @param path what its path names, as it was sent
     */
    record ControlCall(Worlds worlds, String worldName, Request request, Map<String, String> path) {
        /** The world it is about, made now if there is none. */
        World world() {
            return worlds.get(worldName);
        }

        String path(String name) {
            return QueryParams.decodePath(path.getOrDefault(name, ""));
        }
    }

    private record Row(String method, PathTemplate path, boolean guarded, boolean isNoted, Action action) {
        Row unguarded() {
            return new Row(method, path, false, false, action);
        }

        /** The same, with what it does noted for a replay. */
        Row noted() {
            return new Row(method, path, guarded, true, action);
        }

        boolean answers(String asked) {
            return asked.equals(method) || (asked.equals("HEAD") && method.equals(GET));
        }

        @Override
        public String toString() {
            return method + " " + BASE + path.text();
        }
    }
}
