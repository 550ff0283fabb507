package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.CatalogueOptions.TrafficPlans;
import dev.hostdouble.hostkey.CatalogueYaml.TrafficPlanYaml;
import dev.hostdouble.provider.Call;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HOSTKEY, {@code traffic_plans.php}: the traffic plans, as another official page shows them. */
final class TrafficPlanSection {
    private static final String RUBLES = "RUB";

    private final Selections selections;
    private final PublicCalls calls;
    private final Catalogue catalogue;
    private final TrafficPlans option;

    TrafficPlanSection(Selections selections, PublicCalls calls, Catalogue catalogue, TrafficPlans option) {
        this.selections = selections;
        this.calls = calls;
        this.catalogue = catalogue;
        this.option = option;
    }

    /** list: those of a location; of all locations of a preset or of a server, if the call names no location. */
    Reply list(Call call) {
        if (option == TrafficPlans.REFUSE_CLIENTS
                && calls.visitor(call).filter(AccountDao.Account::isClient).isPresent()) {
            throw HostkeyError.INVALID_REQUEST.with();
        }
        Selection selection = selections.of(call, "instance", "instance_id");
        if (selection.currency().equals(RUBLES)) {
            call.restsOn(CatalogueFact.PLAN_CURRENCY);
        }
        List<PlanJson> plans = catalogue.trafficPlans().stream()
                .flatMap(plan -> PlanJson.of(plan, selection).stream())
                .toList();
        return HostkeyReply.of(new ListJson("OK", "list", plans));
    }

    private record ListJson(
            String result,
            String action,
            @JsonProperty("traffic_plans") List<PlanJson> plans) {}

    private record PlanJson(
            long id,
            String name,
            int active,
            String location,
            String locations,
            @JsonProperty("limit_in") long limitIn,
            @JsonProperty("limit_out") long limitOut,
            @JsonProperty("rate_in") long rateIn,
            @JsonProperty("rate_out") long rateOut,
            long bandwidth,
            @JsonProperty("currency_id") int currency,
            BigDecimal price,
            @JsonProperty("web_plan") int web,
            @JsonProperty("main_plan") int main,
            @JsonProperty("billing_plan") Map<String, BigDecimal> billing) {
        /** A plan with the first location that the selection is about; nothing if it is not sold in any of them. */
        static Optional<PlanJson> of(TrafficPlanYaml plan, Selection selection) {
            boolean inRubles = selection.currency().equals(RUBLES);
            return plan.locations().stream()
                    .filter(selection.locations()::contains)
                    .findFirst()
                    .map(location -> new PlanJson(
                            plan.id(),
                            plan.name(),
                            plan.active() ? 1 : 0,
                            location,
                            String.join(",", plan.locations()),
                            plan.limit(),
                            plan.limit(),
                            plan.rate(),
                            plan.rate(),
                            plan.rate(),
                            inRubles ? 1 : 0,
                            price(plan, selection.currency()),
                            0,
                            plan.main() ? 1 : 0,
                            inRubles ? prices(plan, RUBLES) : prices(plan, "EUR", "USD")));
        }

        private static BigDecimal price(TrafficPlanYaml plan, String currency) {
            return Amount.shortest(Catalogue.shown(plan.price(), currency));
        }

        private static Map<String, BigDecimal> prices(TrafficPlanYaml plan, String... currencies) {
            Map<String, BigDecimal> prices = new LinkedHashMap<>();
            for (String currency : currencies) {
                prices.put(currency, price(plan, currency));
            }
            return prices;
        }
    }
}
