package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.CatalogueYaml.SystemYaml;
import java.util.List;
import java.util.Optional;

/**
 * What a list of the catalogue is asked for.
 *
 * @param hardware what the listed things must suit; empty if the call names neither preset nor server
 * @param locations the locations it is about; none if nothing is sold where it asks
 * @param period the billing period
 * @param currency that of the caller, or {@code EUR}
 */
record Selection(Optional<Hardware> hardware, List<String> locations, String period, String currency) {
    Selection {
        locations = List.copyOf(locations);
    }

    /**
     * A preset or a server.
     *
     * @param os the id of the operating system of a server; 0 if it has none, or for a preset
     */
    record Hardware(int ramMb, int diskGb, boolean virtual, long os) {}

    /** Whether it is about nothing that is sold. */
    boolean isEmpty() {
        return locations.isEmpty();
    }

    /** Whether an operating system suits it, retired or not. */
    boolean suits(SystemYaml system) {
        return !isEmpty()
                && hardware.map(known -> Catalogue.suits(system, known.ramMb(), known.diskGb(), known.virtual()))
                        .orElse(true);
    }

    /** Whether it is about a server that is not virtual. */
    boolean isBareMetal() {
        return hardware.filter(known -> !known.virtual()).isPresent();
    }
}
