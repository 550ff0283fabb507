package dev.hostdouble;

import dev.hostdouble.control.Control;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.provider.Unclaimed;
import dev.hostdouble.world.NoRoomException;
import dev.hostdouble.world.UnavailableWorldException;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a request goes: to the control API, or into which world. */
final class Dispatcher implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** A state may be larger than other bodies: a sixteenth of the memory, and 64 MiB at most. */
    private static final int MAX_STATE_BYTES =
            (int) Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final CompletableFuture<Optional<Reply>> PREPARED =
            CompletableFuture.completedFuture(Optional.empty());

    private final Worlds worlds;
    private final Control control;
    private final List<StartState> startStates;

    /**
     * Dispatches to those worlds and that control API.
     *
     * @param startStates of the providers; they know how each refuses what never became a call
     */
    Dispatcher(Worlds worlds, Control control, List<StartState> startStates) {
        this.worlds = worlds;
        this.control = control;
        this.startStates = List.copyOf(startStates);
    }

    /** A request inside the world that it names. */
    private record Target(String world, Request inside) {
        /**
         * Reads the world from the path, else from the header.
         *
         * @throws IllegalArgumentException if the request names two worlds
         */
        static Target of(Request request) {
            String base = base(request.path());
            List<String> names = Stream.concat(
                            Stream.of(base)
                                    .filter(prefix -> !prefix.isEmpty())
                                    .map(prefix -> prefix.substring(ReservedPaths.WORLD.length())),
                            request.headers().fields().stream()
                                    .filter(field -> field.name().equalsIgnoreCase(ReservedPaths.WORLD_HEADER))
                                    .map(Header::value))
                    .distinct()
                    .toList();
            if (names.size() > 1) {
                throw new IllegalArgumentException("the request names two worlds, '" + YamlNode.excerpt(names.get(0))
                        + "' and '" + YamlNode.excerpt(names.get(1)) + "': expected one, by the path "
                        + ReservedPaths.WORLD
                        + "{world} or the header " + ReservedPaths.WORLD_HEADER);
            }
            String name = names.isEmpty() ? Worlds.DEFAULT : names.get(0);
            return new Target(
                    name,
                    base.isEmpty()
                            ? request
                            : request.withBase(base, request.path().substring(base.length())));
        }

        /** The prefix of a path that names a world; the empty string if it has none. */
        private static String base(String path) {
            if (!path.startsWith(ReservedPaths.WORLD)) {
                return "";
            }
            int end = path.indexOf('/', ReservedPaths.WORLD.length());
            return end < 0 ? path : path.substring(0, end);
        }
    }

    @Override
    public boolean isQuick(Request head) {
        String path = inside(head.path());
        return !ReservedPaths.isControl(path) || path.equals(ReservedPaths.HEALTH);
    }

    @Override
    public CompletableFuture<Optional<Reply>> prepare(Request head) {
        if (!worlds.areShared()) {
            return PREPARED;
        }
        CompletableFuture<Void> here;
        try {
            here = load(Target.of(head));
        } catch (IllegalArgumentException e) {
            return PREPARED; // the reply to the whole request says what is wrong
        }
        return here.isDone() && !here.isCompletedExceptionally()
                ? PREPARED
                : here.handle((nothing, e) -> Optional.ofNullable(e).map(failure -> failed(head, failure)));
    }

    /** Loads the world that a request needs. Calls create it; the control API decides when it has the whole request. */
    private CompletableFuture<Void> load(Target target) {
        Request inside = target.inside();
        if (ReservedPaths.isControl(inside.path())) {
            return control.worldOf(target.world(), inside)
                    .map(world -> worlds.whenHere(world, false))
                    .orElse(CompletableFuture.completedFuture(null));
        }
        return FrontPage.isAsked(inside)
                ? CompletableFuture.completedFuture(null)
                : worlds.whenHere(target.world(), true);
    }

    private Reply failed(Request request, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NoRoomException || cause instanceof UnavailableWorldException) {
            return Control.error(503, String.valueOf(cause.getMessage()));
        }
        // Outside of any operation, such as when a world cannot be opened.
        LOG.error("{} {} failed unexpectedly", request.method(), request.path(), cause);
        return refuse(request.path(), 500);
    }

    @Override
    public int maxBodyBytes(Request head, int usual) {
        boolean isState = head.method().equals("PUT") && inside(head.path()).equals(Control.STATE);
        return isState ? Math.max(usual, MAX_STATE_BYTES) : usual;
    }

    @Override
    public List<Integer> cutPoints(Request head) {
        try {
            Target target = Target.of(head);
            return ReservedPaths.isControl(target.inside().path())
                    ? List.of()
                    : worlds.cutPoints(target.world(), target.inside());
        } catch (IllegalArgumentException e) {
            return List.of(); // the reply to the whole request says what is wrong
        }
    }

    @Override
    public Optional<Reply> handleCut(Request partial) {
        Target target = Target.of(partial);
        return worlds.handleCut(target.world(), target.inside());
    }

    @Override
    public Reply handle(Request request) {
        try {
            Target target = Target.of(request);
            Request inside = target.inside();
            if (ReservedPaths.isControl(inside.path())) {
                return control.handle(target.world(), inside);
            }
            if (FrontPage.isAsked(inside)) {
                Worlds.requireName(target.world());
                return FrontPage.reply(inside, providers());
            }
            return worlds.handle(target.world(), inside);
        } catch (IllegalArgumentException e) {
            return Control.error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            return failed(request, e);
        }
    }

    @Override
    public Reply refuse(String path, int status) {
        String inside = inside(path);
        if (ReservedPaths.isControl(inside)) {
            return control.refuse(status);
        }
        return startStates.stream()
                .filter(start -> owns(start.provider(), inside))
                .findFirst()
                .map(owner -> owner.refuse(status))
                .orElseGet(() -> Unclaimed.refuse(status));
    }

    private static String inside(String path) {
        int cut = path.startsWith(ReservedPaths.WORLD) ? path.indexOf('/', ReservedPaths.WORLD.length()) : 0;
        return path.substring(Math.max(0, cut));
    }

    private static boolean owns(Provider provider, String path) {
        return path.isEmpty() ? provider.equals(Providers.OF_UNKNOWN_PATHS) : provider.owns(path);
    }

    private List<Provider> providers() {
        return startStates.stream().map(StartState::provider).toList();
    }
}
