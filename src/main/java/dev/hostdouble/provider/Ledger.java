package dev.hostdouble.provider;

import dev.hostdouble.provider.LedgerEntry.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * The money ledger of a world while the providers add their entries to it. All entries count; only the latest are kept, because a
 * world can pass ten years in one step, and a server can be rented by the hour.
 */
public final class Ledger {
    private final Predicate<LedgerEntry> selects;
    private final int limit;
    private final PriorityQueue<Numbered> latest = new PriorityQueue<>(
            Comparator.comparing((Numbered numbered) -> numbered.entry().at()).thenComparing(Numbered::number));
    private final Map<String, Sum> sums = new TreeMap<>();
    private long total;
    private long unpriced;

    /**
     * A ledger without entries.
     *
     * @param selects which entries it takes, whatever their dates
     * @param limit how many of them it keeps
     */
    public Ledger(Predicate<LedgerEntry> selects, int limit) {
        this.selects = selects;
        this.limit = limit;
    }

    /**
     * What the entries in a currency add up to.
     *
     * @param amount what they cost
     * @param paid how much of that has been paid
     */
    public record Sum(BigDecimal amount, BigDecimal paid) {
        private Sum plus(Sum other) {
            return new Sum(amount.add(other.amount), paid.add(other.paid));
        }
    }

    private record Numbered(LedgerEntry entry, long number) {}

    /** Adds an entry. */
    public void add(LedgerEntry entry) {
        add(entry, 1, ignored -> entry.at());
    }

    /**
     * Adds the renewals of a server that fall due in a span of time.
     *
     * @param each one of them; its date is replaced
     * @param due when the renewal of a number is due: from 1 on, each later than the one before
     * @param after the last instant before the span
     * @param until the last instant of the span
     * @param billed the numbers of those that have an invoice, and so an entry of their own
     */
    public void addRenewals(
            LedgerEntry each, LongFunction<Instant> due, Instant after, Instant until, SortedSet<Long> billed) {
        long next = countUntil(due, after) + 1;
        long last = countUntil(due, until);
        for (long number : billed.tailSet(next)) {
            if (number <= last) {
                addFrom(next, number - 1, each, due);
                next = number + 1;
            }
        }
        addFrom(next, last, each, due);
    }

    private void addFrom(long first, long last, LedgerEntry each, LongFunction<Instant> due) {
        if (first <= last) {
            add(each, last - first + 1, place -> due.apply(first + place));
        }
    }

    /** Counts the renewals that are due at an instant or before: by halves, as there may be millions. */
    public static long countUntil(LongFunction<Instant> due, Instant instant) {
        long above = 1;
        while (!due.apply(above).isAfter(instant)) {
            above *= 2;
        }
        long below = above / 2;
        while (above - below > 1) {
            long middle = (above + below) / 2;
            if (due.apply(middle).isAfter(instant)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return below;
    }

    private void add(LedgerEntry each, long count, LongFunction<Instant> dates) {
        if (!selects.test(each)) {
            return;
        }
        if (each.amount().isPresent()) {
            BigDecimal times = BigDecimal.valueOf(count);
            Sum sum = new Sum(
                    each.amount().get().multiply(times),
                    each.paid().orElse(LedgerEntry.ZERO).multiply(times));
            sums.merge(each.currency(), sum, Sum::plus);
        } else {
            unpriced += each.kind() == Kind.REVERSAL ? -count : count;
        }
        for (long place = Math.max(0, count - limit); place < count; place++) {
            latest.add(new Numbered(each.on(dates.apply(place)), total + place));
            if (latest.size() > limit) {
                Numbered unused = latest.remove();
            }
        }
        total += count;
    }

    /** How many entries were added. */
    public long total() {
        return total;
    }

    /** How many of the entries have no price, less those that were taken back. */
    public long unpriced() {
        return unpriced;
    }

    /** What the entries add up to, by currency. */
    public Map<String, Sum> sums() {
        return new TreeMap<>(sums);
    }

    /** The latest entries, the oldest of them first. */
    public List<LedgerEntry> latest() {
        List<Numbered> sorted = new ArrayList<>(latest);
        sorted.sort(latest.comparator());
        return sorted.stream().map(Numbered::entry).toList();
    }
}
