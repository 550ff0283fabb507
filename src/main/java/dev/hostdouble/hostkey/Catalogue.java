package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import dev.hostdouble.hostkey.CatalogueYaml.SoftwareYaml;
import dev.hostdouble.hostkey.CatalogueYaml.SystemYaml;
import dev.hostdouble.hostkey.CatalogueYaml.TrafficPlanYaml;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a world sells. It never changes; how many of a preset are free is in {@link StockDao}. */
final class Catalogue {
    private final CatalogueYaml content;

    Catalogue(CatalogueYaml content) {
        this.content = content;
    }

    /** All presets, retired ones too. */
    List<PresetYaml> presets() {
        return content.presets();
    }

    /** All operating systems. */
    List<SystemYaml> systems() {
        return content.operatingSystems();
    }

    /** All traffic plans. */
    List<TrafficPlanYaml> trafficPlans() {
        return content.trafficPlans();
    }

    /** All software. */
    List<SoftwareYaml> software() {
        return content.software();
    }

    /** Finds a preset by its id or its name; no name is the id of another preset. */
    Optional<PresetYaml> preset(String idOrName) {
        return presets().stream()
                .filter(preset -> preset.name().equals(idOrName)
                        || String.valueOf(preset.id()).equals(idOrName))
                .findFirst();
    }

    /** Finds an operating system. */
    Optional<SystemYaml> system(long id) {
        return systems().stream().filter(system -> system.id() == id).findFirst();
    }

    /** Finds a traffic plan. */
    Optional<TrafficPlanYaml> trafficPlan(long id) {
        return trafficPlans().stream().filter(plan -> plan.id() == id).findFirst();
    }

    /** Finds software. */
    Optional<SoftwareYaml> software(long id) {
        return software().stream().filter(software -> software.id() == id).findFirst();
    }

    /** What a preset costs a month in a location: the price there, else the monthly one; empty if it has neither. */
    static Optional<BigDecimal> price(PresetYaml preset, String location, String currency) {
        return known(preset.prices().getOrDefault(location, Map.of()), currency)
                .or(() -> known(preset.monthly(), currency));
    }

    /** What else costs a month: nothing if it has no prices; empty if it has only prices in other currencies. */
    static Optional<BigDecimal> price(Map<String, BigDecimal> prices, String currency) {
        return prices.isEmpty() ? Optional.of(BigDecimal.ZERO) : known(prices, currency);
    }

    /** The price that a list shows; 0 where there is none. */
    static BigDecimal shown(Map<String, BigDecimal> prices, String currency) {
        return prices.getOrDefault(currency, BigDecimal.ZERO);
    }

    private static Optional<BigDecimal> known(Map<String, BigDecimal> prices, String currency) {
        return Optional.ofNullable(prices.get(currency)).filter(price -> price.signum() >= 0);
    }

    /** Whether an operating system can be installed on a preset. */
    static boolean fits(SystemYaml system, PresetYaml preset) {
        return system.active() && suits(system, preset.ram() * 1024, preset.diskGb(), preset.virtual());
    }

    /** Whether hardware with this memory, in MB, and disk, in GB, meets what an operating system needs, retired or not. */
    static boolean suits(SystemYaml system, int ramMb, int diskGb, boolean virtual) {
        return system.ram() <= ramMb && system.disk() <= diskGb && (virtual || system.bareMetal());
    }

    /** Where a preset is sold, in the order of the start state. */
    static List<String> locations(PresetYaml preset) {
        return List.copyOf(preset.stock().keySet());
    }

    /** Where presets or traffic plans are sold. */
    List<String> locations() {
        return Stream.concat(
                        presets().stream().flatMap(preset -> preset.stock().keySet().stream()),
                        trafficPlans().stream().flatMap(plan -> plan.locations().stream()))
                .distinct()
                .toList();
    }
}
