package dev.hostdouble.sequence;

import static dev.hostdouble.sequence.HostkeyModel.OK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.sequence.HostkeyModel.Caller;
import dev.hostdouble.sequence.HostkeyModel.Server;
import dev.hostdouble.sequence.HostkeyModel.Ticket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to servers, drives, snapshots and images of HOSTKEY in whatever order, each answer is the model's. */
class HostkeySequenceTest {
    private static final List<String> WORLDS = List.of(
            "snapshot-busy: refuse\n",
            "snapshot-busy: queue\nrestore-power: snapshot\n",
            "snapshot-busy: overlap\ntask-stages: true\n",
            "snapshot-busy: queue\nsnapshot-rule-breach: task\ntask-stages: true\n",
            "snapshot-rule-breach: task\nrestore-power: snapshot\n");

    private static final List<String> JOBS = RandomCalls.words("""
        hostkey/iso.del, hostkey/iso.mount_iso, hostkey/iso.unmount_iso, hostkey/iso.upload,
        hostkey/vm.*_snapshot, hostkey/eq.status, hostkey/eq.on, hostkey/eq.off, hostkey/eq.reboot
        """);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_sequence_of_calls_is_answered_as_by_the_model() throws Exception {
        Sequences.run(folder, "hostkey.yaml", WORLDS, 30, 60, Calls::new);
    }

    private static final class Calls extends RandomCalls {
        // What sequences do; what stands several times, they do more often.
        private static final List<String> ANYTHING = words("""
            wait, wait, wait, wait a little, date, power, power, off, mount, mount, unmount, create, create,
            list, restore, remove, image, image, image, session, end a job, state, vanish\
            """);
        private static final List<String> SNAPSHOTS = words("""
            wait, wait a little, wait a little, wait a little, power, create, create, list, restore, restore,
            restore, remove, end a job, state\
            """);
        private static final List<String> DRIVE = words("""
            wait, wait a little, wait a little, mount, mount, unmount, create, restore, off, power, first image,
            end a job, state, vanish\
            """);
        private static final List<String> RESTORES = words("""
            wait a little, wait a little, wait a little, mount, unmount, restore, restore, restore, first image,
            first image, end a job\
            """);

        /** How sequences about restores begin: with a snapshot of a loaded drive. */
        private static final List<String> LOADED = words("mount first, wait 10s, create, wait 10s, unmount, wait 10s");

        private final HostkeyModel model;
        private final Set<String> keys = new HashSet<>(); // all there have been
        private final List<String> latest = new ArrayList<>();
        private final Map<String, Integer> snapshotIds = new HashMap<>();
        private final TreeMap<String, Long> sessions = new TreeMap<>();
        private final List<String> theme;
        private final Deque<String> first = new ArrayDeque<>();
        private int names;
        private Caller caller = Caller.CLIENT;
        private int id = 456;

        Calls(Wire wire, Random random, String options) {
            super(wire, random, JOBS);
            model = new HostkeyModel(options);
            theme = pick(ANYTHING, SNAPSHOTS, DRIVE, RESTORES);
            first.addAll(theme.equals(RESTORES) ? LOADED : List.of());
        }

        @Override
        void act() {
            boolean isUsual = !first.isEmpty() || (!theme.equals(ANYTHING) && !oneIn(8));
            id = isUsual ? 456 : pick(456, 456, 457, oneIn(3) ? 458 : 456);
            caller = !isUsual && oneIn(4) ? pick(Caller.values()) : id == 457 ? Caller.NEIGHBOUR : Caller.CLIENT;
            switch (first.isEmpty() ? pick(theme) : first.remove()) {
                case "wait 10s" -> advance(model.jobs, 10_000);
                case "wait" -> advance(model.jobs, pick(500, 1000, 2000, 3000, 5000, 10_000, 60_000, 3_600_000));
                case "wait a little" -> advance(model.jobs, pick(500, 1000, 2000, 3000, 5000, 5000));
                case "date" -> setDate(); // the model knows no dates
                case "power" -> power(pick("on", "off", "reboot", "status"));
                case "off" -> power("off");
                case "mount first" -> mount("ubuntu-22.04.iso");
                case "mount" -> {
                    List<String> files = new ArrayList<>(List.of("none.iso"));
                    model.images.all().forEach(iso -> files.add(iso.file));
                    mount(pick(files));
                }
                case "unmount" -> {
                    JsonNode reply = call("iso", "unmount_iso", "id", "" + id);
                    expect(model.unmount(caller, id, ticket(reply)), reply);
                }
                case "create" -> create(oneIn(20) ? "a b" : "s" + below(6), type());
                case "list" -> list(type());
                case "restore" -> changeSnapshot("restore_snapshot", type());
                case "remove" -> changeSnapshot("remove_snapshot", type());
                case "image" -> image(oneIn(8) ? 122 : pick(List.copyOf(model.images.history.keySet())));
                case "first image" -> image(pick(123, 124));
                case "session" -> session();
                case "end a job" -> {
                    List<ModelJob> open = model.jobs.open();
                    if (!open.isEmpty()) {
                        endNow("hostkey", model.jobs, pick(open));
                    }
                }
                case "state" -> changeServer(pick("running", "stopped", "stopped", oneIn(3) ? "suspended" : "running"));
                default -> vanish();
            }
        }

        private void create(String name, String type) {
            JsonNode reply = call("vm", "create_snapshot", "id", "" + id, "name", name, "type", type);
            expect(model.snapshots.create(caller, id, name, type, ticket(reply)), reply);
        }

        private void list(String type) {
            JsonNode reply = call("vm", "get_snapshot", "id", "" + id, "type", type);
            expect(model.snapshots.list(caller, id, type, ticket(reply)), reply);
        }

        private void power(String action) {
            JsonNode reply = call("eq", action, "id", "" + id);
            Ticket ticket = ticket(reply);
            expect(
                    action.equals("status")
                            ? model.status(caller, id, ticket)
                            : model.power(caller, id, action, ticket),
                    reply);
        }

        private void mount(String file) {
            JsonNode reply = call("iso", "mount_iso", "id", "" + id, "iso", file);
            expect(model.mount(caller, id, file, ticket(reply)), reply);
        }

        /** Mostly first creates what it is about, and switches the server off. */
        private void changeSnapshot(String action, String type) {
            List<String> known = model.snapshots.names(id, type);
            Server server = model.server(caller, id);
            if (known.isEmpty() && !oneIn(5)) {
                create("s" + below(6), type);
                return;
            }
            if (server != null && server.on && !oneIn(5)) {
                power("off");
                return;
            }
            String name = known.isEmpty() || oneIn(9) ? "s0" : pick(known);
            JsonNode reply = call("vm", action, "id", "" + id, "name", name, "type", type);
            boolean restores = action.startsWith("restore");
            expect(model.snapshots.change(caller, id, name, type, restores, ticket(reply)), reply);
        }

        private void image(int iso) {
            switch (below(7)) {
                case 0, 1 -> {
                    caller = pick(Caller.CLIENT, Caller.NEIGHBOUR);
                    String name = "image-" + names++;
                    JsonNode reply = call("iso", "upload", "params[url]", "https://example.com/" + name + ".iso");
                    assertThat(reply.at("/data/id").asInt())
                            .isEqualTo(model.images.upload(caller, name, ticket(reply)));
                }
                case 2, 3 -> {
                    boolean isAtOnce = oneIn(3);
                    JsonNode reply = call("iso", "del", "params[id]", "" + iso, "params[pending]", isAtOnce ? "1" : "");
                    expect(model.images.del(caller, iso, isAtOnce, ticket(reply)), reply);
                }
                case 4 -> expect(model.images.delete(caller, iso), call("iso", "delete", "id", "" + iso));
                case 5 -> {
                    String file = "renamed-" + names++ + ".iso";
                    JsonNode reply = call("iso", "update", "params[id]", "" + iso, "params[iso_name]", file);
                    expect(model.images.rename(caller, iso, file), reply);
                }
                default -> add();
            }
        }

        private void add() {
            caller = oneIn(4) ? caller : Caller.ADMIN;
            String name = "image-" + (oneIn(2) ? names++ : below(names + 1));
            String owner = pick(Caller.CLIENT.login, Caller.NEIGHBOUR.login);
            String status = pick("active", "active", "Pending", "Error");
            boolean adminOnly = oneIn(4);
            List<String> parameters = new ArrayList<>(List.of("params[name]", name, "params[short_name]", name));
            parameters.addAll(List.of("params[iso_name]", name + ".iso", "params[private]", owner));
            parameters.addAll(List.of("params[status]", status, "params[admin_only]", adminOnly ? "1" : "0"));
            JsonNode reply = call("iso", "add", parameters.toArray(String[]::new));
            expect(model.images.add(caller, name, owner, status, adminOnly), reply);
        }

        /** Tokens are different, and end after their time and at a logout. */
        private void session() {
            if (sessions.isEmpty() || oneIn(4)) {
                int ttl = pick(60, 7200);
                String[] login = {"user", Credentials.HOSTKEY_EMAIL, "password", Credentials.HOSTKEY_PASSWORD};
                JsonNode reply = post("auth", "whmcslogin", "ttl", "" + ttl, login);
                String token = reply.at("/result/token").asText();
                assertThat(sessions.put(token, model.jobs.now() + ttl * 1000L)).isNull();
                return;
            }
            String token = pick(List.copyOf(sessions.keySet()));
            boolean isOut = oneIn(4);
            JsonNode reply = isOut ? post("auth", "logout", "token", token) : post("eq", "list", "token", token);
            expect(sessions.getOrDefault(token, 0L) > model.jobs.now() ? OK : "Invalid token", reply);
            if (isOut) {
                sessions.put(token, 0L);
            }
        }

        private void changeServer(String state) {
            change("{\"hostkey/server\":" + id + ",\"state\":\"" + state + "\"}", model.change(id, state));
        }

        private void vanish() {
            int iso = pick(List.copyOf(model.images.history.keySet()));
            if (oneIn(4)) {
                change("{\"hostkey/iso\":" + iso + ",\"removed\":true}", model.images.lose(iso));
            } else if (oneIn(6)) {
                change("{\"hostkey/server\":" + id + ",\"removed\":true}", model.change(id, "removed"));
            }
        }

        private JsonNode call(String module, String action, String... parameters) {
            return post(module, action, "token", caller.token, parameters);
        }

        private JsonNode post(String module, String action, String name, String value, String... parameters) {
            String form = ProviderClient.form("action", action, name, value)
                    + (parameters.length == 0 ? "" : "&" + ProviderClient.form(parameters));
            String type = "Content-Type: application/x-www-form-urlencoded";
            return wire.send("POST", "/" + module + ".php", form, type, Fault.HEADER + ": " + fault)
                    .json();
        }

        /** The task that a call has started. Its key is new; it is the empty text if the call was refused. */
        private Ticket ticket(JsonNode reply) {
            String key = reply.path("callback").asText(reply.at("/data/key").asText());
            if (!key.isEmpty()) {
                assertThat(keys.add(key)).isTrue();
                latest.add(key);
            }
            return new Ticket(key, fault);
        }

        /** An error is known by its text, without what stands before a dash. */
        private static void expect(String expected, JsonNode reply) {
            String message = reply.path("message").asText();
            int dash = message.indexOf(" - ");
            String answer = reply.has("message") ? message.substring(dash < 0 ? 0 : dash + 3) : OK;
            if (expected.equals(HostkeyImages.MOUNTED)) {
                assertThat(answer).startsWith(expected);
            } else {
                assertThat(answer).isEqualTo(expected);
            }
        }

        @Override
        void compareSome() {
            compareServer(oneIn(5) ? 457 : 456);
            if (!latest.isEmpty()) {
                check(latest.get(Math.max(0, latest.size() - 1 - below(6))));
            }
            if (oneIn(6)) {
                compareImages();
            }
        }

        @Override
        void compareAll() {
            compareServer(456);
            compareServer(457);
            compareImages();
            List.copyOf(latest).forEach(this::check);
            keys.forEach(this::check);
            model.images.history.keySet().forEach(this::compareHistory);
        }

        private void check(String key) {
            JsonNode reply = post("eq_callback", "check", "key", key);
            String expected = model.check(key);
            assertThat(reply.path("result").asText(reply.path("message").asText()))
                    .as(key)
                    .isEqualTo(expected);
            if (expected.equals("AsyncKey not found")) {
                latest.remove(key);
            }
            String scope = model.scopes.getOrDefault(key, "");
            if (expected.equals("OK") && !scope.isEmpty()) {
                String shown = reply.path("scope").asText();
                assertThat(scope.startsWith("[") ? snapshots(shown, scope) : shown)
                        .isEqualTo(scope);
            }
        }

        /** A list of snapshots as the model writes it. An id stands for one and the same snapshot for ever. */
        private String snapshots(String scope, String expected) {
            List<String> numbers =
                    List.of(expected.substring(1, expected.length() - 1).split(", ", -1));
            List<String> shown = new ArrayList<>();
            for (JsonNode one : Seen.parse(scope).path("snapshots")) {
                String like = shown.size() < numbers.size() ? numbers.get(shown.size()) : "0 one too many";
                int number = Integer.parseInt(like.substring(0, Math.max(0, like.indexOf(' '))));
                String snapshotId = one.path("snapshot_id").asText();
                shown.add(snapshotIds.computeIfAbsent(snapshotId, fresh -> number) + " "
                        + one.path("name").asText());
            }
            return shown.toString();
        }

        private void compareServer(int server) {
            caller = Caller.ADMIN;
            Server known = model.servers.get(server);
            JsonNode reply = call("eq", "show", "id", "" + server);
            if (known == null) {
                expect(HostkeyModel.NO_SERVER, reply);
                return;
            }
            JsonNode data = reply.path("server_data");
            assertThat(data.path("status").asText() + " " + data.path("iso").asText())
                    .as("server " + server)
                    .isEqualTo(known.status() + " " + known.file);
        }

        /** What an owner has, and what can be mounted: lists that have to agree. */
        private void compareImages() {
            caller = pick(Caller.CLIENT, Caller.NEIGHBOUR);
            List<String> own = new ArrayList<>();
            call("iso", "uploaded")
                    .path("data")
                    .forEach(iso ->
                            own.add(iso.path("id") + " " + iso.path("name").asText() + " "
                                    + iso.path("status").asText()));
            assertThat(own)
                    .isEqualTo(model.images.all().stream()
                            .filter(iso -> iso.owner.equals(caller.login))
                            .map(iso -> iso.id + " " + iso.file + " " + iso.status)
                            .toList());

            caller = pick(Caller.values());
            Server server = model.server(caller, id);
            JsonNode list = call("iso", "list_iso", "id", "" + id);
            if (server == null) {
                expect(HostkeyModel.NO_SERVER, list);
                return;
            }
            List<String> listed = new ArrayList<>();
            list.path("iso_images")
                    .forEach(iso -> listed.add(
                            iso.path("id") + " " + iso.path("iso_name").asText()));
            assertThat(listed)
                    .isEqualTo(model.images.all().stream()
                            .filter(iso -> iso.isListed(caller, server.owner))
                            .map(iso -> iso.id + " " + iso.file)
                            .toList());
        }

        private void compareHistory(int iso) {
            caller = Caller.ADMIN;
            List<String> types = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            for (JsonNode event : call("iso", "history", "id", "" + iso).path("data")) {
                types.add(event.path("type").asText());
                assertThat(ids.add(event.path("id").asText())).isTrue();
            }
            assertThat(types).isEqualTo(model.images.history.get(iso));
        }

        private String type() {
            return oneIn(8) ? "backup" : HostkeyModel.SNAPSHOT;
        }
    }
}
