package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.job.Job;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** HosterAPI, section "Software". */
final class SoftwareSection {
    /** The page prints the parameter so; clients send {@code sid}, {@code ip}, or the printed name itself. */
    private static final String SID_OR_IP = "sid|ip";

    private final SoftwareDao software;
    private final ServerDao servers;
    private final DedicatedDao dedicated;
    private final IpDao ips;
    private final JobTickets tasks;

    SoftwareSection(SoftwareDao software, ServerDao servers, DedicatedDao dedicated, IpDao ips, JobTickets tasks) {
        this.software = software;
        this.servers = servers;
        this.dedicated = dedicated;
        this.ips = ips;
        this.tasks = tasks;
    }

    /** List available software to install: by package (observed; the page shows no success). */
    Reply list(Call call) {
        Map<String, SoftwareJson> packages = new LinkedHashMap<>();
        for (HosterState.Software one : software.list()) {
            SoftwareJson shown =
                    new SoftwareJson(one.name(), new Description(one.description()), one.url(), one.icon());
            packages.put(one.packageName(), shown);
        }
        return HosterReply.result(packages);
    }

    /** Install chosen software package. */
    Reply install(Call call) {
        return start(call);
    }

    /** Uninstall chosen software package. */
    Reply uninstall(Call call) {
        return start(call);
    }

    /** The server first, then the parameters in the order of the page; the password is not checked (assumed). */
    private Reply start(Call call) {
        Input input = Input.of(call);
        String target = target(input);
        String name = input.requireText("package");
        if (input.password().isEmpty()) {
            throw Input.missing("password");
        }
        input.count("port");
        if (!software.exists(name)) {
            throw Input.invalid("package");
        }
        return tasks.ticket(call, target, new Choice(name));
    }

    private String target(Input input) {
        String asked = input.text("sid")
                .or(() -> input.text("ip"))
                .or(() -> input.text(SID_OR_IP))
                .orElseThrow(() -> Input.missing(SID_OR_IP));
        return servers.find(asked)
                .map(ServerDao.Server::target)
                .or(() -> ips.owner(Owner.SERVER, asked).map(String::valueOf))
                .or(() -> ips.owner(Owner.DEDICATED, asked)
                        .flatMap(dedicated::find)
                        .map(DedicatedDao.Dedicated::target))
                .orElseThrow(() -> HosterError.NO_SUCH_VM.with("sid", asked));
    }

    String installed(Job job, Instant at) {
        software.install(
                job.target(), PhpJson.decode(job.argument(), Choice.class).name());
        return "null";
    }

    String uninstalled(Job job, Instant at) {
        software.uninstall(
                job.target(), PhpJson.decode(job.argument(), Choice.class).name());
        return "null";
    }

    private record Choice(String name) {}

    private record SoftwareJson(String name, Description description, String url, String icon) {}

    private record Description(String de) {}
}
