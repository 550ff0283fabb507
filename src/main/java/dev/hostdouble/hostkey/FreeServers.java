package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Servers that can be ordered, each with an id that stays the same while it is free (assumed). There are no rows of them: the
 * id follows from the place of the preset and of the location in the catalogue.
 */
final class FreeServers {
    private static final long FIRST = 50_001;
    private static final int MOST_LOCATIONS = 100;

    /** How many are shown of a preset in a location. */
    private static final int MOST_SHOWN = 100;

    private final Catalogue catalogue;
    private final StockDao stock;

    FreeServers(Catalogue catalogue, StockDao stock) {
        this.catalogue = catalogue;
        this.stock = stock;
    }

    /** One that is free: its id, and where it is. */
    record Free(long id, PresetYaml preset, String location) {}

    /** Lists the free ones of a preset, in the order of its locations. */
    List<Free> list(PresetYaml preset) {
        List<Free> free = new ArrayList<>();
        List<String> locations = List.copyOf(preset.stock().keySet());
        for (int place = 0; place < Math.min(locations.size(), MOST_LOCATIONS); place++) {
            String location = locations.get(place);
            long first = FIRST + ((long) catalogue.presets().indexOf(preset) * MOST_LOCATIONS + place) * MOST_SHOWN;
            int shown = Math.min(stock.free(preset.id(), location), MOST_SHOWN);
            for (int i = 0; i < shown; i++) {
                free.add(new Free(first + i, preset, location));
            }
        }
        return free;
    }

    /** Finds a free one by its id. */
    Optional<Free> find(long id) {
        long preset = Math.floorDiv(id - FIRST, (long) MOST_LOCATIONS * MOST_SHOWN);
        return preset < 0 || preset >= catalogue.presets().size()
                ? Optional.empty()
                : Optional.of(catalogue.presets().get((int) preset)).filter(PresetYaml::active).map(this::list).stream()
                        .flatMap(List::stream)
                        .filter(free -> free.id() == id)
                        .findFirst();
    }
}
