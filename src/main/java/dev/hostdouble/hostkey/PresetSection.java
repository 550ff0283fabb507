package dev.hostdouble.hostkey;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.CatalogueOptions.PresetInfo;
import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import dev.hostdouble.hostkey.FreeServers.Free;
import dev.hostdouble.provider.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** HOSTKEY, {@code presets.php}: the configurations that can be ordered. */
final class PresetSection {
    /** Codes of currencies with commas between them. */
    private static final Pattern CURRENCIES = Pattern.compile("[A-Z]{3}(,[A-Z]{3}){0,9}");

    private static final List<String> KNOWN = List.of("EUR", "USD", "RUB");
    private static final List<String> USUAL = List.of("EUR", "USD");
    private static final String FREE = "free";

    private final PublicCalls calls;
    private final Catalogue catalogue;
    private final FreeServers free;
    private final PresetInfo option;

    PresetSection(PublicCalls calls, Catalogue catalogue, FreeServers free, PresetInfo option) {
        this.calls = calls;
        this.catalogue = catalogue;
        this.free = free;
        this.option = option;
    }

    /** list: all presets, or those of one or more locations. Retired ones have {@code active} 0. */
    Reply list(Call call) {
        calls.visitor(call);
        Optional<List<String>> locations = Selections.locations(call, Input.of(call));
        List<PresetJson> presets = catalogue.presets().stream()
                .filter(preset -> locations.isEmpty()
                        || Catalogue.locations(preset).stream().anyMatch(locations.get()::contains))
                .map(PresetJson::of)
                .toList();
        return HostkeyReply.of(new ListJson("OK", "list", presets));
    }

    /** show: one preset by its id or name; all of them without an id. */
    Reply show(Call call) {
        Optional<String> id = Input.checked(call).text("id");
        List<PresetYaml> presets = id.isEmpty()
                ? catalogue.presets()
                : List.of(catalogue.preset(id.get()).orElseThrow(HostkeyError.PRESET_NOT_FOUND::with));
        return HostkeyReply.of(
                new ListJson("OK", "show", presets.stream().map(PresetJson::of).toList()));
    }

    /** search: the free servers of a preset. */
    Reply search(Call call) {
        calls.visitor(call);
        Input input = Input.checked(call);
        if (!input.text("scope").orElse("").equals(FREE)) {
            call.restsOn(CatalogueFact.SEARCH_SCOPE);
        }
        Optional<List<String>> locations = Selections.locations(call, input);
        List<FreeJson> servers = input
                .text("name")
                .flatMap(catalogue::preset)
                .filter(PresetYaml::active)
                .map(free::list)
                .orElse(List.of())
                .stream()
                .filter(server -> locations.isEmpty() || locations.get().contains(server.location()))
                .map(FreeJson::of)
                .toList();
        if (!servers.isEmpty()) {
            call.restsOn(CatalogueFact.FREE_IDS);
        }
        return HostkeyReply.of(new SearchJson("OK", "search", servers));
    }

    /** groups: the types of presets that are not retired, with their number. */
    Reply groups(Call call) {
        calls.visitor(call);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (PresetYaml preset : catalogue.presets()) {
            if (preset.active()) {
                counts.merge(preset.type(), 1, Integer::sum);
            }
        }
        List<GroupJson> groups = new ArrayList<>();
        counts.forEach((type, count) -> groups.add(new GroupJson(groups.size() + 1, type, count)));
        return HostkeyReply.of(new GroupsJson(groups));
    }

    /** info: the presets that are not retired with prices in some currencies; a currency in which nothing is sold is left out. */
    Reply info(Call call) {
        calls.visitor(call);
        Input input = Input.checked(call);
        if (!input.text("currencies")
                .map(asked -> CURRENCIES.matcher(asked).matches())
                .orElse(true)) {
            throw HostkeyError.INVALID_CURRENCY.with();
        }
        List<String> currencies = input.list("currencies")
                .map(asked -> asked.stream().filter(KNOWN::contains).distinct().toList())
                .orElse(USUAL);
        if (input.list("currencies").orElse(USUAL).stream().anyMatch(asked -> !KNOWN.contains(asked))) {
            call.restsOn(CatalogueFact.OTHER_CURRENCIES);
        }
        List<PresetYaml> presets =
                catalogue.presets().stream().filter(PresetYaml::active).toList();
        if (option == PresetInfo.BY_LOCATION) {
            return HostkeyReply.of(new InfoJson(
                    "OK",
                    "info",
                    presets.stream()
                            .map(preset -> PresetJson.ByLocation.of(preset, currencies))
                            .toList()));
        }
        call.restsOn(CatalogueFact.FLAT_PRICES);
        return HostkeyReply.of(new InfoJson(
                "OK",
                "info",
                presets.stream()
                        .flatMap(preset -> Catalogue.locations(preset).stream()
                                .map(location -> PresetJson.Flat.of(preset, location, currencies)))
                        .toList()));
    }

    private record ListJson(String result, String action, List<PresetJson> presets) {}

    private record SearchJson(String result, String action, List<FreeJson> servers) {}

    private record FreeJson(long id, String location) {
        static FreeJson of(Free free) {
            return new FreeJson(free.id(), free.location());
        }
    }

    private record GroupsJson(List<GroupJson> groups) {}

    private record GroupJson(int id, String name, int count) {}

    private record InfoJson(String result, String action, List<?> presets) {}
}
