package dev.hostdouble.hostkey;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import dev.hostdouble.hostkey.CatalogueYaml.SoftwareYaml;
import dev.hostdouble.hostkey.CatalogueYaml.SystemYaml;
import dev.hostdouble.hostkey.CatalogueYaml.TrafficPlanYaml;
import dev.hostdouble.hostkey.FreeServers.Free;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A call of {@code eq/order_instance} for a new server, checked against the catalogue. */
record OrderForm(
        PresetYaml preset,
        String location,
        Optional<SystemYaml> system,
        Optional<SoftwareYaml> software,
        Optional<TrafficPlanYaml> plan,
        BillingPeriod period,
        String hostname,
        int addresses) {

    /**
     * Reads a call whose single parameters have been checked.
     *
     * @throws ApiException if the catalogue does not have that combination
     */
    static OrderForm read(Input input, Catalogue catalogue) {
        PresetYaml preset = input.text("preset")
                .flatMap(catalogue::preset)
                .filter(PresetYaml::active)
                .orElseThrow(HostkeyError.INVALID_INSTANCE::with);
        String location = input.text("location_name")
                .filter(preset.stock()::containsKey)
                .orElseThrow(() -> invalid("location_name"));
        return read(input, catalogue, preset, location, true);
    }

    /**
     * Reads a call for a free server; it names no traffic plan.
     *
     * @throws ApiException if the catalogue does not have that combination
     */
    static OrderForm of(Free free, Input input, Catalogue catalogue) {
        return read(input, catalogue, free.preset(), free.location(), false);
    }

    private static OrderForm read(
            Input input, Catalogue catalogue, PresetYaml preset, String location, boolean namesPlan) {
        Optional<SystemYaml> system = system(input, catalogue);
        system.filter(known -> !Catalogue.fits(known, preset)).ifPresent(other -> {
            throw HostkeyError.NOT_COMPATIBLE.with();
        });
        return new OrderForm(
                preset,
                location,
                system,
                software(input, catalogue, system),
                namesPlan ? Optional.of(plan(input, catalogue, location)) : mainPlan(catalogue, location),
                input.text("deploy_period").flatMap(BillingPeriod::of).orElse(BillingPeriod.MONTHLY),
                input.text("hostname").orElse(""),
                input.text("ipv4_amount").map(Integer::parseInt).orElse(0));
    }

    /**
     * Reads the operating system of a call; empty if it asks for none, with {@code own_os} or {@code os_template}.
     *
     * @throws ApiException if it names none that can be installed, or none at all
     */
    static Optional<SystemYaml> system(Input input, Catalogue catalogue) {
        if (input.flag("own_os") || input.text("os_template").isPresent()) {
            return Optional.empty();
        }
        return Optional.of(input.id("os_id")
                .flatMap(catalogue::system)
                .filter(SystemYaml::active)
                .orElseThrow(() -> invalid("os_id")));
    }

    /**
     * Reads the software of a call.
     *
     * @throws ApiException if it cannot be installed on that operating system
     */
    static Optional<SoftwareYaml> software(Input input, Catalogue catalogue, Optional<SystemYaml> system) {
        if (input.text("soft_id").isEmpty()) {
            return Optional.empty();
        }
        SoftwareYaml software = input.id("soft_id")
                .flatMap(catalogue::software)
                .filter(SoftwareYaml::active)
                .orElseThrow(() -> invalid("soft_id"));
        boolean fits = software.systems().isEmpty()
                || system.filter(known -> software.systems().contains(known.id()))
                        .isPresent();
        if (!fits) {
            throw HostkeyError.NOT_COMPATIBLE.with();
        }
        return Optional.of(software);
    }

    private static TrafficPlanYaml plan(Input input, Catalogue catalogue, String location) {
        TrafficPlanYaml plan = input.id("traffic_plan")
                .flatMap(catalogue::trafficPlan)
                .filter(known -> known.active() && known.locations().contains(location))
                .orElseThrow(HostkeyError.INVALID_TRAFFIC_PLAN::with);
        if (plan.broken()) {
            throw HostkeyError.BROKEN_TRAFFIC_PLAN.with();
        }
        return plan;
    }

    /** Whether an order leaves out what clients send. */
    boolean restsOnDefaults(Input input) {
        return input.text("deploy_period").isEmpty() || system.isEmpty();
    }

    private static Optional<TrafficPlanYaml> mainPlan(Catalogue catalogue, String location) {
        return catalogue.trafficPlans().stream()
                .filter(plan -> plan.active() && plan.main() && !plan.broken())
                .filter(plan -> plan.locations().contains(location))
                .findFirst();
    }

    private static ApiException invalid(String name) {
        return HostkeyError.INVALID_ARGUMENT.with("name", name);
    }

    /** The id of the operating system; 0 for none. */
    long os() {
        return system.map(SystemYaml::id).orElse(0L);
    }

    /**
     * What the order costs, in cents.
     *
     * @throws ApiException if a part of it has no price in that currency
     */
    long cents(String currency) {
        Map<String, BigDecimal> free = Map.of();
        return period.cents(Stream.of(
                        Catalogue.price(preset, location, currency),
                        Catalogue.price(system.map(SystemYaml::price).orElse(free), currency),
                        Catalogue.price(software.map(SoftwareYaml::price).orElse(free), currency),
                        Catalogue.price(plan.map(TrafficPlanYaml::price).orElse(free), currency))
                .map(price -> price.orElseThrow(() -> HostkeyError.NO_PRICE.with("currency", currency)))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** How many addresses the server gets. */
    int allAddresses() {
        return 1 + addresses;
    }

    /** What the invoice says: what is ordered, the name of the server, and the period. */
    String description() {
        String name = hostname.isEmpty() ? "" : " - " + hostname;
        return preset.name() + " " + location + name + " (" + period.word() + ")";
    }
}
