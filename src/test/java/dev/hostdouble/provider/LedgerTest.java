package dev.hostdouble.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.provider.LedgerEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which renewals fall due in a span of time, and which entries are kept. */
class LedgerTest {
    private static final Instant START = Instant.parse("2024-02-01T00:00:00Z");

    private static Instant day(long number) {
        return START.plus(Duration.ofDays(number));
    }

    private static LedgerEntry entry(Kind kind, Instant at, Optional<Long> cents) {
        return new LedgerEntry(
                "hostkey",
                "a",
                at,
                kind,
                "vm.pico",
                Optional.empty(),
                Optional.empty(),
                cents.map(LedgerEntry::cents),
                Optional.empty(),
                "EUR",
                Optional.empty());
    }

    private static List<Instant> dates(Ledger ledger) {
        return ledger.latest().stream().map(LedgerEntry::at).toList();
    }

    private static Ledger renewed(int limit, Instant after, Instant until, Long... billed) {
        Ledger ledger = new Ledger(entry -> true, limit);
        LedgerEntry each = entry(Kind.RENEWAL, START, Optional.of(10L));
        ledger.addRenewals(each, LedgerTest::day, after, until, new TreeSet<>(List.of(billed)));
        return ledger;
    }

    @Test
    void the_first_instant_is_not_part_of_the_span_and_the_last_one_is() {
        assertThat(dates(renewed(9, day(2), day(4)))).containsExactly(day(3), day(4));
        assertThat(dates(renewed(9, START, day(1).minusNanos(1)))).isEmpty();
        assertThat(dates(renewed(9, day(5), day(4)))).isEmpty();
    }

    @Test
    void those_that_are_billed_are_left_out() {
        Ledger ledger = renewed(9, START, day(6), 1L, 3L, 4L, 7L);
        assertThat(dates(ledger)).containsExactly(day(2), day(5), day(6));
        assertThat(ledger.total()).isEqualTo(3);
        assertThat(ledger.sums()).containsEntry("EUR", new Ledger.Sum(LedgerEntry.cents(30), LedgerEntry.ZERO));
    }

    @Test
    void all_count_and_the_latest_are_kept_whatever_the_order_in_which_they_are_added() {
        Ledger ledger = renewed(2, START, day(1_000_000));
        ledger.add(entry(Kind.ORDER, START, Optional.of(5L)));
        assertThat(ledger.total()).isEqualTo(1_000_001);
        assertThat(ledger.sums()).containsEntry("EUR", new Ledger.Sum(LedgerEntry.cents(10_000_005), LedgerEntry.ZERO));
        assertThat(dates(ledger)).containsExactly(day(999_999), day(1_000_000));
    }

    @Test
    void entries_of_one_instant_stay_in_the_order_in_which_they_were_added() {
        Ledger ledger = new Ledger(entry -> true, 9);
        for (Kind kind : List.of(Kind.ORDER, Kind.REVERSAL, Kind.ORDER, Kind.DELETION)) {
            ledger.add(entry(kind, START, Optional.empty()));
        }
        assertThat(ledger.latest())
                .extracting(LedgerEntry::kind)
                .containsExactly(Kind.ORDER, Kind.REVERSAL, Kind.ORDER, Kind.DELETION);
    }

    @Test
    void what_has_no_price_is_counted_apart_until_it_is_taken_back() {
        Ledger ledger = new Ledger(entry -> true, 9);
        ledger.add(entry(Kind.ORDER, START, Optional.empty()));
        ledger.add(entry(Kind.ORDER, START, Optional.empty()));
        ledger.add(entry(Kind.REVERSAL, START, Optional.empty()));
        assertThat(ledger.unpriced()).isEqualTo(1);
        assertThat(ledger.sums()).isEmpty();
    }
}
