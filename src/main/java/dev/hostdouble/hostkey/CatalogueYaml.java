package dev.hostdouble.hostkey;

import dev.hostdouble.yaml.Required;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the provider sells, as a start state says it: presets with prices and stock, operating systems, traffic plans and
 * software.
 */
record CatalogueYaml(
        List<PresetYaml> presets,
        List<SystemYaml> operatingSystems,
        List<TrafficPlanYaml> trafficPlans,
        List<SoftwareYaml> software) {
    /** Nothing to order. */
    static final CatalogueYaml EMPTY = new CatalogueYaml(List.of(), List.of(), List.of(), List.of());

    CatalogueYaml {
        presets = Objects.requireNonNullElse(presets, List.of());
        operatingSystems = Objects.requireNonNullElse(operatingSystems, List.of());
        trafficPlans = Objects.requireNonNullElse(trafficPlans, List.of());
        software = Objects.requireNonNullElse(software, List.of());
    }

    /**
     * A configuration that can be ordered.
     *
     * @param type such as {@code VPS} or {@code BM}
     * @param ram in GB
     * @param disk as the provider prints it: GB, or a text such as {@code 2x960}
     * @param diskGb in GB, for the server that is made of it
     * @param gpu the name of its graphics card, or the empty text
     * @param monthly the price of a month by currency
     * @param prices the price of a month by location and currency; a currency that is missing costs the monthly one
     * @param stock how many are free by location
     */
    record PresetYaml(
            long id,
            String name,
            Boolean active,
            Boolean virtual,
            String type,
            String description,
            int cpu,
            int ram,
            String disk,
            int diskGb,
            String gpu,
            Map<String, BigDecimal> monthly,
            Map<String, Map<String, BigDecimal>> prices,
            Map<String, Integer> stock) {
        PresetYaml {
            Required.present("stock", stock);
            active = Objects.requireNonNullElse(active, true);
            virtual = Objects.requireNonNullElse(virtual, true);
            type = Objects.requireNonNullElse(type, "VPS");
            description = Objects.requireNonNullElse(description, "");
            disk = Objects.requireNonNullElse(disk, String.valueOf(diskGb));
            gpu = Objects.requireNonNullElse(gpu, "");
            monthly = Objects.requireNonNullElse(monthly, Map.of());
            prices = Objects.requireNonNullElse(prices, Map.of());
        }
    }

    /**
     * An operating system.
     *
     * @param tags such as {@code vm} and {@code uefi}
     * @param price the price of a month by currency; what is missing costs nothing
     * @param ram the least memory it needs, in MB
     * @param disk the least disk it needs, in GB
     * @param bareMetal whether it is for servers that are not virtual, too
     */
    record SystemYaml(
            long id,
            String name,
            Boolean active,
            List<String> tags,
            Map<String, BigDecimal> price,
            int ram,
            int disk,
            Boolean bareMetal) {
        SystemYaml {
            active = Objects.requireNonNullElse(active, true);
            tags = Objects.requireNonNullElse(tags, List.of());
            price = Objects.requireNonNullElse(price, Map.of());
            bareMetal = Objects.requireNonNullElse(bareMetal, true);
        }
    }

    /**
     * A traffic plan.
     *
     * @param limit in GB a month, each way
     * @param rate in Mbit/s
     * @param price the price of a month by currency
     * @param broken whether an order with it breaks the provider's PHP, as clients report of one plan
     */
    record TrafficPlanYaml(
            long id,
            String name,
            Boolean active,
            List<String> locations,
            long limit,
            long rate,
            Boolean main,
            Map<String, BigDecimal> price,
            Boolean broken) {
        TrafficPlanYaml {
            Required.present("locations", locations);
            active = Objects.requireNonNullElse(active, true);
            main = Objects.requireNonNullElse(main, true);
            price = Objects.requireNonNullElse(price, Map.of());
            broken = Objects.requireNonNullElse(broken, false);
        }
    }

    /**
     * Software that can be installed with an order.
     *
     * @param price the price of a month by currency
     * @param systems the operating systems it can be installed on, by id; all of them if the list is empty
     */
    record SoftwareYaml(
            long id,
            String name,
            Boolean active,
            List<String> tags,
            Map<String, BigDecimal> price,
            List<Long> systems) {
        SoftwareYaml {
            active = Objects.requireNonNullElse(active, true);
            tags = Objects.requireNonNullElse(tags, List.of());
            price = Objects.requireNonNullElse(price, Map.of());
            systems = Objects.requireNonNullElse(systems, List.of());
        }
    }
}
