package dev.hostdouble;

import dev.hostdouble.control.Control;
import dev.hostdouble.core.Handshake;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a request goes: to the control API, or into which world. */
final class Dispatcher implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** A state or a recording may be larger than other bodies: a sixteenth of the memory, and 64 MiB at most. */
    private static final int MAX_WORLD_BYTES =
            (int) Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final CompletableFuture<Optional<Reply>> PREPARED =
            CompletableFuture.completedFuture(Optional.empty());

    private final Worlds worlds;
    private final Control control;
    private final List<StartState> startStates;
    private final WorldDomains domains;

    /**
     * Dispatches to those worlds and that control API.
     *
     * @param startStates of the providers; they know how each refuses what never became a call
     * @param domains below which a host name is a world
     */
    Dispatcher(Worlds worlds, Control control, List<StartState> startStates, WorldDomains domains) {
        this.worlds = worlds;
        this.control = control;
        this.startStates = List.copyOf(startStates);
        this.domains = domains;
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
            here = load(NamedWorld.of(head, domains));
        } catch (IllegalArgumentException e) {
            return PREPARED; // the reply to the whole request says what is wrong
        }
        return here.isDone() && !here.isCompletedExceptionally()
                ? PREPARED
                : here.handle((nothing, e) -> Optional.ofNullable(e).map(failure -> failed(head, failure)));
    }

    /** Loads the world that a request needs. Calls create it; the control API decides when it has the whole request. */
    private CompletableFuture<Void> load(NamedWorld target) {
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
        boolean isLarge = head.method().equals("PUT") && Control.WHOLE_WORLDS.contains(inside(head.path()));
        return isLarge ? Math.max(usual, MAX_WORLD_BYTES) : usual;
    }

    @Override
    public List<Integer> cutPoints(Request head) {
        try {
            NamedWorld target = NamedWorld.of(head, domains);
            return ReservedPaths.isControl(target.inside().path())
                    ? List.of()
                    : worlds.cutPoints(target.world(), target.inside());
        } catch (IllegalArgumentException e) {
            return List.of(); // the reply to the whole request says what is wrong
        }
    }

    @Override
    public Optional<Reply> handleCut(Request partial) {
        NamedWorld target = NamedWorld.of(partial, domains);
        return worlds.handleCut(target.world(), target.inside());
    }

    /** A host that is no world's is for the default world, as its calls are. */
    @Override
    public Handshake handshake(Optional<String> serverName) {
        try {
            return worlds.handshake(serverName.flatMap(domains::world).orElse(Worlds.DEFAULT));
        } catch (IllegalArgumentException | NoRoomException e) {
            return Handshake.INTACT; // the reply to the first request says what is wrong
        }
    }

    @Override
    public Reply handle(Request request) {
        return handle(request, (world, call) -> Optional.of(worlds.handle(world, call)))
                .orElseThrow();
    }

    @Override
    public Optional<Reply> handleAtOnce(Request request) {
        return handle(request, worlds::handleIfFree);
    }

    private Optional<Reply> handle(Request request, BiFunction<String, Request, Optional<Reply>> inWorld) {
        try {
            NamedWorld target = NamedWorld.of(request, domains);
            Request inside = target.inside();
            if (ReservedPaths.isControl(inside.path())) {
                return Optional.of(control.handle(target.world(), inside));
            }
            if (FrontPage.isAsked(inside)) {
                Worlds.requireName(target.world());
                return Optional.of(FrontPage.reply(inside, providers()));
            }
            return inWorld.apply(target.world(), inside);
        } catch (IllegalArgumentException e) {
            return Optional.of(Control.error(400, String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            return Optional.of(failed(request, e));
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
