package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.CatalogueYaml.SoftwareYaml;
import dev.hostdouble.hostkey.CatalogueYaml.SystemYaml;
import dev.hostdouble.provider.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** HOSTKEY, {@code software.php}: software for servers, as another official page shows it. */
final class SoftwareSection {
    private static final BigDecimal RUBLES_FOR_A_DOLLAR = new BigDecimal("92.5");

    private final Selections selections;
    private final Catalogue catalogue;

    SoftwareSection(Selections selections, Catalogue catalogue) {
        this.selections = selections;
        this.catalogue = catalogue;
    }

    /** list: what runs on the operating system of a server, or on one that suits a preset; all if the call names none. */
    Reply list(Call call) {
        Selection selection = selections.of(call, "instance_id");
        List<SoftwareJson> software = catalogue.software().stream()
                .filter(one -> suits(one, selection))
                .map(one -> SoftwareJson.of(one, selection.currency()))
                .toList();
        if (software.isEmpty()) {
            throw HostkeyError.NO_SOFTWARE.with();
        }
        return HostkeyReply.of(new ListJson("OK", "list", software, List.of(), Map.of()));
    }

    private boolean suits(SoftwareYaml software, Selection selection) {
        long os = selection.hardware().map(Selection.Hardware::os).orElse(0L);
        return catalogue.systems().stream()
                .filter(selection::suits)
                .map(SystemYaml::id)
                .filter(id -> os == 0 || os == id)
                .anyMatch(
                        id -> software.systems().isEmpty() || software.systems().contains(id));
    }

    private record ListJson(
            String result,
            String action,
            List<SoftwareJson> software,
            List<String> debug,
            @JsonProperty("debug_licensed_soft") Map<String, String> licensed) {}

    private record SoftwareJson(
            long id,
            String name,
            int active,
            BigDecimal price,
            List<CatalogueTag> tags,
            @JsonProperty("USD_rate") BigDecimal rate) {
        static SoftwareJson of(SoftwareYaml software, String currency) {
            return new SoftwareJson(
                    software.id(),
                    software.name(),
                    software.active() ? 1 : 0,
                    Amount.withFraction(Catalogue.shown(software.price(), currency)),
                    CatalogueTag.of(software.tags()),
                    RUBLES_FOR_A_DOLLAR);
        }
    }
}
