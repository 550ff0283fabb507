package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import dev.hostdouble.hostkey.CatalogueYaml.SoftwareYaml;
import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of a catalogue that a schema cannot make: ids and names occur once, and what is named exists. */
final class CatalogueCheck {
    private final Document document;
    private final StateChecks checks;

    CatalogueCheck(Document document, StateChecks checks) {
        this.document = document;
        this.checks = checks;
    }

    void check(HostkeyState state) {
        CatalogueYaml catalogue = state.catalogue();
        for (int i = 0; i < catalogue.presets().size(); i++) {
            String at = "/catalogue/presets/" + i;
            checks.unique(at + "/id", "preset", catalogue.presets().get(i).id());
            checks.unique(
                    at + "/name", "name of a preset", catalogue.presets().get(i).name());
            prices(at + "/prices/", catalogue.presets().get(i));
        }
        for (int i = 0; i < catalogue.operatingSystems().size(); i++) {
            checks.unique(
                    "/catalogue/operating-systems/" + i + "/id",
                    "operating system",
                    catalogue.operatingSystems().get(i).id());
        }
        for (int i = 0; i < catalogue.trafficPlans().size(); i++) {
            checks.unique(
                    "/catalogue/traffic-plans/" + i + "/id",
                    "traffic plan",
                    catalogue.trafficPlans().get(i).id());
        }
        Set<Long> systems = catalogue.operatingSystems().stream()
                .map(CatalogueYaml.SystemYaml::id)
                .collect(Collectors.toSet());
        if (hasOwn("/catalogue/operating-systems") && hasOwn("/servers")) {
            systems(state.servers(), systems);
        }
        for (int i = 0; i < catalogue.software().size(); i++) {
            software("/catalogue/software/" + i, catalogue.software().get(i), systems);
        }
        names(catalogue.presets());
    }

    /** Calls name presets by id or name. */
    private void names(List<PresetYaml> presets) {
        for (int i = 0; i < presets.size(); i++) {
            PresetYaml preset = presets.get(i);
            if (presets.stream()
                    .anyMatch(
                            other -> other.id() != preset.id() && preset.name().equals(String.valueOf(other.id())))) {
                document.addProblem("/catalogue/presets/" + i + "/name", "is the id of another preset");
            }
        }
    }

    /** Whether the file itself has a list that is not empty, so that what it says elsewhere can be held against it. */
    private boolean hasOwn(String pointer) {
        return !document.root().at(pointer).isEmpty();
    }

    private void prices(String at, PresetYaml preset) {
        preset.prices().keySet().stream()
                .filter(location -> !preset.stock().containsKey(location))
                .forEach(location -> document.addProblem(
                        at + location,
                        "a price for a location in which it is not sold: expected one of stock, "
                                + preset.stock().keySet().stream().sorted().toList()));
    }

    private void systems(List<HostkeyState.Vm> servers, Set<Long> systems) {
        for (int i = 0; i < servers.size(); i++) {
            long system = servers.get(i).os();
            if (system != 0 && !systems.contains(system)) {
                document.addProblem("/servers/" + i + "/os", "no operating system " + system + " in the catalogue");
            }
        }
    }

    private void software(String at, SoftwareYaml software, Set<Long> systems) {
        checks.unique(at + "/id", "software", software.id());
        for (int i = 0; i < software.systems().size(); i++) {
            long system = software.systems().get(i);
            if (!systems.contains(system)) {
                document.addProblem(at + "/systems/" + i, "no operating system " + system);
            }
        }
    }
}
