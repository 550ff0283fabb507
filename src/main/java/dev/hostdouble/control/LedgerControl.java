package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.LedgerEntry;
import dev.hostdouble.provider.LedgerEntry.Kind;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.world.WorldLedger;
import dev.hostdouble.world.WorldLedger.Total;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a session would have cost. */
final class LedgerControl {
    private static final QueryParam KIND = QueryParam.optionalWord(
            "kind",
            "Entries of this kind.",
            Arrays.stream(Kind.values()).map(Kind::word).toList());
    private static final QueryParam ACCOUNT =
            QueryParam.text("account", "Entries of this account, as the provider names it.");
    private static final QueryParam LIMIT =
            QueryParam.number("limit", "At most this many entries, the latest.", WorldLedger.MOST, 100);

    private final List<String> names;
    private final QueryParam api;

    LedgerControl(List<Provider> providers) {
        this.names = providers.stream().map(Provider::name).toList();
        this.api = QueryParam.optionalWord("api", "Entries of this provider.", names);
    }

    /** The parameters of the ledger. */
    List<QueryParam> parameters() {
        return List.of(api, KIND, ACCOUNT, LIMIT);
    }

    /** {@code GET ledger?api=&kind=&account=&limit=}: the sums of all that these select, and the latest entries. */
    Reply list(ControlCall call) {
        String provider = api.of(call.query());
        String kind = KIND.of(call.query());
        List<String> wanted = provider.isEmpty() ? names : List.of(provider);
        String account = ACCOUNT.of(call.query());
        Predicate<LedgerEntry> selects =
                entry -> (kind.isEmpty() || entry.kind().word().equals(kind))
                        && (account.isEmpty() || entry.account().equals(account));
        int limit = LIMIT.numberOf(call.query());
        WorldLedger ledger = call.world().with(session -> WorldLedger.of(session, wanted, selects, limit));
        return ControlJson.streamed(
                LedgerJson.of(ledger),
                ledger.entries().stream().map(EntryJson::of).toList());
    }

    private static @Nullable String text(Optional<BigDecimal> amount) {
        return amount.map(BigDecimal::toPlainString).orElse(null);
    }

    private record LedgerJson(String at, long total, long unpriced, List<TotalJson> totals, List<EntryJson> entries) {
        static LedgerJson of(WorldLedger ledger) {
            return new LedgerJson(
                    ledger.at().toString(),
                    ledger.total(),
                    ledger.unpriced(),
                    ledger.totals().stream().map(TotalJson::of).toList(),
                    List.of());
        }
    }

    private record TotalJson(String currency, String amount, String paid) {
        static TotalJson of(Total total) {
            return new TotalJson(
                    total.currency(),
                    total.amount().toPlainString(),
                    total.paid().toPlainString());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record EntryJson(
            String at,
            String api,
            String account,
            String kind,
            String what,
            @Nullable String server,
            @Nullable String invoice,
            @Nullable String amount,
            @Nullable String paid,
            String currency,
            @Nullable String period) {
        static EntryJson of(LedgerEntry entry) {
            return new EntryJson(
                    entry.at().toString(),
                    entry.api(),
                    entry.account(),
                    entry.kind().word(),
                    entry.what(),
                    entry.server().orElse(null),
                    entry.invoice().orElse(null),
                    text(entry.amount()),
                    text(entry.paid()),
                    entry.currency(),
                    entry.period().orElse(null));
        }
    }
}
