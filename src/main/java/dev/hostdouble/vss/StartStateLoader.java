package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.FileStore.StoredFile;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Puts a start state into empty tables. */
final class StartStateLoader {
    private final Database db;
    private final UserDao users;
    private final ImageDao images;
    private final UserImageDao userImages;
    private final FileDao files;
    private final Catalogue catalogue;
    private final AccountLoader accounts;

    StartStateLoader(
            Database db,
            UserDao users,
            ImageDao images,
            UserImageDao userImages,
            FileDao files,
            Catalogue catalogue,
            AccountLoader accounts) {
        this.db = db;
        this.users = users;
        this.images = images;
        this.userImages = userImages;
        this.files = files;
        this.catalogue = catalogue;
        this.accounts = accounts;
    }

    /** Goes on with tables that hold a state: they may lack the public images, which come with their first use. */
    void resume(VssState state) {
        if (images.hasLoaded()) {
            images.indexIfLarge();
        } else {
            List<Long> generated = generatedIds(state, personalIds(state));
            images.setLazyImages(() -> publicImages(state, generated));
        }
    }

    void load(VssState state) {
        db.startSequence("vss.request", state.next().request());
        Set<Long> personal = personalIds(state);
        List<Long> generated = generatedIds(state, personal);
        images.ids().retire(lastId(state, personal, generated));
        loadPublic(state, generated);
        for (VssState.User user : state.users()) {
            users.insert(
                    state.users().indexOf(user),
                    new UserDao.User(
                            user.name(),
                            user.password(),
                            user.otp(),
                            user.permitted(),
                            Instant.parse(user.createdOn())));
            accounts.load(state, user);
            Map<String, Instant> modified = new HashMap<>();
            for (VssState.FileYaml file : user.store()) {
                Instant at = Instant.parse(file.modified());
                modified.put(UserImageDao.userFolder(user.name()) + file.path(), at);
                files.put(user.name(), new StoredFile(file.path(), at, file.unreadable()));
            }
            for (VssState.Image image : user.images()) {
                NewImage made = image(image);
                userImages.insert(user.name(), made, modified.getOrDefault(image.path(), made.updated()));
            }
        }
    }

    private static Set<Long> personalIds(VssState state) {
        Set<Long> personal = new HashSet<>();
        state.users().forEach(user -> user.images().forEach(image -> personal.add(image.id())));
        return personal;
    }

    /** The ids of the images that the state leaves to the catalogue: after its own, without those of personal images. */
    private static List<Long> generatedIds(VssState state, Set<Long> personal) {
        long last = 0;
        for (VssState.Image image : state.images()) {
            last = Math.max(last, image.id());
        }
        return LongStream.iterate(last + 1, id -> id + 1)
                .filter(id -> !personal.contains(id))
                .limit(Math.max(0, state.catalogueSize() - state.images().size()))
                .boxed()
                .toList();
    }

    private static long lastId(VssState state, Set<Long> personal, List<Long> generated) {
        LongStream stated = Stream.of(state.images(), state.floppyImages(), state.vmImages())
                .flatMap(List::stream)
                .mapToLong(VssState.Image::id);
        return Stream.of(
                        stated,
                        personal.stream().mapToLong(id -> id),
                        generated.stream().mapToLong(id -> id))
                .flatMapToLong(ids -> ids)
                .max()
                .orElse(0);
    }

    private void loadPublic(VssState state, List<Long> generated) {
        if (state.images().size() + generated.size() < ImageDao.LARGE) {
            images.setLazyImages(() -> publicImages(state, generated));
        } else {
            images.loadPublic(publicImages(state, generated));
            images.indexIfLarge();
        }
    }

    /** The images of the state, and those of the catalogue. */
    private List<NewImage> publicImages(VssState state, List<Long> generated) {
        List<NewImage> all = new ArrayList<>();
        state.images().forEach(image -> all.add(image(image)));
        generated.forEach(id -> all.add(catalogue.image(id)));
        return all;
    }

    /** The images of a start state as they are put in. */
    static List<NewImage> images(List<VssState.Image> images) {
        return images.stream().map(StartStateLoader::image).toList();
    }

    private static NewImage image(VssState.Image image) {
        return new NewImage(
                image.id(), image.path(), Instant.parse(image.createdOn()), Instant.parse(image.updatedOn()));
    }
}
