package dev.hostdouble.scenario;

import static dev.hostdouble.client.Credentials.HOSTERAPI_TOKEN;
import static dev.hostdouble.client.Credentials.HOSTKEY_ADMIN;
import static dev.hostdouble.client.Credentials.HOSTKEY_CLIENT;
import static dev.hostdouble.client.Credentials.HOSTKEY_KEY;
import static dev.hostdouble.client.Credentials.VSS_TOKEN;
import static dev.hostdouble.client.Credentials.VSS_USER;

import dev.hostdouble.Providers;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same calls of every provider in the same order, whatever their replies are: what a client does that orders, polls,
 * lists and removes. Calls are handed to the world directly, so that no delay is waited for.
 */
final class PairTour {
    private static final String SERVERS = "/api/v1/datacenter/server";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern KEY = Pattern.compile("\"(?:callback|key)\":\"([0-9a-f]{32})\"");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"(eyJ[^\"]+)\"");
    private static final String NO_KEY = "0".repeat(32);
    private static final int MOST_WORLDS = 100;

    private static final List<Step> HOSTERAPI = List.of(
            hosterapi("GET", SERVERS),
            hosterapi("GET", SERVERS + "/4001/status"),
            hosterapi("GET", SERVERS + "/4001/config"),
            hosterapi(
                    "POST",
                    SERVERS,
                    "template",
                    "Debian10.0",
                    "cpuCores",
                    "1",
                    "mem",
                    "1024",
                    "disk",
                    "10G",
                    "ipCount",
                    "2"),
            hosterapi("GET", "/api/v1/job/15"),
            hosterapi("GET", "/api/v1/job/15"),
            hosterapi("PUT", SERVERS + "/4001/start"),
            hosterapi("PUT", SERVERS + "/4002/shutdown"),
            hosterapi("PUT", SERVERS + "/4003/stop"),
            hosterapi("PUT", SERVERS + "/4002/reboot"),
            hosterapi("GET", "/api/v1/datacenter/dedicated/market"),
            hosterapi(
                    "POST",
                    "/api/v1/datacenter/dedicated/order",
                    "id",
                    "9",
                    "template",
                    "Debian Buster",
                    "ipCount",
                    "2"),
            pause(35),
            hosterapi("GET", SERVERS + "/4001/status"),
            hosterapi("GET", "/api/v1/job/15"),
            hosterapi("PUT", SERVERS + "/4001/password/reset"),
            hosterapi("PUT", SERVERS + "/4002/backups/create"),
            hosterapi("POST", SERVERS + "/4001/backups/restore", "backup", "1606685300"),
            pause(10),
            hosterapi(
                    "POST", "/api/v1/software/install", "sid", "4003", "package", "ts3", "password", "x", "port", "22"),
            pause(10),
            hosterapi("PUT", SERVERS + "/4003/reinstall"),
            browser("/novnc/vnc.html"),
            hosterapi("POST", SERVERS + "/4001/delete", "force", "1"),
            pause(60),
            hosterapi("GET", SERVERS),
            hosterapi("GET", SERVERS + "/4001/status"));

    private static final List<Step> HOSTKEY = List.of(
            hostkey("auth", "login", "", "key", HOSTKEY_KEY),
            hostkey("iso", "list_iso", HOSTKEY_CLIENT, "id", "456"),
            hostkey("eq", "show", HOSTKEY_CLIENT, "id", "456"),
            hostkey("eq", "list", HOSTKEY_CLIENT),
            hostkey("vm", "create_snapshot", HOSTKEY_CLIENT, "id", "456", "name", "first"),
            check(),
            pause(5),
            check(),
            hostkey("vm", "create_snapshot", HOSTKEY_CLIENT, "id", "456", "name", "first"),
            pause(5),
            hostkey("vm", "get_snapshot", HOSTKEY_CLIENT, "id", "456"),
            check(),
            hostkey("vm", "load_stats", HOSTKEY_CLIENT, "id", "456"),
            hostkey("iso", "mount_iso", HOSTKEY_CLIENT, "id", "456", "iso", "ubuntu-22.04.iso"),
            hostkey("iso", "history", HOSTKEY_CLIENT, "id", "123"),
            hostkey("iso", "uploaded", HOSTKEY_CLIENT),
            pause(5),
            hostkey("eq", "off", HOSTKEY_CLIENT, "id", "456"),
            pause(35),
            hostkey("eq", "status", HOSTKEY_CLIENT, "id", "456"),
            hostkey("iso", "unmount_iso", HOSTKEY_CLIENT, "id", "456"),
            pause(5),
            hostkey("vm", "restore_snapshot", HOSTKEY_CLIENT, "id", "456", "name", "first"),
            pause(10),
            hostkey("vm", "remove_snapshot", HOSTKEY_CLIENT, "id", "456", "name", "first"),
            hostkey("iso", "upload", HOSTKEY_CLIENT, "params[url]", "https://example.com/debian-12.iso"),
            hostkey(
                    "iso",
                    "add",
                    HOSTKEY_ADMIN,
                    "params[name]",
                    "Debian 12",
                    "params[short_name]",
                    "debian12",
                    "params[iso_name]",
                    "debian-12.iso",
                    "params[private]",
                    "client@example.com"),
            hostkey("iso", "update", HOSTKEY_CLIENT, "params[id]", "123", "params[description]", "new"),
            hostkey("iso", "del", HOSTKEY_CLIENT, "params[id]", "123"),
            hostkey("iso", "delete", HOSTKEY_ADMIN, "id", "124"),
            hostkey("eq", "order_instance", HOSTKEY_CLIENT, HostkeyClient.usualOrder()),
            check(),
            hostkey("eq", "update_servers", HOSTKEY_CLIENT),
            pause(35),
            check(),
            hostkey("eq", "show", HOSTKEY_CLIENT, "id", "1001"));

    private static final List<Step> VSS = List.of(
            vss("OPTIONS", "/v2/iso", ""),
            vss("OPTIONS", "/v2/user/image/iso", ""),
            login(),
            vss("GET", "/v2/iso", ""),
            vss("GET", "/v2/iso", "page=2"),
            vss("GET", "/v2/iso", "page=3"),
            vss("GET", "/v2/iso/9", ""),
            vss("GET", "/v2/user/image/iso", ""),
            vss("PATCH", "/v2/user/image/iso", ""),
            vss("GET", "/v2/request/image_sync/42", ""),
            vss("GET", "/v2/user/image/iso", ""),
            pause(35),
            vss("GET", "/v2/request/image_sync/42", ""),
            login(),
            vss("GET", "/v2/user/image/iso", ""),
            vss("GET", "/v2/user/image/iso", ""),
            vss("GET", "/v2/iso", ""),
            drive(),
            pause(10),
            vss("GET", "/v2/request/change/43", ""),
            vss("GET", "/v2/vm/vm-2182/cd/2", ""),
            basic("/tf/enable", "{\"method\":\"AUTHENTICATOR\"}"),
            basic("/tf/verify", "{\"otp\":\"123456\"}"),
            basic("/auth/request-token", "{\"otp\":\"123456\"}"),
            basic("/auth/request-token", "{\"otp\":\"123456\"}"));

    private static final Map<String, List<Step>> STEPS = Map.of("hosterapi", HOSTERAPI, "hostkey", HOSTKEY, "vss", VSS);

    private final List<StartState> startStates;
    private final Map<List<String>, Worlds> worldsOf = new ConcurrentHashMap<>();

    PairTour() {
        StartStates states = new StartStates(Providers.ALL);
        try {
            startStates = states.read(states.sources(Optional.empty()));
        } catch (InvalidFileException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a client does next, given the reply to its call before. */
    @FunctionalInterface
    private interface Step {
        void go(Traveller traveller);
    }

    /** Where a tour has got to. */
    private static final class Traveller {
        private final Worlds worlds;
        private final String world;
        private final List<Reply> replies = new ArrayList<>();
        private String key = NO_KEY;
        private Optional<String> firstToken = Optional.empty();

        Traveller(Worlds worlds, String world) {
            this.worlds = worlds;
            this.world = world;
        }

        void call(String method, String path, String query, String body, String... headers) {
            Headers all = Headers.of(headers);
            Reply reply = worlds.handle(
                    world, new Request(method, "http", "127.0.0.1", "", path, query, all, Bytes.of(body), List.of()));
            replies.add(reply);
            key = found(KEY, reply).orElse(key);
            firstToken = firstToken.or(() -> found(TOKEN, reply));
        }
    }

    /** The token of the first login at VSS; if that failed, the one that a login at the start gives. */
    private static String bearer(Traveller traveller) {
        return "Bearer " + traveller.firstToken.orElse(VSS_TOKEN);
    }

    private static Optional<String> found(Pattern pattern, Reply reply) {
        Matcher found = pattern.matcher(reply.body().text());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The replies to the calls of some providers in a fresh world with some scenarios. */
    List<Reply> play(List<Scenario> scenarios, List<String> apis) {
        Worlds worlds = worldsOf.computeIfAbsent(apis, this::worlds);
        String name = "tour-" + Thread.currentThread().getId();
        World world = worlds.get(name);
        world.reset();
        world.run(session -> scenarios.forEach(session::activate));
        Traveller traveller = new Traveller(worlds, name);
        apis.forEach(api -> Objects.requireNonNull(STEPS.get(api)).forEach(step -> step.go(traveller)));
        return traveller.replies;
    }

    /** Worlds of those providers alone, because a reset takes as long as a tour. */
    private Worlds worlds(List<String> apis) {
        return new Worlds(
                new WorldSettings(ClockMode.MANUAL, 1, false, false, 0, MOST_WORLDS, WorldSettings.hostClock())
                        .withNow(StartDate.at(EmulatorClock.START)),
                startStates.stream()
                        .filter(start -> apis.contains(start.provider().name()))
                        .toList());
    }

    private static Step pause(int seconds) {
        return traveller -> traveller.worlds.get(traveller.world).advance(Duration.ofSeconds(seconds));
    }

    private static Step hosterapi(String method, String path, String... parameters) {
        String body = ProviderClient.form(parameters);
        return traveller -> traveller.call(
                method, path, "", body, "Authorization", "Bearer " + HOSTERAPI_TOKEN, "Content-Type", FORM);
    }

    private static Step browser(String path) {
        return traveller -> traveller.call("GET", path, "", "");
    }

    private static Step hostkey(String module, String action, String token, String... parameters) {
        List<String> all = new ArrayList<>(List.of("action", action, "token", token));
        all.addAll(List.of(parameters));
        String body = ProviderClient.form(all.toArray(String[]::new));
        return traveller -> traveller.call("POST", "/" + module + ".php", "", body, "Content-Type", FORM);
    }

    private static Step check() {
        return traveller -> traveller.call(
                "POST",
                "/eq_callback.php",
                "",
                ProviderClient.form("action", "check", "key", traveller.key),
                "Content-Type",
                FORM);
    }

    private static Step login() {
        return basic("/auth/request-token", "");
    }

    private static Step basic(String path, String json) {
        String basic = Credentials.basic(VSS_USER, VSS_USER).substring("Authorization: ".length());
        return traveller ->
                traveller.call("POST", path, "", json, "Authorization", basic, "Content-Type", "application/json");
    }

    private static Step drive() {
        String path = "/v2/vm/vm-2182/cd/2";
        return traveller -> traveller.call(
                "PATCH",
                path,
                "",
                "{\"iso\":\"10\"}",
                "Authorization",
                bearer(traveller),
                "Content-Type",
                "application/json");
    }

    private static Step vss(String method, String path, String query) {
        return traveller -> traveller.call(method, path, query, "", "Authorization", bearer(traveller));
    }
}
