package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * HOSTKEY, {@code eq.php}: as much of it as clients of ISO images and snapshots call around them. Members that official
 * clients read are observed; the rest is assumed.
 */
final class EqSection {
    /** The filters of {@code list}: a parameter, and what it is compared with. */
    private static final Map<String, Function<Server, String>> FILTERS = Map.of(
            "location", Server::location,
            "status", Server::status,
            "mac", Server::mac,
            "group", Server::group);

    private final AccountDao accounts;
    private final ServerDao servers;
    private final TagDao tags;
    private final AddressDao addresses;
    private final AsyncTasks tasks;
    private final Busy busy;

    EqSection(AccountDao accounts, ServerDao servers, TagDao tags, AddressDao addresses, AsyncTasks tasks, Busy busy) {
        this.accounts = accounts;
        this.servers = servers;
        this.tags = tags;
        this.addresses = addresses;
        this.tasks = tasks;
        this.busy = busy;
    }

    /** show: one server. */
    Reply show(Call call) {
        Server server = require(call);
        if (!server.drive().isEmpty()) {
            call.restsOn(CompanionFact.SHOWN_DRIVE);
        }
        return HostkeyReply.of(ServerJson.of(server, addresses.list(server.id()), tags.list(server.id())));
    }

    /** list: the ids of the caller's servers that pass all filters; each is a list of values with commas. */
    Reply list(Call call) {
        Input input = Input.of(call);
        Predicate<Server> filter = server -> true;
        Map<String, List<String>> asked = new HashMap<>();
        FILTERS.keySet().forEach(name -> input.list(name).ifPresent(values -> asked.put(name, lower(values))));
        for (Map.Entry<String, List<String>> values : asked.entrySet()) {
            call.restsOn(CompanionFact.SERVER_FILTERS);
            Function<Server, String> of = FILTERS.getOrDefault(values.getKey(), server -> "");
            filter = filter.and(
                    server -> values.getValue().contains(of.apply(server).toLowerCase(Locale.ROOT)));
        }
        Optional<List<String>> ips = input.list("ip").map(EqSection::lower);
        if (ips.isPresent()) {
            call.restsOn(CompanionFact.SERVER_FILTERS);
            filter = filter.and(server -> hasAny(server, ips.get()));
        }
        List<Long> ids = servers.list(call, accounts.caller(call)).stream()
                .filter(filter)
                .map(Server::id)
                .toList();
        return HostkeyReply.of(new ListJson("OK", "list", "eq", ids));
    }

    private boolean hasAny(Server server, List<String> ips) {
        return ips.contains(server.ip().toLowerCase(Locale.ROOT))
                || addresses.list(server.id()).stream().anyMatch(ips::contains);
    }

    private static List<String> lower(List<String> values) {
        return values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
    }

    /** update_servers: refreshes the caller's list; nothing is ever being deployed here. */
    Reply updateServers(Call call) {
        return HostkeyReply.of(new UpdatedJson(
                "OK",
                "update_servers",
                "eq",
                servers.list(call, accounts.caller(call)).stream()
                        .map(Server::id)
                        .toList(),
                List.of(),
                List.of()));
    }

    /** status: whether the power is on, through a task. */
    Reply status(Call call) {
        Server server = require(call);
        return HostkeyReply.task(call.operation().action(), tasks.start(call, task(call, server)));
    }

    /** on, off and reboot. */
    Reply power(Call call) {
        Server server = require(call);
        busy.require(call, server, CompanionOperations.POWER);
        Set<String> before = busy.before(call, server, CompanionOperations.POWER);
        return HostkeyReply.task(call.operation().action(), tasks.startAfter(call, task(call, server), before));
    }

    private static Task task(Call call, Server server) {
        return Task.of(call, server.target(), "").with("location", server.location());
    }

    private Server require(Call call) {
        return servers.find(call, Input.checked(call).id("id"), accounts.caller(call))
                .orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
    }

    private Server require(Job job) {
        return servers.find(Long.parseLong(job.targetId())).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
    }

    String reported(Job job, Instant at) {
        return require(job).running()
                ? AsyncTasks.TaskResult.of("VM is up now", CompanionFact.POWER_WORDS)
                : AsyncTasks.TaskResult.of("VM is down now", CompanionFact.TASK_RESULTS);
    }

    String switchedOn(Job job, Instant at) {
        Server server = require(job);
        if (server.suspended()) {
            throw HostkeyError.SERVER_SUSPENDED.with();
        }
        switchTo(server, true);
        return AsyncTasks.TaskResult.of("Post is on", CompanionFact.POWER_WORDS);
    }

    String switchedOff(Job job, Instant at) {
        switchTo(require(job), false);
        return AsyncTasks.TaskResult.of("Post is off", CompanionFact.TASK_RESULTS);
    }

    /** A reboot of a server that is off leaves it off (assumed). */
    String rebooted(Job job, Instant at) {
        return require(job).running()
                ? AsyncTasks.TaskResult.of("Post is on", CompanionFact.TASK_RESULTS)
                : AsyncTasks.TaskResult.of("Post is off", CompanionFact.TASK_RESULTS, CompanionFact.REBOOT_WHILE_OFF);
    }

    private void switchTo(Server server, boolean running) {
        servers.update(server.with(running, server.drive(), server.name()));
    }

    private record ServerJson(
            String result,
            String action,
            String module,
            @JsonProperty("server_data") Data serverData,
            Ipmi ipmi,
            @JsonProperty("IP") List<Ip> ips,
            Location location,
            List<TagJson> tags) {
        static ServerJson of(Server server, List<String> additional, List<TagDao.Tag> tags) {
            String power = server.running() ? "on" : "off";
            return new ServerJson(
                    "OK",
                    "show",
                    "eq",
                    new Data(
                            server.id(),
                            "VPS",
                            server.preset(),
                            server.status(),
                            server.name(),
                            server.drive().name(),
                            power,
                            "power_" + power),
                    new Ipmi("ovirt"),
                    Ip.list(server, additional),
                    new Location(server.location()),
                    tags.stream().map(TagJson::of).toList());
        }
    }

    /**
     * {@code status}, {@code power_status} and {@code Condition_Component} are observed; the drive is our own addition, to
     * show the mounted image.
     */
    private record Data(
            long id,
            String type,
            String preset,
            String status,
            String hostname,
            String iso,
            @JsonProperty("power_status") String powerStatus,
            @JsonProperty("Condition_Component") String conditionComponent) {}

    private record Ipmi(String model) {}

    private record Ip(
            String ip,
            @JsonProperty("main_ip") int mainIp,
            @JsonProperty("MAC") String mac) {
        /** The main address of a server, then the others. */
        static List<Ip> list(Server server, List<String> additional) {
            return Stream.concat(
                            Stream.of(new Ip(server.ip(), 1, server.mac())),
                            additional.stream().map(ip -> new Ip(ip, 0, server.mac())))
                    .toList();
        }
    }

    private record Location(@JsonProperty("dc_location") String dcLocation) {}

    private record ListJson(String result, String action, String module, List<Long> servers) {}

    private record UpdatedJson(
            String result,
            String action,
            String module,
            List<Long> servers,
            @JsonProperty("billing_servers") List<Long> billingServers,
            @JsonProperty("deploy_keys") List<String> deployKeys) {}
}
