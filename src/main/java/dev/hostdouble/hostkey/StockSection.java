package dev.hostdouble.hostkey;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import dev.hostdouble.hostkey.FreeServers.Free;
import dev.hostdouble.provider.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** HOSTKEY, {@code stocks.php}: free servers that are not virtual. An official client calls it; the replies are assumed. */
final class StockSection {
    private static final String EURO = "EUR";

    private final PublicCalls calls;
    private final Catalogue catalogue;
    private final FreeServers free;

    StockSection(PublicCalls calls, Catalogue catalogue, FreeServers free) {
        this.calls = calls;
        this.catalogue = catalogue;
        this.free = free;
    }

    /** list: the free servers of a group in a location. */
    Reply list(Call call) {
        calls.visitor(call);
        Input input = Input.checked(call);
        call.restsOn(CatalogueFact.STOCK);
        Optional<String> location = input.text("location").map(text -> text.toUpperCase(Locale.ROOT));
        Predicate<PresetYaml> group = group(input.text("group").orElse("ALL"));
        List<StockJson> servers = catalogue.presets().stream()
                .filter(StockSection::isStock)
                .filter(group)
                .flatMap(preset -> free.list(preset).stream())
                .filter(server -> location.isEmpty() || location.get().equals(server.location()))
                .map(StockJson::of)
                .toList();
        return HostkeyReply.of(new ListJson("OK", "list", servers));
    }

    /** show: one free server. */
    Reply show(Call call) {
        calls.visitor(call);
        Optional<Long> id = Input.checked(call).id("id");
        call.restsOn(CatalogueFact.STOCK);
        StockJson server = id.flatMap(free::find)
                .filter(found -> isStock(found.preset()))
                .map(StockJson::of)
                .orElseThrow(HostkeyError.STOCK_NOT_FOUND::with);
        return HostkeyReply.of(new ShowJson("OK", "show", server));
    }

    private static boolean isStock(PresetYaml preset) {
        return preset.active() && !preset.virtual();
    }

    /** Servers with a graphics card are in no group but their own (an official client says so). */
    private static Predicate<PresetYaml> group(String name) {
        Predicate<PresetYaml> hasGpu = preset -> !preset.gpu().isEmpty();
        return switch (name) {
            case "GPU" -> hasGpu;
            case "ALL", "1CPU" -> hasGpu.negate();
            case "2CPU" -> preset -> false;
            case "INTEL" -> hasGpu.negate().and(preset -> isOf(preset, "INTEL"));
            default -> hasGpu.negate().and(preset -> isOf(preset, "AMD"));
        };
    }

    private static boolean isOf(PresetYaml preset, String maker) {
        return preset.description().toUpperCase(Locale.ROOT).contains(maker);
    }

    private record ListJson(String result, String action, List<StockJson> servers) {}

    private record ShowJson(String result, String action, StockJson server) {}

    private record StockJson(
            long id,
            String location,
            String preset,
            String description,
            int cpu,
            int ram,
            String hdd,
            @Nullable String gpu,
            BigDecimal price,
            String currency) {
        static StockJson of(Free free) {
            PresetYaml preset = free.preset();
            return new StockJson(
                    free.id(),
                    free.location(),
                    preset.name(),
                    preset.description(),
                    preset.cpu(),
                    preset.ram(),
                    preset.disk(),
                    preset.gpu().isEmpty() ? null : preset.gpu(),
                    Amount.shortest(
                            Catalogue.price(preset, free.location(), EURO).orElse(BigDecimal.ZERO)),
                    EURO);
        }
    }
}
