package dev.hostdouble;

import dev.hostdouble.control.Control;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.hosterapi.HosterApi;
import dev.hostdouble.hostkey.HostkeyApi;
import dev.hostdouble.vss.VssApi;
import dev.hostdouble.world.Worlds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Where a request goes: which world, and there to the control API or to which provider. */
final class Dispatcher implements RequestHandler {
    private static final String WORLD_PATH = "/_w/";
    private static final String WORLD_HEADER = "Emulator-World";

    /** What the paths of each provider begin with; matched loosely, so that a wrong path gets its provider's 404. */
    private static final Map<String, List<String>> PREFIXES = prefixes();

    private final Worlds worlds;
    private final Control control;

    private final BiFunction<String, Integer, Reply> refusals;

    /**
     * Hands on to those worlds and that control API.
     *
     * @param refusals how a provider refuses with a status what never became a call; needs no world
     */
    Dispatcher(Worlds worlds, Control control, BiFunction<String, Integer, Reply> refusals) {
        this.worlds = worlds;
        this.control = control;
        this.refusals = refusals;
    }

    private static Map<String, List<String>> prefixes() {
        Map<String, List<String>> prefixes = new LinkedHashMap<>();
        prefixes.put(HosterApi.NAME, List.of("/api", "/novnc"));
        prefixes.put(HostkeyApi.NAME, List.of("/iso.php", "/vm.php", "/eq_callback.php", "/auth.php", "/eq.php"));
        prefixes.put(VssApi.NAME, List.of("/v2", "/auth"));
        return prefixes;
    }

    @Override
    public Reply handle(Request request) {
        String world = request.headers().first(WORLD_HEADER).orElse(Worlds.DEFAULT);
        Request inside = request;
        if (request.path().startsWith(WORLD_PATH)) {
            int end = request.path().indexOf('/', WORLD_PATH.length());
            int cut = end < 0 ? request.path().length() : end;
            world = request.path().substring(WORLD_PATH.length(), cut);
            inside = request.below(
                    request.path().substring(0, cut), request.path().substring(cut));
        }
        if (isControl(inside.path())) {
            return control.handle(world, inside);
        }
        try {
            Optional<String> api = api(inside.path());
            return api.isEmpty() ? nobody(inside) : worlds.handle(world, api.get(), inside);
        } catch (IllegalArgumentException e) {
            return own(400, String.valueOf(e.getMessage()));
        } catch (Worlds.TooManyWorlds e) {
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
        return refusals.apply(api(inside).orElse(PREFIXES.keySet().iterator().next()), status);
    }

    private static boolean isControl(String path) {
        return path.equals(Control.BASE) || path.startsWith(Control.BASE + "/");
    }

    private static Optional<String> api(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String loose = lower.contains("//") ? lower.replaceAll("/{2,}", "/") : lower;
        for (Map.Entry<String, List<String>> api : PREFIXES.entrySet()) {
            for (String prefix : api.getValue()) {
                boolean begins = loose.startsWith(prefix);
                if (begins && (loose.length() == prefix.length() || loose.charAt(prefix.length()) == '/')) {
                    return Optional.of(api.getKey());
                }
            }
        }
        return Optional.empty();
    }

    private static Reply nobody(Request request) {
        return own(
                404,
                "no provider has the path " + request.path() + "; known are " + PREFIXES + ", and the control API is "
                        + Control.BASE);
    }

    private static Reply own(int status, String message) {
        return Reply.text(status, "text/plain; charset=utf-8", "hostdouble: " + message + "\n");
    }
}
