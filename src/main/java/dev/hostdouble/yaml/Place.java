package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import java.util.Map;
import java.util.Optional;

/**
 * The place of a value in a file.
 *
 * @param start where the value begins
 * @param end where it ends, if it is a scalar
 * @param isScalar whether it is neither a mapping nor a list
 * @param parts the places of its members by key, or of its items by position
 */
record Place(JsonLocation start, JsonLocation end, boolean isScalar, Map<String, Place> parts) {
    /** The place of a pointer, or of its nearest existing parent. */
    Place nearest(JsonPointer pointer) {
        Place part = pointer.matches() ? null : parts.get(pointer.getMatchingProperty());
        return part == null ? this : part.nearest(pointer.tail());
    }

    /** The place of a pointer; empty if the file has nothing there. */
    Optional<Place> find(JsonPointer pointer) {
        if (pointer.matches()) {
            return Optional.of(this);
        }
        Place part = parts.get(pointer.getMatchingProperty());
        return part == null ? Optional.empty() : part.find(pointer.tail());
    }
}
