package dev.hostdouble.client;

import java.util.Map;
import java.util.Optional;

/**
 * A scenario that can be activated by name.
 *
 * @param provider the provider whose calls it changes, or {@code any}
 * @param purpose what a client proves with it, such as {@code orders}; empty if its file does not say
 * @param parameters its parameters with their defaults as JSON
 */
public record CatalogueEntry(
        String name, String provider, Optional<String> purpose, String description, Map<String, String> parameters) {
    static CatalogueEntry of(Members json) {
        return new CatalogueEntry(
                json.text("name"),
                json.text("provider"),
                json.optionalText("purpose"),
                json.text("description"),
                json.map("parameters"));
    }
}
