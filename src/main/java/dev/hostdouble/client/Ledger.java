package dev.hostdouble.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a session would have cost: what was ordered, renewed and deleted in a world since it started.
 *
 * @param at the date of the world's clock
 * @param total how many entries are selected
 * @param unpriced how many of them have no price, less those that were taken back
 * @param totals what all selected entries add up to, one for each currency
 * @param entries the latest entries, the oldest of them first
 */
public record Ledger(Instant at, long total, long unpriced, List<Total> totals, List<Entry> entries) {
    /**
     * What the entries in a currency add up to.
     *
     * @param currency such as {@code EUR}
     * @param amount what they cost, with two digits after the point
     * @param paid how much of that the provider shows as paid
     */
    public record Total(String currency, BigDecimal amount, BigDecimal paid) {
        static Total of(Members json) {
            return new Total(
                    json.text("currency"), new BigDecimal(json.text("amount")), new BigDecimal(json.text("paid")));
        }
    }

    /**
     * Something that costs money, or ends what costs money.
     *
     * @param at when it happened
     * @param api the provider
     * @param account who owes it, as the provider names accounts
     * @param kind {@code order}, {@code renewal}, {@code deletion} or {@code reversal}
     * @param what is ordered, renewed or deleted
     * @param server the id of the server, if there is one
     * @param invoice the number of its invoice, if the provider shows one
     * @param amount what it costs; below zero if it takes back an order; empty if the price is unknown
     * @param paid how much of the amount is paid; empty if the provider shows no payments
     * @param currency such as {@code EUR}
     * @param period how long a payment lasts, such as {@code monthly}
     */
    public record Entry(
            Instant at,
            String api,
            String account,
            String kind,
            String what,
            Optional<String> server,
            Optional<String> invoice,
            Optional<BigDecimal> amount,
            Optional<BigDecimal> paid,
            String currency,
            Optional<String> period) {
        static Entry of(Members json) {
            return new Entry(
                    json.time("at"),
                    json.text("api"),
                    json.text("account"),
                    json.text("kind"),
                    json.text("what"),
                    json.optionalText("server"),
                    json.optionalText("invoice"),
                    json.optionalText("amount").map(BigDecimal::new),
                    json.optionalText("paid").map(BigDecimal::new),
                    json.text("currency"),
                    json.optionalText("period"));
        }
    }

    static Ledger of(Members json) {
        return new Ledger(
                json.time("at"),
                json.number("total"),
                json.number("unpriced"),
                json.list("totals", Total::of),
                json.list("entries", Entry::of));
    }
}
