package dev.hostdouble.world;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.Ledger;
import dev.hostdouble.provider.LedgerEntry;
import dev.hostdouble.provider.ProviderInstance;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a session would have cost: what was ordered, renewed and deleted in a world since it started.
 *
 * @param at the date of the world's clock
 * @param total how many entries there are
 * @param unpriced how many of them have no price, less those that were taken back
 * @param totals what all entries add up to, one for each currency, in the order of their names
 * @param entries the latest entries, the oldest of them first
 */
public record WorldLedger(Instant at, long total, long unpriced, List<Total> totals, List<LedgerEntry> entries) {
    /** How many entries {@link #of(WorldSession)} keeps. */
    public static final int MOST = 10_000;

    public WorldLedger {
        totals = List.copyOf(totals);
        entries = List.copyOf(entries);
    }

    /**
     * What the entries in a currency add up to.
     *
     * @param currency such as {@code EUR}
     * @param amount what they cost, with two digits after the point
     * @param paid how much of that the provider knows as paid
     */
    public record Total(String currency, BigDecimal amount, BigDecimal paid) {}

    /** The whole ledger, after the jobs that are due; of its entries the latest {@link #MOST}. */
    public static WorldLedger of(WorldSession session) {
        return read(session, session.state().open().instances(), entry -> true, MOST);
    }

    /**
     * Some entries of some providers, after the jobs that are due; only these are counted and added up.
     *
     * @param providers the names of the providers
     * @param selects which entries, whatever their dates
     * @param limit how many entries are listed
     */
    public static WorldLedger of(
            WorldSession session, Collection<String> providers, Predicate<LedgerEntry> selects, int limit) {
        OpenState open = session.state().open();
        List<ProviderInstance> instances =
                providers.stream().map(open.providers()::named).toList();
        return read(session, instances, selects, limit);
    }

    /** The providers are open: that may make tables, which no transaction takes back. */
    private static WorldLedger read(
            WorldSession session, List<ProviderInstance> providers, Predicate<LedgerEntry> selects, int limit) {
        WorldTime now = session.settled(jobs -> session.time());
        Ledger ledger = new Ledger(selects, limit);
        session.state().open().database().transaction(() -> {
            providers.forEach(provider -> provider.addTo(ledger, now));
            return ledger;
        });
        List<Total> totals = ledger.sums().entrySet().stream()
                .map(sum -> new Total(
                        sum.getKey(), sum.getValue().amount(), sum.getValue().paid()))
                .toList();
        return new WorldLedger(now.date(), ledger.total(), ledger.unpriced(), totals, ledger.latest());
    }
}
