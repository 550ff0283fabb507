package dev.hostdouble.client;

import java.util.Map;

/**
 * A scenario that can be activated by name.
 *
 * @param provider the provider whose calls it changes, or {@code any}
 * @param parameters its parameters with their defaults as JSON
 */
public record CatalogueEntry(String name, String provider, String description, Map<String, String> parameters) {
    static CatalogueEntry of(Members json) {
        return new CatalogueEntry(
                json.text("name"), json.text("provider"), json.text("description"), json.map("parameters"));
    }
}
