package dev.hostdouble.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of the money ledger of a world.
 *
 * @param api the provider
 * @param account who owes it, as the provider names accounts
 * @param at when it happened, as the world's clock shows dates now
 * @param what is ordered, renewed or deleted, for people
 * @param server the id of the server; empty while there is none
 * @param invoice the number of the invoice; empty if the provider shows none
 * @param amount what it costs in whole cents: above zero for the client to pay, below zero if the client no longer owes it or
 *     gets it back; empty if its price is unknown
 * @param paid how much of the amount has been paid, with the same sign; empty if the provider shows no payments
 * @param currency of the amount, such as {@code EUR}
 * @param period how long a payment lasts, such as {@code monthly}; empty if that is unknown
 */
public record LedgerEntry(
        String api,
        String account,
        Instant at,
        Kind kind,
        String what,
        Optional<String> server,
        Optional<String> invoice,
        Optional<BigDecimal> amount,
        Optional<BigDecimal> paid,
        String currency,
        Optional<String> period) {
    /** Nothing, as an amount of money. */
    public static final BigDecimal ZERO = cents(0);

    /** What an entry is about. */
    public enum Kind {
        /** A server is ordered. */
        ORDER,
        /** The next period of a server begins, or is billed ahead. */
        RENEWAL,
        /** A server is gone: nothing more falls due for it. */
        DELETION,
        /** An order is taken back: its amount with the other sign. */
        REVERSAL;

        /** The word for it in JSON, such as {@code order}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An amount of money of that many cents, with two digits after the point. */
    public static BigDecimal cents(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    /** The same entry at another date. */
    public LedgerEntry on(Instant other) {
        return new LedgerEntry(api, account, other, kind, what, server, invoice, amount, paid, currency, period);
    }
}
