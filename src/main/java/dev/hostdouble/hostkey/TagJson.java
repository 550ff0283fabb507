package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.hostkey.TagDao.Tag;

/** A tag of a server as replies show it (observed). */
record TagJson(
        long id,
        String tag,
        String value,
        String extra,
        int internal,
        String component,
        @JsonProperty("component_id") long componentId) {

    static TagJson of(Tag tag) {
        return new TagJson(tag.id(), tag.tag(), tag.value(), tag.extra(), 0, "eq", tag.server());
    }
}
