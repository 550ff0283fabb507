package dev.hostdouble.vss;

import dev.hostdouble.vss.ImageDao.Image;
import java.util.List;
import java.util.Optional;

/** The ISO images that a user can put into a drive: the public ones, and the user's own. */
final class Isos {
    private final ImageDao images;
    private final UserImageDao userImages;
    private final TextOrder order;

    Isos(ImageDao images, UserImageDao userImages, TextOrder order) {
        this.images = images;
        this.userImages = userImages;
        this.order = order;
    }

    /** Whether there is an image with a path. */
    boolean has(String user, String path) {
        return userImages.has(user, ImageKind.ISO, path) || isPublic(path);
    }

    /** Uses the indexes of a large catalogue, as a filter of a list does. */
    private boolean isPublic(String path) {
        ListSource<Image> list = images.publicImages();
        ListField field = list.fields().stream()
                .filter(known -> known.name().equals("path"))
                .findFirst()
                .orElseThrow();
        return list.count(ListQuery.of(new FilterCondition(
                        field,
                        FilterOperator.EQ,
                        List.of(path),
                        List.of(order.key(path)),
                        FilterCondition.Matching.VALUE)))
                > 0;
    }

    /** Returns the path of the image with an id. */
    Optional<String> path(String user, long id) {
        return images.findPublic(id)
                .or(() -> userImages.find(user, ImageKind.ISO, id))
                .map(Image::path);
    }
}
