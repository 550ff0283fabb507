package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.CatalogueYaml.SystemYaml;
import dev.hostdouble.provider.Call;
import java.math.BigDecimal;
import java.util.List;

/** HOSTKEY, {@code os.php}: the operating systems, as another official page shows them. */
final class OsSection {
    private final Selections selections;
    private final Catalogue catalogue;

    OsSection(Selections selections, Catalogue catalogue) {
        this.selections = selections;
        this.catalogue = catalogue;
    }

    /** list: those that suit a preset or a server; all if the call names none. Retired ones have {@code active} 0. */
    Reply list(Call call) {
        Selection selection = selections.of(call, "instance_id");
        List<SystemJson> systems = catalogue.systems().stream()
                .filter(selection::suits)
                .map(system -> SystemJson.of(system, selection))
                .toList();
        return HostkeyReply.of(new ListJson("OK", "list", systems, List.of()));
    }

    private record ListJson(
            String result,
            String action,
            @JsonProperty("os_list") List<SystemJson> systems,
            @JsonProperty("os_excluded") List<Long> excluded) {}

    private record SystemJson(
            long id,
            String name,
            int active,
            List<CatalogueTag> tags,
            @JsonProperty("price_EUR") BigDecimal euros,
            @JsonProperty("price_RUB") BigDecimal rubles,
            String location,
            @JsonProperty("billing_plan") String billingPlan,
            int cores,
            int ram,
            int hdd,
            @JsonProperty("cpu_sockets") int sockets,
            @JsonProperty("bm") int bareMetal,
            int gpu,
            int vds,
            int vgpu) {
        static SystemJson of(SystemYaml system, Selection selection) {
            return new SystemJson(
                    system.id(),
                    system.name(),
                    system.active() ? 1 : 0,
                    CatalogueTag.of(system.tags()),
                    Amount.shortest(Catalogue.shown(system.price(), "EUR")),
                    Amount.shortest(Catalogue.shown(system.price(), "RUB")),
                    selection.locations().get(0),
                    selection.period(),
                    1,
                    system.ram(),
                    system.disk(),
                    1,
                    selection.isBareMetal() ? 1 : 0,
                    0,
                    0,
                    0);
        }
    }
}
