package dev.hostdouble.hostkey;

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
import org.jspecify.annotations.Nullable;

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
    private final Catalogue catalogue;
    private final AsyncTasks tasks;
    private final Busy busy;

    EqSection(
            AccountDao accounts,
            ServerDao servers,
            TagDao tags,
            AddressDao addresses,
            Catalogue catalogue,
            AsyncTasks tasks,
            Busy busy) {
        this.accounts = accounts;
        this.servers = servers;
        this.tags = tags;
        this.addresses = addresses;
        this.catalogue = catalogue;
        this.tasks = tasks;
        this.busy = busy;
    }

    /** show: one server. */
    Reply show(Call call) {
        Server server = require(call);
        call.restsOn(CompanionFact.RENT_WORDS);
        if (!server.drive().isEmpty()) {
            call.restsOn(CompanionFact.SHOWN_DRIVE);
        }
        if (!server.virtual()) {
            call.restsOn(CompanionFact.BARE_METAL);
        }
        return HostkeyReply.of(ServerJson.of(server, addresses.list(server.id()), tags.list(server.id()), os(server)));
    }

    private ServerJson.@Nullable Os os(Server server) {
        return server.os() == 0
                ? null
                : new ServerJson.Os(
                        server.os(),
                        catalogue
                                .system(server.os())
                                .map(CatalogueYaml.SystemYaml::name)
                                .orElse(""));
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
        return servers.require(call, Input.checked(call).id("id"), accounts.caller(call));
    }

    private Server require(Job job) {
        return servers.find(Long.parseLong(job.targetId())).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
    }

    String reported(Job job, Instant at) {
        return PowerWords.ofStatus(require(job));
    }

    String switchedOn(Job job, Instant at) {
        Server server = require(job);
        if (server.suspended()) {
            throw HostkeyError.SERVER_SUSPENDED.with();
        }
        switchTo(server, true);
        return PowerWords.on(server);
    }

    String switchedOff(Job job, Instant at) {
        Server server = require(job);
        switchTo(server, false);
        return PowerWords.off(server);
    }

    /** A reboot of a server that is off leaves it off (assumed). */
    String rebooted(Job job, Instant at) {
        return PowerWords.ofReboot(require(job));
    }

    private void switchTo(Server server, boolean running) {
        servers.update(server.with(running, server.drive(), server.name()));
    }

    private record ListJson(String result, String action, String module, List<Long> servers) {}
}
