package dev.hostdouble.hosterapi;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hosterapi.DedicatedDao.Dedicated;
import dev.hostdouble.hosterapi.LedgerDao.Row;
import dev.hostdouble.hosterapi.ServerDao.Config;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Ledger;
import dev.hostdouble.provider.LedgerEntry;
import dev.hostdouble.provider.LedgerEntry.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What a session costs at HosterAPI. The page shows prices of dedicated servers only, without currency and period: euros a month,
 * from the order on (assumed). It has no operation that shows a bill, so nothing is known to be paid.
 */
final class HosterLedger {
    private static final String CURRENCY = "EUR";
    private static final String MONTHLY = "monthly";

    private final LedgerDao rows;
    private final AccountDao accounts;

    HosterLedger(LedgerDao rows, AccountDao accounts) {
        this.rows = rows;
        this.accounts = accounts;
    }

    /** A virtual server is ordered; returns the number of the order. */
    long order(String account, Config config, WorldTime now) {
        return rows.insert(Kind.ORDER, account, "", what(config), Optional.empty(), now.elapsed());
    }

    /** A dedicated server is ordered; it belongs to its account already. */
    void order(Dedicated ordered, WorldTime now) {
        long unused = rows.insert(
                Kind.ORDER,
                accounts.of(AccountDao.Kind.DEDICATED, ordered.id()).orElseThrow(),
                ordered.target(),
                what(ordered),
                Optional.of(ordered.hardware().price()),
                now.elapsed());
    }

    /** The virtual server of an order is there. */
    void delivered(long order, Server server) {
        rows.setTarget(order, server.target());
    }

    /** The order of a virtual server has failed, and with it nothing is owed (assumed). */
    void reverse(long order, Job job) {
        rows.find(order).ifPresent(row -> reverse(row, job));
    }

    /** The order of a dedicated server has failed, and with it nothing is owed (assumed). */
    void reverse(Dedicated ordered, Job job) {
        rows.latest(ordered.target()).filter(row -> row.kind() == Kind.ORDER).ifPresent(row -> reverse(row, job));
    }

    private void reverse(Row order, Job job) {
        Duration end = job.endsAt().orElse(job.startsAt());
        long unused = rows.insert(Kind.REVERSAL, order.account(), order.target(), order.what(), order.price(), end);
    }

    /** A virtual server is about to be deleted. */
    void deleted(Server server, WorldTime now) {
        String account = accounts.of(AccountDao.Kind.SERVER, server.id()).orElseThrow();
        deleted(account, server.target(), what(server.config()), now);
    }

    /** A dedicated server is about to be deleted. */
    void deleted(Dedicated server, WorldTime now) {
        String account = accounts.of(AccountDao.Kind.DEDICATED, server.id()).orElseThrow();
        deleted(account, server.target(), what(server), now);
    }

    private void deleted(String account, String target, String what, WorldTime now) {
        long unused = rows.insert(Kind.DELETION, account, target, what, Optional.of(0), now.elapsed());
    }

    private static String what(Config config) {
        return "VM " + config.template() + ", " + config.cpuCores() + (config.cpuCores() == 1 ? " core, " : " cores, ")
                + config.mem() + " MB, " + config.disk();
    }

    private static String what(Dedicated dedicated) {
        return "dedicated " + dedicated.hardware().model() + ", "
                + dedicated.hardware().locationName();
    }

    /** Adds all entries since the world started. */
    void addTo(Ledger ledger, WorldTime now) {
        List<Row> all = rows.list();
        Map<Long, Row> ends = ends(all);
        for (Row row : all) {
            ledger.add(entry(row, row.kind(), now.dateOf(row.at())));
            if (row.kind() == Kind.ORDER && row.price().isPresent()) { // else nothing is known of its periods either
                addRenewals(ledger, row, Optional.ofNullable(ends.get(row.number())), now);
            }
        }
    }

    /** By the number of a row, what follows for the same server. */
    private static Map<Long, Row> ends(List<Row> all) {
        Map<String, Row> latest = new HashMap<>();
        Map<Long, Row> ends = new HashMap<>();
        for (Row row : all) {
            Row before = latest.put(row.target(), row);
            if (before != null) {
                ends.put(before.number(), row);
            }
        }
        return ends;
    }

    private static void addRenewals(Ledger ledger, Row order, Optional<Row> end, WorldTime now) {
        Instant start = now.dateOf(order.at());
        LongFunction<Instant> due =
                number -> start.atOffset(ZoneOffset.UTC).plusMonths(number).toInstant();
        Instant until = end.map(row -> now.dateOf(row.at())).orElse(now.date());
        ledger.addRenewals(entry(order, Kind.RENEWAL, start), due, start, until, Collections.emptySortedSet());
    }

    private static LedgerEntry entry(Row row, Kind kind, Instant at) {
        long sign = kind == Kind.REVERSAL ? -1 : 1;
        Optional<BigDecimal> amount = row.price().map(price -> LedgerEntry.cents(sign * 100 * price));
        return new LedgerEntry(
                HosterApi.NAME,
                row.account(),
                at,
                kind,
                row.what(),
                Optional.of(row.target().substring(row.target().indexOf('/') + 1))
                        .filter(id -> !id.isEmpty()),
                Optional.empty(),
                amount,
                Optional.empty(),
                CURRENCY,
                row.kind() == Kind.DELETION ? Optional.empty() : amount.map(known -> MONTHLY));
    }
}
