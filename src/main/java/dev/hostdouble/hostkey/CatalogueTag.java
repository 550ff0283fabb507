package dev.hostdouble.hostkey;

import java.util.List;

/** A tag of an operating system or of software; the value is always {@code true}. */
record CatalogueTag(String tag, String value) {
    static List<CatalogueTag> of(List<String> names) {
        return names.stream().map(name -> new CatalogueTag(name, "true")).toList();
    }
}
