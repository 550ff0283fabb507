package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.hostkey.InvoiceDao.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of a start state.
 *
 * @param owner the login of its client
 * @param total in the currency of the client
 * @param server the server it is about; 0 if there is none
 * @param paidAt when it was paid; only of one that is
 */
record InvoiceYaml(
        long id,
        String owner,
        StatusYaml status,
        BigDecimal total,
        TypeYaml type,
        Long server,
        String description,
        String createdAt,
        @Nullable String paidAt) {
    InvoiceYaml {
        status = Objects.requireNonNullElse(status, StatusYaml.UNPAID);
        type = Objects.requireNonNullElse(type, TypeYaml.HOSTING);
        server = Objects.requireNonNullElse(server, 0L);
        description = Objects.requireNonNullElse(description, "");
    }

    /** A status as files write it. */
    enum StatusYaml {
        @JsonProperty("unpaid")
        UNPAID,
        @JsonProperty("paid")
        PAID,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("refunded")
        REFUNDED
    }

    /** What an invoice is for. */
    enum TypeYaml {
        @JsonProperty("Hosting")
        HOSTING,
        @JsonProperty("AddFunds")
        ADD_FUNDS
    }

    /** Whether it has been paid, although the money may have gone back. */
    boolean wasPaid() {
        return status == StatusYaml.PAID || status == StatusYaml.REFUNDED;
    }

    /** Puts the invoices of a start state into an empty table, but for those of accounts that it does not have. */
    static void load(HostkeyState state, InvoiceDao invoices) {
        Map<String, String> currencies = state.accounts().stream()
                .collect(Collectors.toMap(HostkeyState.Account::login, HostkeyState.Account::currency));
        for (InvoiceYaml invoice : state.invoices()) {
            String currency = currencies.get(invoice.owner());
            if (currency == null) {
                continue;
            }
            invoices.insert(new Invoice(
                    invoice.id(),
                    invoice.owner(),
                    Status.valueOf(invoice.status().name()),
                    Money.cents(invoice.total()),
                    currency,
                    Instant.parse(invoice.createdAt()),
                    Optional.ofNullable(invoice.paidAt()).map(Instant::parse),
                    invoice.type() == TypeYaml.HOSTING ? InvoiceDao.HOSTING : InvoiceDao.ADD_FUNDS,
                    invoice.server(),
                    invoice.description(),
                    0,
                    Optional.empty()));
        }
    }
}
