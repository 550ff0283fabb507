package dev.hostdouble;

import dev.hostdouble.control.Control;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.world.Worlds;
import java.util.List;
import java.util.Optional;

/** Where a request goes: which world, and there to the control API or to which provider. */
final class Dispatcher implements RequestHandler {
    private static final String WORLD_PATH = "/_w/";
    private static final String WORLD_HEADER = "Emulator-World";

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
        static Target of(Request request) {
            if (!request.path().startsWith(WORLD_PATH)) {
                return new Target(request.headers().first(WORLD_HEADER).orElse(Worlds.DEFAULT), request);
            }
            int end = request.path().indexOf('/', WORLD_PATH.length());
            int cut = end < 0 ? request.path().length() : end;
            String base = request.path().substring(0, cut);
            return new Target(
                    base.substring(WORLD_PATH.length()),
                    request.withBase(base, request.path().substring(cut)));
        }
    }

    @Override
    public List<Integer> cutPoints(Request head) {
        Target target = Target.of(head);
        try {
            return isControl(target.inside().path()) ? List.of() : worlds.cutPoints(target.world(), target.inside());
        } catch (IllegalArgumentException e) {
            return List.of(); // the reply to the whole request says what is wrong
        }
    }

    @Override
    public Optional<Reply> handleCut(Request partial) {
        Target target = Target.of(partial);
        return owner(target.inside().path())
                .map(StartState::provider)
                .flatMap(provider -> worlds.handleCut(target.world(), provider, target.inside()));
    }

    @Override
    public Reply handle(Request request) {
        Target target = Target.of(request);
        String world = target.world();
        Request inside = target.inside();
        if (isControl(inside.path())) {
            return control.handle(world, inside);
        }
        try {
            Optional<Provider> provider = owner(inside.path()).map(StartState::provider);
            return provider.isEmpty() ? unknown(inside) : worlds.handle(world, provider.get(), inside);
        } catch (IllegalArgumentException e) {
            return own(400, String.valueOf(e.getMessage()));
        } catch (Worlds.TooManyWorldsException e) {
            return own(503, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Reply refuse(String path, int status) {
        int cut = path.startsWith(WORLD_PATH) ? path.indexOf('/', WORLD_PATH.length()) : 0;
        String inside = path.substring(Math.max(0, cut));
        if (isControl(inside)) {
            return control.refuse(status);
        }
        return owner(inside).orElseGet(this::ownerOfUnknownPaths).refuse(status);
    }

    private static boolean isControl(String path) {
        return path.equals(Control.BASE) || path.startsWith(Control.BASE + "/");
    }

    private Optional<StartState> owner(String path) {
        return startStates.stream().filter(start -> start.provider().owns(path)).findFirst();
    }

    private StartState ownerOfUnknownPaths() {
        return startStates.stream()
                .filter(start -> start.provider().equals(Providers.OF_UNKNOWN_PATHS))
                .findFirst()
                .orElseThrow();
    }

    private Reply unknown(Request request) {
        List<String> prefixes = startStates.stream()
                .flatMap(start -> start.provider().prefixes().stream())
                .toList();
        return own(
                404,
                "no provider has the path " + request.path() + "; paths begin with " + String.join(", ", prefixes)
                        + " or " + Control.BASE);
    }

    private static Reply own(int status, String message) {
        return Reply.text(status, "text/plain; charset=utf-8", "hostdouble: " + message + "\n");
    }
}
