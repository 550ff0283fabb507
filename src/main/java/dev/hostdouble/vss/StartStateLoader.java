package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.FileStore.StoredFile;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a start state into empty tables. */
final class StartStateLoader {
    private final Database db;
    private final UserDao users;
    private final ImageDao images;
    private final UserImageDao userImages;
    private final FileDao files;
    private final Catalogue catalogue;

    StartStateLoader(
            Database db, UserDao users, ImageDao images, UserImageDao userImages, FileDao files, Catalogue catalogue) {
        this.db = db;
        this.users = users;
        this.images = images;
        this.userImages = userImages;
        this.files = files;
        this.catalogue = catalogue;
    }

    void load(VssState state) {
        db.startSequence("vss.request", state.next().request());
        loadPublic(state);
        long next = 1;
        for (VssState.User user : state.users()) {
            users.insert(
                    state.users().indexOf(user),
                    new UserDao.User(user.name(), user.password(), user.otp(), Instant.parse(user.createdOn())));
            Map<String, Instant> modified = new HashMap<>();
            for (VssState.FileYaml file : user.store()) {
                Instant at = Instant.parse(file.modified());
                modified.put(UserImageDao.userFolder(user.name()) + file.path(), at);
                files.put(user.name(), new StoredFile(file.path(), at, file.unreadable()));
            }
            for (VssState.Image image : user.images()) {
                NewImage made = image(image);
                userImages.insert(user.name(), made, modified.getOrDefault(image.path(), made.updated()));
                next = Math.max(next, image.id() + 1);
            }
        }
        db.startSequence("vss.user_iso", next);
    }

    private void loadPublic(VssState state) {
        if (Math.max(state.images().size(), state.catalogueSize()) < ImageDao.LARGE) {
            images.setLazyImages(() -> publicImages(state));
        } else {
            images.insertPublic(publicImages(state));
            images.indexPublic();
        }
    }

    /** The images of the state, and as many more as it takes. */
    private List<NewImage> publicImages(VssState state) {
        List<NewImage> all = new ArrayList<>();
        long last = 0;
        for (VssState.Image image : state.images()) {
            all.add(image(image));
            last = Math.max(last, image.id());
        }
        while (all.size() < state.catalogueSize()) {
            last++;
            all.add(catalogue.image(last));
        }
        return all;
    }

    private static NewImage image(VssState.Image image) {
        return new NewImage(
                image.id(), image.path(), Instant.parse(image.createdOn()), Instant.parse(image.updatedOn()));
    }
}
