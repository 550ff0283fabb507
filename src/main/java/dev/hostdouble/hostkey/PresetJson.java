package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A preset as {@code presets/list} shows it (observed).
 *
 * @param ram in GB
 * @param hdd GB as a number, or a text such as {@code 2x960}
 * @param gpu the name of its graphics card
 * @param locations where it is sold, with commas
 * @param regions an empty object for each location
 * @param price by location and currency; -1 means the monthly price
 */
record PresetJson(
        long id,
        String name,
        int active,
        int virtual,
        @JsonProperty("server_type") String serverType,
        String description,
        int cpu,
        int ram,
        Object hdd,
        @Nullable String gpu,
        String locations,
        Map<String, Map<String, String>> regions,
        @JsonProperty("monthly_com") BigDecimal monthlyEuros,
        @JsonProperty("monthly_usd") BigDecimal monthlyDollars,
        @JsonProperty("monthly_ru") BigDecimal monthlyRubles,
        Map<String, Map<String, BigDecimal>> price) {
    private static final Pattern GIGABYTES = Pattern.compile("[1-9]\\d{0,8}");

    static PresetJson of(PresetYaml preset) {
        Map<String, Map<String, String>> regions = new LinkedHashMap<>();
        Catalogue.locations(preset).forEach(location -> regions.put(location, Map.of()));
        Map<String, Map<String, BigDecimal>> prices = new LinkedHashMap<>();
        preset.prices().forEach((location, there) -> prices.put(location, shortest(there)));
        return new PresetJson(
                preset.id(),
                preset.name(),
                preset.active() ? 1 : 0,
                preset.virtual() ? 1 : 0,
                preset.type(),
                preset.description(),
                preset.cpu(),
                preset.ram(),
                diskOf(preset),
                gpuOf(preset),
                String.join(",", Catalogue.locations(preset)),
                regions,
                Amount.shortest(Catalogue.shown(preset.monthly(), "EUR")),
                Amount.shortest(Catalogue.shown(preset.monthly(), "USD")),
                Amount.shortest(Catalogue.shown(preset.monthly(), "RUB")),
                prices);
    }

    private static Map<String, BigDecimal> shortest(Map<String, BigDecimal> prices) {
        Map<String, BigDecimal> shown = new LinkedHashMap<>();
        prices.forEach((currency, price) -> shown.put(currency, Amount.shortest(price)));
        return shown;
    }

    private static Object diskOf(PresetYaml preset) {
        return GIGABYTES.matcher(preset.disk()).matches() ? (Object) Long.valueOf(preset.disk()) : preset.disk();
    }

    private static @Nullable String gpuOf(PresetYaml preset) {
        return preset.gpu().isEmpty() ? null : preset.gpu();
    }

    private static Map<String, BigDecimal> prices(
            PresetYaml preset, String location, List<String> currencies, UnaryOperator<BigDecimal> form) {
        Map<String, BigDecimal> prices = new LinkedHashMap<>();
        for (String currency : currencies) {
            prices.put(
                    currency,
                    form.apply(Catalogue.price(preset, location, currency).orElse(BigDecimal.ZERO)));
        }
        return prices;
    }

    /** A row of {@code presets/info} for a preset in one location, as on the page. */
    record Flat(
            long id, String name, Map<String, BigDecimal> price, String location, String cpu, String ram, String hdd) {
        static Flat of(PresetYaml preset, String location, List<String> currencies) {
            return new Flat(
                    preset.id(),
                    preset.name(),
                    prices(preset, location, currencies, Amount::withFraction),
                    location,
                    preset.cpu() + " vCPU",
                    preset.ram() + " GB",
                    preset.disk() + " GB");
        }
    }

    /** A row of {@code presets/info} for a preset in all of its locations, as a client reads it. */
    record ByLocation(
            long id,
            String name,
            Map<String, Map<String, BigDecimal>> price,
            String locations,
            int cpu,
            int ram,
            Object hdd,
            @Nullable String gpu) {
        static ByLocation of(PresetYaml preset, List<String> currencies) {
            Map<String, Map<String, BigDecimal>> price = new LinkedHashMap<>();
            Catalogue.locations(preset)
                    .forEach(location -> price.put(location, prices(preset, location, currencies, Amount::shortest)));
            return new ByLocation(
                    preset.id(),
                    preset.name(),
                    price,
                    String.join(",", Catalogue.locations(preset)),
                    preset.cpu(),
                    preset.ram(),
                    diskOf(preset),
                    gpuOf(preset));
        }
    }
}
