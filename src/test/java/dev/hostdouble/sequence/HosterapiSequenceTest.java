package dev.hostdouble.sequence;

import static dev.hostdouble.sequence.HosterapiModel.NO_SUCH;
import static dev.hostdouble.sequence.HosterapiModel.OK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.sequence.HosterapiMachine.Config;
import dev.hostdouble.sequence.HosterapiMachine.Signal;
import dev.hostdouble.sequence.Wire.Answer;
import dev.hostdouble.world.EmulatorClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the servers of HosterAPI in whatever order, each answer is that of the model. */
class HosterapiSequenceTest {
    private static final List<String> WORLDS = List.of(
            HosterapiModel.WORLD,
            HosterapiModel.WORLD + "busy: accept\n",
            HosterapiModel.WORLD + "unforced-delete: shutdown\n",
            HosterapiModel.WORLD + "busy: accept\nunforced-delete: shutdown\n");

    private static final List<String> JOBS = RandomCalls.words("""
        hosterapi/server.create, hosterapi/server.change, hosterapi/server.reinstall, hosterapi/server.start,
        hosterapi/server.stop, hosterapi/server.shutdown, hosterapi/server.reboot*,
        hosterapi/server.backups_create, hosterapi/server.backups_restore, hosterapi/software.install,
        hosterapi/software.uninstall, hosterapi/dedicated.order, hosterapi/dedicated.start,
        hosterapi/dedicated.shutdown, hosterapi/dedicated.reboot, hosterapi/dedicated.reinstall
        """);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_sequence_of_calls_is_answered_as_by_the_model() throws Exception {
        Sequences.run(folder, "hosterapi.yaml", WORLDS, 30, 50, Calls::new);
    }

    private static final class Calls extends RandomCalls {
        private static final String SERVERS = "/datacenter/server";
        private static final String DEDICATED = "/datacenter/dedicated";
        private static final int FAVOURITE = 4001;

        // What sequences do; what stands several times, they do more often.
        private static final List<String> ANYTHING = words("""
            wait, wait, wait, wait, wait a little, create, create, delete, signal, signal, signal, reinstall,
            change, change, back up, restore, lose backup, software, password, rdns, end a job, state, date,
            dedicated, dedicated\
            """);
        private static final List<String> ONE_SERVER = words("""
            wait a little, wait a little, wait a little, wait, signal, signal, signal, signal, signal, reinstall,
            change, back up, restore, restore, end a job, state\
            """);
        private static final List<String> ONE_DEDICATED =
                words("wait a little, wait a little, wait, dedicated, dedicated, dedicated, software");
        private static final List<String> ORDERS =
                words("wait a little, wait, wait, create, create, create, delete, change, dedicated, end a job");

        private final HosterapiModel model;
        private final List<String> theme;
        private final Set<Integer> gone = new TreeSet<>(Set.of(4000));
        private final Map<String, JsonNode> ended = new HashMap<>();
        private final Set<String> passwords = new HashSet<>();

        Calls(Wire wire, Random random, String options) {
            super(wire, random, JOBS);
            model = new HosterapiModel(options, EmulatorClock.START);
            theme = pick(ANYTHING, ONE_SERVER, ONE_DEDICATED, ORDERS);
        }

        @Override
        void act() {
            Set<Integer> before = Set.copyOf(model.servers.keySet());
            int id = server();
            act(pick(theme), id, model.servers.get(id), SERVERS + "/" + id);
            gone.addAll(before);
            gone.removeAll(model.servers.keySet());
        }

        private void act(String what, int id, @Nullable HosterapiMachine server, String path) {
            switch (what) {
                case "wait" -> advance(model.jobs, 1000L * pick(1, 1, 2, 3, 5, 7, 30, 60, 600, 3600));
                case "wait a little" -> advance(model.jobs, 1000L * pick(1, 1, 1, 2, 2, 3, 7));
                case "date" -> model.setDate(setDate());
                case "create" -> create();
                case "delete" -> {
                    boolean force = !oneIn(3);
                    expect(model.delete(server, force), call("POST", path + "/delete", "{\"force\":" + force + "}"));
                }
                case "signal" -> signal(path, server, pick(Signal.values()));
                case "reinstall" -> reinstall(path, server);
                case "change" -> change(path, server);
                case "back up" -> expect(model.backUp(server, fault), call("PUT", path + "/backups/create", ""));
                case "restore" -> restore(path, server);
                case "lose backup" -> loseBackup(id, server);
                case "software" -> software(server, id);
                case "password" -> resetPassword(path, server);
                case "rdns" -> rdns(path, server);
                case "end a job" -> endAJob();
                case "state" -> {
                    String state = pick("running", "stopped", "suspended", oneIn(2) ? "removed" : "running");
                    String value = state.equals("removed") ? "\"removed\":true" : "\"state\":\"" + state + "\"";
                    change("{\"hosterapi/vm\":" + id + "," + value + "}", model.change(server, state));
                }
                default -> dedicated(theme.equals(ONE_DEDICATED) ? 1 : pick(1, 9, 84, 85));
            }
        }

        private void create() {
            Config config = new Config(count(2, 40), 1024 * count(4, 64), 10 * count(9, 9), template());
            int ips = count(4, 17);
            ticket(model.create(config, ips, fault), call("POST", SERVERS, parameters(config, ips)));
        }

        private void reinstall(String path, @Nullable HosterapiMachine server) {
            Optional<String> template = oneIn(2) ? Optional.of(template()) : Optional.empty();
            String body =
                    template.map(name -> "{\"template\":\"" + name + "\"}").orElse("{}");
            ticket(model.reinstall(server, template, fault), call("PUT", path + "/reinstall", body));
        }

        private void change(String path, @Nullable HosterapiMachine server) {
            Config wish = new Config(maybe(count(3, 40)), maybe(1024 * count(3, 3)), maybe(20 * count(9, 9)), "");
            int ips = maybe(count(5, 17));
            ticket(model.change(server, wish, ips, fault), call("PUT", path + "/change", parameters(wish, ips)));
        }

        private void endAJob() {
            List<ModelJob> tickets = new ArrayList<>(model.jobs.open());
            tickets.removeIf(job -> !model.tickets.contains(job.id));
            if (!tickets.isEmpty()) {
                endNow("hosterapi", model.jobs, pick(tickets));
            }
        }

        private void rdns(String path, @Nullable HosterapiMachine server) {
            List<String> addresses = new ArrayList<>(List.of("37.114.40.244"));
            model.servers.values().forEach(one -> addresses.addAll(one.ips));
            String ip = pick(addresses);
            String body = "{\"ip\":\"" + ip + "\",\"hostname\":\"a.example.com\"}";
            expect(model.rdns(server, ip), call("POST", path + "/rdns", body));
        }

        private void loseBackup(int id, @Nullable HosterapiMachine server) {
            if (server != null && !server.backups.isEmpty()) {
                long backup = pick(List.copyOf(server.backups.keySet()));
                server.backups.remove(backup);
                change("{\"hosterapi/backup\":" + backup + ",\"removed\":true,\"vm\":" + id + "}", true);
            }
        }

        private void signal(String path, @Nullable HosterapiMachine machine, Signal signal) {
            expect(model.signal(machine, signal, fault), call("PUT", path + "/" + signal.path, ""));
        }

        private void restore(String path, @Nullable HosterapiMachine server) {
            List<Long> known = new ArrayList<>(server == null ? List.of() : server.backups.keySet());
            known.add(1606575200L);
            Optional<Long> backup = oneIn(6) ? Optional.empty() : Optional.of(pick(known));
            String body = backup.map(id -> "{\"backup\":" + id + "}").orElse("{}");
            expect(model.restore(server, backup, fault), call("POST", path + "/backups/restore", body));
        }

        /** On a virtual server by its id, or on a dedicated one by its address. */
        private void software(@Nullable HosterapiMachine server, int id) {
            HosterapiMachine machine = server;
            String name = String.valueOf(id);
            List<HosterapiMachine> owned = new ArrayList<>(model.dedicated.owned.values());
            owned.removeIf(one -> one.ips.isEmpty());
            if (!owned.isEmpty() && oneIn(3)) {
                machine = pick(owned);
                name = machine.ips.get(0);
            }
            boolean install = oneIn(2);
            String body = "{\"sid\":\"" + name + "\",\"package\":\"ts3\",\"password\":\"x\"}";
            ticket(
                    model.software(machine, install, fault),
                    call("POST", install ? "/software/install" : "/software/uninstall", body));
        }

        private void resetPassword(String path, @Nullable HosterapiMachine server) {
            Answer answer = call("PUT", path + "/password/reset", "");
            expect(model.resetPassword(server), answer);
            if (answer.status() == 200) {
                assertThat(passwords.add(answer.json().at("/result/password").asText()))
                        .isTrue();
            }
        }

        private void dedicated(int id) {
            HosterapiMachine owned = model.dedicated.owned.get(id);
            String path = DEDICATED + "/" + id;
            switch (below(9)) {
                case 0 -> {
                    int ips = count(3, 17);
                    String body = "{\"id\":" + id + ",\"template\":\"Debian Stretch\",\"ipCount\":" + ips + "}";
                    expect(model.dedicated.order(id, ips, fault), call("POST", DEDICATED + "/order", body));
                }
                case 1, 2 -> {
                    String body = "{\"template\":\"Debian Buster\"}";
                    expect(
                            model.dedicated.reinstall(owned, "Debian Buster", fault),
                            call("PUT", path + "/reinstall", body));
                }
                case 3 -> {
                    if (oneIn(4)) {
                        expect(model.dedicated.terminate(owned), call("POST", path + "/terminate", ""));
                    }
                }
                default -> signal(path, owned, pick(Signal.START, Signal.SHUTDOWN, Signal.REBOOT));
            }
        }

        private Answer call(String method, String path, String json) {
            return wire.send(
                    method,
                    "/api/v1" + path,
                    json,
                    Credentials.bearer(Credentials.HOSTERAPI_TOKEN),
                    "Content-Type: application/json",
                    Fault.HEADER + ": " + fault);
        }

        private JsonNode result(String path) {
            return call("GET", path, "").json().path("result");
        }

        /** The members that are not empty. */
        private static String parameters(Config config, int ips) {
            List<String> members = new ArrayList<>();
            members.add(config.template().isEmpty() ? "" : "\"template\":\"" + config.template() + "\"");
            members.add(config.cores() == 0 ? "" : "\"cpuCores\":" + config.cores());
            members.add(config.mem() == 0 ? "" : "\"mem\":" + config.mem());
            members.add(config.disk() == 0 ? "" : "\"disk\":\"" + config.disk() + "G\"");
            members.add(ips == 0 ? "" : "\"ipCount\":" + ips);
            members.removeIf(String::isEmpty);
            return "{" + String.join(",", members) + "}";
        }

        private static void expect(String code, Answer answer) {
            String error = answer.json().path("error").asText();
            assertThat(answer.status() == 200 ? OK : error.replaceFirst(":.*", ""))
                    .isEqualTo(code);
        }

        /** A ticket has the next number, and is queued whatever will become of the job. */
        private void ticket(String code, Answer answer) {
            expect(code, answer);
            if (code.equals(OK)) {
                String number = model.tickets.get(model.tickets.size() - 1);
                assertThat(answer.json().path("result").toString())
                        .isEqualTo("{\"status\":\"queued\",\"jobId\":" + number + ",\"progress\":0}");
            }
        }

        @Override
        void compareSome() {
            List<Integer> ids = new ArrayList<>();
            result(SERVERS).forEach(id -> ids.add(id.asInt()));
            assertThat(ids).isEqualTo(List.copyOf(model.servers.keySet())).doesNotContainAnyElementsOf(gone);
            compareServer(server(), oneIn(4));
            if (!model.tickets.isEmpty()) {
                compareTicket(pick(model.tickets));
            }
            if (theme.equals(ONE_DEDICATED) || oneIn(6)) {
                compareDedicated(theme.equals(ONE_DEDICATED) ? 1 : pick(1, 9, 84));
            }
        }

        @Override
        void compareAll() {
            List<String> addresses = new ArrayList<>();
            model.servers.keySet().forEach(id -> compareServer(id, true));
            model.servers.keySet().forEach(id -> result(SERVERS + "/" + id + "/config")
                    .path("ips")
                    .forEach(ip -> addresses.add(ip.asText())));
            List.of(1, 9, 84).forEach(this::compareDedicated);
            model.dedicated.owned.keySet().forEach(id -> result(DEDICATED + "/" + id + "/config")
                    .path("ips")
                    .forEach(ip -> addresses.add(ip.asText())));
            assertThat(addresses).doesNotHaveDuplicates();
            model.tickets.forEach(this::compareTicket);
        }

        private void compareServer(int id, boolean withBackups) {
            HosterapiMachine server = model.servers.get(id);
            String path = SERVERS + "/" + id;
            if (server == null) {
                for (String read : List.of("/status", "/config", "/backups/list", "/backups/status")) {
                    expect(NO_SUCH, call("GET", path + read, ""));
                }
                return;
            }
            JsonNode status = result(path + "/status");
            assertThat(status.path("state").asText() + " " + status.path("uptime"))
                    .as("server " + id)
                    .isEqualTo((server.isUp() ? "running " : "stopped ") + server.uptime(model.jobs.now()));
            Config config = server.config;
            assertThat(result(path + "/config").toString())
                    .isEqualTo("{\"cpuCores\":%d,\"mem\":%d,\"disk\":\"%dG\",\"ips\":%s,\"template\":\"%s\"}"
                            .formatted(
                                    config.cores(), config.mem(), config.disk(), texts(server.ips), config.template()));
            if (withBackups) {
                List<Long> backups = new ArrayList<>();
                result(path + "/backups/list").forEach(backup -> backups.add(backup.asLong()));
                assertThat(backups).isEqualTo(List.copyOf(server.backups.descendingKeySet()));
                JsonNode task = result(path + "/backups/status");
                assertThat(task.path("status").asText() + " " + task.path("progress"))
                        .isEqualTo(model.backupStatus(server));
            }
        }

        private static String texts(List<String> all) {
            return all.isEmpty() ? "[]" : "[\"" + String.join("\",\"", all) + "\"]";
        }

        private void compareTicket(String id) {
            Answer answer = call("GET", "/job/" + id, "");
            if (!model.jobs.has(id)) {
                expect("0xc1", answer);
                return;
            }
            ModelJob job = model.jobs.find(id);
            JsonNode result = answer.json().path("result");
            assertThat(result.path("status").asText() + " " + result.path("progress"))
                    .as("job " + id)
                    .isEqualTo(model.shown(job, "queued"));
            if (job.end() == ModelJob.End.FAILED) {
                assertThat(result.path("output").asText()).isEqualTo(job.output());
            }
            if (job.end() != ModelJob.End.NEVER) {
                assertThat(result).isEqualTo(ended.computeIfAbsent(id, first -> result));
            }
        }

        private void compareDedicated(int id) {
            List<String> owned = new ArrayList<>();
            List<Integer> offers = new ArrayList<>();
            result(DEDICATED).forEach(one -> owned.add(one.path("id") + " " + one.path("orderComplete")));
            result(DEDICATED + "/market")
                    .forEach(one -> offers.add(one.path("id").asInt()));
            assertThat(owned)
                    .isEqualTo(model.dedicated.owned.values().stream()
                            .map(one -> one.id + " " + one.complete)
                            .toList());
            assertThat(offers).isEqualTo(List.copyOf(model.dedicated.market));

            HosterapiMachine machine = model.dedicated.owned.get(id);
            Answer status = call("GET", DEDICATED + "/" + id + "/status", "");
            Answer config = call("GET", DEDICATED + "/" + id + "/config", "");
            if (machine == null) {
                expect(NO_SUCH, status);
                expect(NO_SUCH, config);
                return;
            }
            assertThat(status.json().at("/result/state").asText()).isEqualTo(machine.isUp() ? "running" : "halted");
            expect(machine.complete ? OK : HosterapiModel.NOT_SENT, config);
            if (machine.complete) {
                JsonNode shown = config.json().path("result");
                assertThat(shown.path("ips") + " " + shown.path("template").asText())
                        .isEqualTo(texts(machine.ips) + " " + machine.config.template());
            }
        }

        /** Mostly the id of a server that is there, or of the favourite of this sequence. */
        private int server() {
            if (theme.equals(ONE_SERVER) && model.servers.containsKey(FAVOURITE) && !oneIn(6)) {
                return FAVOURITE;
            }
            return pick(List.copyOf(model.servers.isEmpty() || oneIn(8) ? gone : model.servers.keySet()));
        }

        private String template() {
            return pick("Debian10.0", "Ubuntu20.04", "CentOS7.6");
        }

        /** A count from 1 up to {@code most}, or now and then {@code odd}. */
        private int count(int most, int odd) {
            return oneIn(12) ? odd : 1 + below(most);
        }

        private int maybe(int value) {
            return below(2) * value;
        }
    }
}
