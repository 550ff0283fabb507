package dev.hostdouble.control;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.PathTemplate;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API: one table of its endpoints, then one class for each subject. */
public final class Control {
    /** What every path of the control API begins with. */
    public static final String BASE = "/_emulator";

    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    private static final String GET = "GET";
    private static final String PUT = "PUT";
    private static final String POST = "POST";
    private static final String DELETE = "DELETE";

    private static final Map<Integer, String> REFUSALS = Map.of(
            400, "malformed or incomplete request",
            408, "request timeout",
            413, "body too large",
            414, "path too long",
            431, "headers too large");

    private final Worlds worlds;
    private final Access access;
    private final List<Row> rows;

    /**
     * The control API of these worlds.
     *
     * @param providers the providers they serve
     */
    public Control(
            Worlds worlds, List<Provider> providers, Access access, String version, ReplayContext replayContext) {
        this.worlds = worlds;
        this.access = access;
        WorldControl world = new WorldControl(worlds, providers, version);
        ClockControl clock = new ClockControl();
        JournalControl journal = new JournalControl();
        JobControl job = new JobControl();
        FileStoreControl store = new FileStoreControl();
        ScenarioControl scenario = new ScenarioControl(providers);
        rows = List.of(
                row(GET, "/health", world::health).reads().unguarded(),
                row(POST, "/reset", world::reset),
                row(GET, "/clock", clock::show).reads(),
                row(PUT, "/clock", clock::set),
                row(POST, "/clock/advance", clock::advance),
                row(POST, "/clock/run-until", clock::runUntil),
                row(GET, "/requests", journal::list).reads(),
                row(GET, "/requests/{n}", journal::show).reads(),
                row(DELETE, "/requests", journal::clear).createsNoWorld(),
                row(GET, "/scenarios", scenario::list).reads(),
                row(POST, "/scenarios", scenario::activate).recorded(),
                row(PUT, "/scenarios/{name}", scenario::put).recorded(),
                row(DELETE, "/scenarios/{name}", scenario::deactivate)
                        .createsNoWorld()
                        .recorded(),
                row(GET, "/scenario.schema.json", scenario::schema).reads(),
                row(POST, "/verify", new VerifyControl()::verify).reads(),
                row(GET, "/replay", new ReplayControl(replayContext, version)::export)
                        .reads(),
                row(GET, "/jobs", job::list).reads(),
                row(POST, "/jobs/{id}/finish", job::finish).createsNoWorld().recorded(),
                row(POST, "/jobs/{id}/fail", job::fail).createsNoWorld().recorded(),
                row(GET, "/stores/{user}", store::list).reads(),
                row(PUT, "/stores/{user}", store::replace).recorded(),
                row(POST, "/stores/{user}", store::put).recorded(),
                row(DELETE, "/stores/{user}", store::delete).createsNoWorld().recorded(),
                row(GET, "/worlds", world::list).reads(),
                row(PUT, "/worlds/{name}", world::create),
                row(DELETE, "/worlds/{name}", world::delete),
                row(GET, "/operations", new OperationControl(providers)::list).reads());
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
            Reply reply = error(e.status(), String.valueOf(e.getMessage()));
            return reply.with(reply.headers().plus(e.headers()));
        } catch (Worlds.TooManyWorldsException e) {
            return error(503, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("control {} {} failed unexpectedly", request.method(), request.path(), e);
            return error(500, "unexpected error; see the log");
        }
    }

    /**
     * Answers a request that never became one.
     *
     * @param status the HTTP status, 400 to 599
     */
    public Reply refuse(int status) {
        return error(status, REFUSALS.getOrDefault(status, "unreadable request"));
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
                ControlCall call = new ControlCall(worlds, world, row.createsWorld(), request, values.get());
                return worlds.retryIfDeleted(() -> row.isRecorded()
                        ? recorded(call, row.action())
                        : row.action().handle(call));
            }
            values.ifPresent(fits -> allowed.add(row.method()));
        }
        if (allowed.isEmpty()) {
            List<String> paths = rows.stream()
                    .map(known -> BASE + known.path().text())
                    .distinct()
                    .toList();
            String suggestion = NearestName.nearest(request.path(), paths)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
            throw new ControlException(404, "no such endpoint: " + request.path() + suggestion);
        }
        throw new ControlException(
                        405, "method " + request.method() + " not allowed; use " + String.join(" or ", allowed))
                .withHeaders(Headers.of("Allow", String.join(", ", allowed)));
    }

    /** What changes a world between two calls is recorded for a replay. */
    private static Reply recorded(ControlCall call, Action action) {
        Request request = call.request();
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String path = request.path().substring(BASE.length()) + query;
        return call.world().with(session -> {
            Reply reply = action.handle(call);
            session.journal().recordControlAction(session.now(), request.method(), path, request.body());
            return reply;
        });
    }

    private static Reply error(int status, String message) {
        return ControlJson.reply(status, Map.of("error", message));
    }

    private static Row row(String method, String path, Action action) {
        return new Row(method, PathTemplate.of(path), true, true, false, action);
    }

    /** Something the control API can do. */
    @FunctionalInterface
    interface Action {
        Reply handle(ControlCall call);
    }

    /**
     * One call of the control API.
     *
     * @param worldName the world it is about
     * @param createsWorld whether it creates the world if it does not exist
     * @param path the values of the named segments of its path, as sent
     */
    record ControlCall(
            Worlds worlds, String worldName, boolean createsWorld, Request request, Map<String, String> path) {
        /** The world it is about; created now if the call creates worlds. */
        World world() {
            return createsWorld
                    ? worlds.get(worldName)
                    : worlds.find(worldName).orElseThrow(() -> new ControlException(404, unknownWorld()));
        }

        private String unknownWorld() {
            return NearestName.unknown(
                    "world", worldName, worlds.list().stream().map(World::name).toList());
        }

        String path(String name) {
            return QueryParams.decodePath(path.getOrDefault(name, ""));
        }
    }

    private record Row(
            String method,
            PathTemplate path,
            boolean guarded,
            boolean createsWorld,
            boolean isRecorded,
            Action action) {
        Row unguarded() {
            return new Row(method, path, false, createsWorld, isRecorded, action);
        }

        /** It only reads: it never creates a world. */
        Row reads() {
            return createsNoWorld();
        }

        /** It only makes sense in a world that exists, such as ending a job. */
        Row createsNoWorld() {
            return new Row(method, path, guarded, false, isRecorded, action);
        }

        /** It changes a world, and is recorded for a replay. */
        Row recorded() {
            return new Row(method, path, guarded, createsWorld, true, action);
        }

        boolean answers(String asked) {
            return asked.equals(method) || (asked.equals("HEAD") && method.equals(GET));
        }
    }
}
