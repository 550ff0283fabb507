package dev.hostdouble.explore;

import java.util.List;
import java.util.Locale;

/**
 * A bug of the client.
 *
 * @param number from 1, the most dangerous first
 * @param shown the trial that shows it best: the fewest faults, the most dangerous one
 * @param alike the names of other trials at the same operation with the same verdict; probably the same bug
 */
public record Finding(int number, TrialResult shown, List<String> alike) {
    public Finding {
        alike = List.copyOf(alike);
    }

    /** The name of its scenario and of its files, such as {@code 01-duplicate-hosterapi-server.create}. */
    public String slug() {
        String operation = Wording.operation(shown.trial()).replace('/', '-');
        return String.format(Locale.ROOT, "%02d-%s-%s", number, shown.verdict().word(), operation);
    }
}
