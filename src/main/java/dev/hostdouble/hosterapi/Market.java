package dev.hostdouble.hosterapi;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.AccountDao.Kind;
import dev.hostdouble.hosterapi.DedicatedDao.Dedicated;
import dev.hostdouble.hosterapi.DedicatedDao.Hardware;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HosterAPI, section "Dedicated": the market, orders, and the owned servers. */
final class Market {
    private final DedicatedDao dedicated;
    private final AccountDao accounts;
    private final IpDao ips;
    private final TemplateDao templates;
    private final JobTickets tasks;
    private final Passwords passwords;
    private final RandomSource seed;
    private final HosterState.Limits limits;
    private final FactDao facts;
    private final HosterLedger ledger;

    Market(
            DedicatedDao dedicated,
            AccountDao accounts,
            IpDao ips,
            TemplateDao templates,
            JobTickets tasks,
            Passwords passwords,
            RandomSource seed,
            HosterState.Limits limits,
            FactDao facts,
            HosterLedger ledger) {
        this.facts = facts;
        this.ledger = ledger;
        this.dedicated = dedicated;
        this.accounts = accounts;
        this.ips = ips;
        this.templates = templates;
        this.tasks = tasks;
        this.passwords = passwords;
        this.seed = seed;
        this.limits = limits;
    }

    /** Show all dedicated servers available for purchase. */
    Reply market(Call call) {
        facts.shownByMarket(call);
        return HosterReply.result(dedicated.market().stream().map(Offer::of).toList());
    }

    /**
     * Place dedicated server order. The server leaves the market and stands in the list, its order incomplete, until it
     * is delivered; an order that fails vanishes from there (documented) and is on the market again (assumed). Halted
     * until then (assumed).
     */
    Reply order(Call call) {
        Input input = Input.of(call);
        String id = input.requireText("id");
        Hardware hardware = input.order().first(() -> offer(call, id));
        String template = templates.require(input, true);
        Order order = new Order(ipCount(input), input.hostname().orElse(""));
        Dedicated ordered = new Dedicated(
                hardware, false, false, 0, call.elapsed(), template, order.hostname(), mac(hardware.id()), "", "");
        dedicated.update(ordered);
        accounts.give(Kind.DEDICATED, ordered.id(), call.account());
        facts.remove(FactDao.offer(hardware.id()), HosterFact.FAILED_ORDER);
        ledger.order(ordered, call.time());
        tasks.background(call, ordered.target(), order);
        return HosterReply.result(true);
    }

    private Hardware offer(Call call, String id) {
        Optional<Long> number = Ids.number(id);
        number.ifPresent(known -> facts.shownBy(call, FactDao.offer(known)));
        Hardware hardware =
                number.flatMap(dedicated::onMarket).orElseThrow(() -> HosterError.NO_SUCH_VM.with("sid", id));
        Ids.found(call, id);
        return hardware;
    }

    private int ipCount(Input input) {
        int wanted = input.countAsText("ipCount").orElse(1);
        if (wanted > limits.ipCount()) {
            input.restsOn(HosterFact.ORDER_IP_LIMIT);
            throw input.invalid("ipCount");
        }
        return wanted;
    }

    private String mac(long id) {
        long bits = seed.stream("hosterapi.mac", id).nextLong();
        return String.format(Locale.ROOT, "9c:b6:54:%02x:%02x:%02x", bits & 255, bits >> 8 & 255, bits >> 16 & 255);
    }

    /** Get available templates. */
    Reply templates(Call call) {
        return HosterReply.result(templates.list(true));
    }

    /** List owned servers. The page shows one whose order is not complete; a complete one is assumed. */
    Reply list(Call call) {
        List<Dedicated> all = dedicated.owned(call.account());
        if (all.stream().anyMatch(Dedicated::orderComplete)) {
            call.restsOn(HosterFact.ORDER_COMPLETE);
        }
        return HosterReply.result(all.stream()
                .map(owned -> new Owned(owned.id(), owned.orderComplete()))
                .toList());
    }

    JobCompletion delivery() {
        return new OrderCompletion();
    }

    private final class OrderCompletion implements JobCompletion {
        @Override
        public String finished(Job job, Instant at) {
            Order order = PhpJson.decode(job.argument(), Order.class);
            Dedicated owned = DedicatedPower.of(job, dedicated).orElseThrow(HosterError.LIMITS_EXCEEDED::with);
            ips.assignNew(Owner.DEDICATED, owned.id(), order.ipCount());
            dedicated.update(owned.deliver(job.endsAt().orElseThrow(), passwords.next(), passwords.next()));
            return "null";
        }

        @Override
        public void failed(Job job, Instant at) {
            DedicatedPower.of(job, dedicated).ifPresent(owned -> {
                dedicated.offer(owned.id());
                ledger.reverse(owned, job);
                facts.note(FactDao.offer(owned.id()), HosterFact.FAILED_ORDER);
            });
        }
    }

    record Order(int ipCount, String hostname) {}

    private record Owned(long id, boolean orderComplete) {}

    /** A server on the market, in the order of the page, which differs from that of its config. */
    private record Offer(long id, String model, @Nullable String description, Configuration configuration) {
        static Offer of(Hardware hardware) {
            return new Offer(
                    hardware.id(),
                    hardware.model(),
                    hardware.description().orElse(null),
                    new Configuration(
                            new Cpu(hardware.cpuType(), hardware.cpuCount()),
                            new Ram(hardware.ramType(), hardware.ramSize()),
                            new Storage(hardware.storageType(), hardware.storageCount(), hardware.storageSize()),
                            hardware.price(),
                            new Location(hardware.locationId(), hardware.locationName())));
        }
    }

    private record Configuration(Cpu cpu, Ram ram, Storage storage, int price, Location location) {}

    record Cpu(String type, String count) {}

    private record Ram(String type, String size) {}

    private record Storage(String type, String count, String size) {}

    record Location(int id, String name) {}
}
