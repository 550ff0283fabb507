package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.provider.PathTemplate;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.replay.ControlActions;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.world.NoRoomException;
import dev.hostdouble.world.UnavailableWorldException;
import dev.hostdouble.world.Worlds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API: {@link ControlTable} lists its endpoints, and each subject has a class. */
public final class Control {
    /** What every path of the control API begins with. */
    public static final String BASE = ReservedPaths.CONTROL;

    /** The paths whose {@code PUT} holds a whole world. */
    public static final Set<String> WHOLE_WORLDS = Set.of(BASE + "/state", BASE + "/replay");

    private static final Logger LOG = LoggerFactory.getLogger(Control.class);

    /**
     * Says at level DEBUG which requests were answered. The request and the reply are arguments that the message does not
     * show, for appenders that look into them.
     */
    private static final Logger ANSWERED = LoggerFactory.getLogger(Control.class.getName() + ".answered");

    private static final Map<Integer, String> REFUSALS = Map.of(
            400, "malformed or incomplete request",
            408, "request timeout",
            413, "body too large",
            414, "path too long",
            431, "headers too large");

    /** A body from which on its values can take much memory, in bytes. */
    private static final int LARGE = 64 << 10;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Worlds worlds;
    private final Access access;
    private final Lazy<List<ControlRoute>> rows;

    /**
     * The control API of these worlds.
     *
     * @param providers the providers they serve
     * @param catalogue the scenarios that can be activated by name
     * @param server how the server is
     */
    public Control(
            Worlds worlds,
            List<Provider> providers,
            Catalogue catalogue,
            Access access,
            String version,
            ServerState server) {
        this.worlds = worlds;
        this.access = access;
        this.rows = Lazy.of(() -> ControlTable.rows(worlds, providers, catalogue, version, server, this::rows));
    }

    /** Repeats what recordings hold of the control API, in worlds in which they are played. */
    public static ControlActions ofRecordings(Worlds worlds, List<Provider> providers, String version) {
        Catalogue none = new Catalogue(providers);
        return new Control(worlds, providers, none, Access.OPEN, version, ServerState.STARTED)::repeat;
    }

    private Reply repeat(String world, Request request) {
        List<String> path = PathTemplate.split(request.path().substring(BASE.length()));
        boolean isRecorded = rows.get().stream()
                .anyMatch(row -> row.isRecorded()
                        && row.method().equals(request.method())
                        && row.path().match(path).isPresent());
        return isRecorded ? handle(world, request) : error(400, "a recording does not repeat such requests");
    }

    /**
     * Answers a request whose path begins with {@link #BASE}.
     *
     * @param world the name of the world it is about
     */
    public Reply handle(String world, Request request) {
        Optional<Reply> file = ConsoleFiles.reply(request, request.path().substring(BASE.length()));
        if (file.isPresent()) {
            return file.get();
        }
        Reply reply = answer(world, request);
        ANSWERED.debug("{} {}: {}", request.method(), request.path(), reply.status(), request, reply);
        return reply;
    }

    private Reply answer(String world, Request request) {
        try {
            return route(world, request);
        } catch (ControlException e) {
            Reply reply = error(e.status(), String.valueOf(e.getMessage()));
            return reply.with(reply.headers().plus(e.headers()));
        } catch (NoRoomException | UnavailableWorldException e) {
            return error(503, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("control {} {} failed unexpectedly", request.method(), request.path(), e);
            return error(500, "unexpected error; see the log");
        }
    }

    /** The rows, for tests that look at all of them. */
    List<ControlRoute> rows() {
        return rows.get();
    }

    /**
     * Answers a request that never became one.
     *
     * @param status the HTTP status, 400 to 599
     */
    public Reply refuse(int status) {
        return error(status, REFUSALS.getOrDefault(status, "unreadable request"));
    }

    /** The world that must be in this process to answer a request about a world; empty if it may be anywhere. */
    public Optional<String> worldOf(String world, Request head) {
        List<String> path = PathTemplate.split(head.path().substring(BASE.length()));
        return access.allows(head) ? ControlRoute.worldOf(rows.get(), head.method(), path, world) : Optional.empty();
    }

    private Reply route(String world, Request request) {
        access.requireOwnOrigin(request);
        Worlds.requireName(world);
        List<String> path = PathTemplate.split(request.path().substring(BASE.length()));
        for (ControlRoute row : rows.get()) {
            Optional<Map<String, String>> values = row.path().match(path);
            if (values.isPresent() && row.answers(request.method())) {
                if (row.guarded()) {
                    access.require(request);
                }
                return row.isHeavy() || request.body().length() > LARGE
                        ? alone(() -> answer(row, world, request, values.get()))
                        : answer(row, world, request, values.get());
            }
        }
        return unknown(request, path);
    }

    /** Answers OPTIONS, and says why no row answers another request. */
    private Reply unknown(Request request, List<String> path) {
        List<String> methods = rows.get().stream()
                .filter(row -> row.path().match(path).isPresent())
                .map(ControlRoute::method)
                .distinct()
                .toList();
        if (methods.isEmpty()) {
            String suggestion = NearestEndpoint.of(rows.get(), request.method(), path)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("GET " + BASE + " lists all of them");
            throw new ControlException(404, "no such endpoint: " + Excerpt.of(request.path(), 200) + "; " + suggestion);
        }
        Headers allow = Headers.of("Allow", allow(methods));
        if (request.method().equals("OPTIONS")) {
            return Reply.of(204, Bytes.NONE).with(allow);
        }
        throw new ControlException(
                        405,
                        "method " + Excerpt.of(request.method()) + " not allowed; use " + String.join(" or ", methods))
                .withHeaders(allow);
    }

    /** Where GET is allowed, HEAD is too. */
    private static String allow(List<String> methods) {
        Stream<String> all = methods.stream()
                .flatMap(method -> method.equals("GET") ? Stream.of(method, "HEAD") : Stream.of(method));
        return Stream.concat(all, Stream.of("OPTIONS")).collect(Collectors.joining(", "));
    }

    private Reply answer(ControlRoute row, String world, Request request, Map<String, String> path) {
        ControlCall call = new ControlCall(
                worlds,
                world,
                row.createsWorld(),
                request,
                path,
                QueryParams.query(request.query(), row.parameters()),
                row.read(request));
        return worlds.retryIfDeleted(() ->
                row.isRecorded() ? recorded(call, row.action()) : row.action().handle(call));
    }

    /** What takes much memory for a while runs one at a time: several at once could use up what no budget counts. */
    private Reply alone(Supplier<Reply> heavy) {
        turn.lock();
        try {
            return heavy.get();
        } finally {
            turn.unlock();
        }
    }

    /** What changes jobs or stores is recorded for a replay; a session records everything else. */
    private static Reply recorded(ControlCall call, Action action) {
        Request request = call.request();
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String path = request.path().substring(BASE.length()) + query;
        return call.world()
                .with(session -> session.recorded(request.method(), path, request.body(), () -> action.handle(call)));
    }

    /** An error in the form of the control API: {@code {"error":"…"}}. */
    public static Reply error(int status, String message) {
        return ControlJson.reply(status, Map.of("error", message));
    }

    /** Something the control API can do. */
    @FunctionalInterface
    interface Action {
        Reply handle(ControlCall call);
    }
}
