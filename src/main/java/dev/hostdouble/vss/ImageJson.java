package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.vss.ImageDao.Image;

/** An image as objects show it. */
record ImageJson(
        @JsonProperty("created_on") String createdOn,
        @JsonProperty("data_store") String dataStore,
        long id,
        String name,
        String path,
        @JsonProperty("public") boolean isPublic,
        @JsonProperty("updated_on") String updatedOn) {
    static ImageJson of(Image image) {
        return new ImageJson(
                image.createdOn(),
                image.dataStore(),
                image.id(),
                image.name(),
                image.path(),
                image.isPublic(),
                image.updatedOn());
    }
}
