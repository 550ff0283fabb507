package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.hosterapi.ServerDao.Usage;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.util.List;

/** HosterAPI, section "Server": status, configuration and incidents of a server. */
final class ServerStatus {
    private final ServerDao servers;
    private final IpDao ips;
    private final IncidentDao incidents;
    private final Usages usages;
    private final FactDao facts;

    ServerStatus(ServerDao servers, IpDao ips, IncidentDao incidents, Usages usages, FactDao facts) {
        this.facts = facts;
        this.servers = servers;
        this.ips = ips;
        this.incidents = incidents;
        this.usages = usages;
    }

    /** Get current VM status. {@code stopped} is observed; that such a server uses nothing, assumed. */
    Reply status(Call call) {
        Server server = servers.require(call);
        facts.shownBy(call, server.target());
        if (!server.isUp()) {
            noteWhy(call, server);
            return HosterReply.result(new Status(0, 0, 0, 0, 0, 0, "stopped"));
        }
        Usage usage = usages.at(server, call.elapsed());
        long uptime = Math.max(0, call.elapsed().minus(server.bootedAt()).toSeconds());
        return HosterReply.result(new Status(
                usage.cpu(), usage.memUsed(), usage.memFree(), usage.netIn(), usage.netOut(), uptime, "running"));
    }

    /** Notes why a server is off, unless its customer has switched it off. */
    private void noteWhy(Call call, Server server) {
        call.restsOn(HosterFact.STOPPED);
        if (server.running()) {
            call.restsOn(HosterFact.POWER_AND_WORK);
        }
    }

    /** Get current VM config. */
    Reply config(Call call) {
        Server server = servers.require(call);
        facts.shownBy(call, server.target());
        ServerDao.Config config = server.config();
        if (!DiskSize.isShown(config.disk())) {
            call.restsOn(HosterFact.DISK_SIZES);
        }
        return HosterReply.result(new Config(
                config.cpuCores(), config.mem(), config.disk(), ips.of(Owner.SERVER, server.id()), config.template()));
    }

    /** Get incidents; the one operation whose success is wrapped in {@code response} and not in {@code result}. */
    Reply incidents(Call call) {
        Server server = servers.require(call);
        return Reply.of(200, PhpJson.encode(new Incidents(incidents.of(server.id()), false)));
    }

    /** cpu a fraction; mem, memfree, netin and netout in bytes; uptime in seconds. */
    private record Status(double cpu, long mem, long memfree, long netin, long netout, long uptime, String state) {}

    /** mem in MB. */
    private record Config(int cpuCores, int mem, String disk, List<String> ips, String template) {}

    private record Incidents(List<IncidentDao.Incident> response, boolean error) {}
}
