package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.DedicatedDao.Dedicated;
import dev.hostdouble.hosterapi.DedicatedDao.Hardware;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HosterAPI, section "Dedicated": one owned server. */
final class DedicatedServer {
    private final DedicatedDao dedicated;
    private final IpDao ips;
    private final TemplateDao templates;
    private final SoftwareDao software;
    private final JobTickets tasks;
    private final Passwords passwords;
    private final Console console;
    private final FactDao facts;
    private final HosterLedger ledger;
    private final boolean details;

    DedicatedServer(
            DedicatedDao dedicated,
            IpDao ips,
            TemplateDao templates,
            SoftwareDao software,
            JobTickets tasks,
            Passwords passwords,
            Console console,
            FactDao facts,
            HosterLedger ledger,
            HosterState state) {
        this.facts = facts;
        this.ledger = ledger;
        this.dedicated = dedicated;
        this.ips = ips;
        this.templates = templates;
        this.software = software;
        this.tasks = tasks;
        this.passwords = passwords;
        this.console = console;
        this.details = state.dedicatedDetails();
    }

    /** Reinstall server. Answers true and no ticket; the server is halted until it is done, and one whose order is
     * not complete is not there yet (assumed). */
    Reply reinstall(Call call) {
        Input input = Input.of(call);
        Dedicated owned = input.order().first(() -> delivered(call));
        input.order().last(() -> tasks.isBusy(owned.target()));
        String template = templates.require(input, true);
        String hostname = input.hostname().orElse(owned.hostname());
        tasks.requireFree(call, owned.target(), HosterError.signalFailed(call));
        tasks.background(call, owned.target(), new Install(template, hostname));
        return HosterReply.result(true);
    }

    private Dedicated delivered(Call call) {
        Dedicated owned = dedicated.require(call);
        if (!owned.orderComplete()) {
            throw HosterError.NO_SUCH_VM.with("sid", owned.id());
        }
        return owned;
    }

    /** Open noVNC Console. */
    Reply console(Call call) {
        Dedicated owned = dedicated.require(call);
        return HosterReply.result(console.ofDedicated(call, owned));
    }

    /** Gets dedicated server status for specific server. The page shows {@code halted}; {@code running} is assumed. */
    Reply status(Call call) {
        Dedicated owned = dedicated.require(call);
        facts.shownBy(call, owned.target());
        if (owned.isUp()) {
            call.restsOn(HosterFact.DEDICATED_RUNNING);
        } else if (owned.running() && owned.working() > 0) {
            call.restsOn(HosterFact.POWER_AND_WORK);
        }
        return HosterReply.result(new Status(owned.isUp() ? "running" : "halted"));
    }

    /** Gets configuration for specific server; there is none before its order is complete (assumed). */
    Reply config(Call call) {
        Dedicated owned = dedicated.require(call);
        DedicatedPower.requireComplete(owned, call);
        if (details) {
            call.restsOn(HosterFact.DEDICATED_DETAILS);
        }
        return HosterReply.result(new Config(
                new Ssh(new Root(owned.rootPassword()), new User("user", owned.userPassword())),
                ips.of(Owner.DEDICATED, owned.id()),
                owned.template(),
                details ? owned.hostname() : null,
                details ? owned.mac() : null,
                Configuration.of(owned.hardware())));
    }

    /** Terminate server: removed at once (documented), and not offered on the market again (assumed). */
    Reply terminate(Call call) {
        Dedicated owned = dedicated.require(call);
        tasks.requireFree(call, owned.target(), HosterError.signalFailed(call));
        tasks.abandon(
                owned.target(),
                call.time(),
                HosterError.NO_SUCH_VM.with("sid", owned.id()).text());
        ips.release(Owner.DEDICATED, owned.id());
        software.wipe(owned.target());
        facts.wipe(owned.target());
        facts.note(FactDao.offer(owned.id()), HosterFact.TERMINATED);
        ledger.deleted(owned, call.time());
        dedicated.delete(owned.id());
        return HosterReply.result(true);
    }

    JobCompletion reinstallation() {
        return new Reinstallation();
    }

    private final class Reinstallation implements JobCompletion {
        @Override
        public void started(Job job, Instant at) {
            DedicatedPower.of(job, dedicated).map(owned -> owned.plusWorking(1)).ifPresent(dedicated::update);
        }

        @Override
        public String finished(Job job, Instant at) {
            Install install = PhpJson.decode(job.argument(), Install.class);
            Dedicated owned = DedicatedPower.of(job, dedicated).orElseThrow(HosterError.LIMITS_EXCEEDED::with);
            software.wipe(owned.target());
            facts.note(owned.target(), HosterFact.POWER_AND_WORK);
            dedicated.update(owned.plusWorking(-1)
                    .switched(true, job.endsAt().orElseThrow())
                    .install(install.template(), install.hostname(), passwords.next(), passwords.next()));
            return "null";
        }

        @Override
        public void failed(Job job, Instant at) {
            DedicatedPower.of(job, dedicated).ifPresent(owned -> {
                facts.note(owned.target(), HosterFact.POWER_AND_WORK);
                dedicated.update(owned.plusWorking(-1));
            });
        }
    }

    record Install(String template, String hostname) {}

    private record Status(String state) {}

    private record Ssh(Root root, User user) {}

    private record Root(String password) {}

    private record User(String username, String password) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Config(
            Ssh ssh,
            List<String> ips,
            String template,
            @Nullable String hostname,
            @Nullable String mac,
            Configuration configuration) {}

    /** In the order of the page, which differs from that of the market. */
    private record Configuration(Market.Cpu cpu, Ram ram, int price, Storage storage, Market.Location location) {
        static Configuration of(Hardware hardware) {
            return new Configuration(
                    new Market.Cpu(hardware.cpuType(), hardware.cpuCount()),
                    new Ram(hardware.ramSize(), hardware.ramType()),
                    hardware.price(),
                    new Storage(hardware.storageSize(), hardware.storageType(), hardware.storageCount()),
                    new Market.Location(hardware.locationId(), hardware.locationName()));
        }
    }

    private record Ram(String size, String type) {}

    private record Storage(String size, String type, String count) {}
}
