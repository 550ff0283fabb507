package dev.hostdouble.explore;

import dev.hostdouble.world.WorldLedger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run would have cost.
 *
 * @param amounts by currency
 * @param unpriced how many orders have no known price
 */
record Costs(Map<String, BigDecimal> amounts, long unpriced) {
    static final Costs NONE = new Costs(Map.of(), 0);

    Costs {
        amounts = Map.copyOf(amounts);
    }

    static Costs of(WorldLedger ledger) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        ledger.totals().forEach(total -> amounts.put(total.currency(), total.amount()));
        return new Costs(amounts, ledger.unpriced());
    }

    /** What it cost more than another run, such as {@code 39.00 EUR}; empty if nothing. */
    List<String> beyond(Costs usual) {
        List<String> more = new ArrayList<>();
        new TreeMap<>(amounts).forEach((currency, amount) -> {
            BigDecimal extra = amount.subtract(usual.amounts().getOrDefault(currency, BigDecimal.ZERO));
            if (extra.signum() > 0) {
                more.add(extra.toPlainString() + " " + currency);
            }
        });
        long orders = unpriced - usual.unpriced();
        if (orders > 0) {
            more.add(orders + (orders == 1 ? " order" : " orders") + " of unknown price");
        }
        return more;
    }
}
