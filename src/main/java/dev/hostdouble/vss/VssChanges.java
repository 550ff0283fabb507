package dev.hostdouble.vss;

import static dev.hostdouble.provider.ProviderChange.option;
import static dev.hostdouble.provider.ProviderChange.yes;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.ChangeTable;
import dev.hostdouble.provider.ChangeValue;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.FileStore.StoredFile;
import dev.hostdouble.provider.ProviderChange;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What VSS changes by itself: images come and go while a client reads its lists, tokens are revoked. */
final class VssChanges {
    private static final int MOST = 10_000;
    private static final long MAX_ID = 1_000_000_000;
    private static final String STORE = "[vss-ISOs] ";

    static final ChangeTable<VssChanges> TABLE = new ChangeTable<VssChanges>()
            .row(
                    change("image", ChangeValue.id("the id of a public image"), "A public image is gone.")
                            .needs(yes("removed")),
                    (in, change, now) -> in.images.remove(change.id()))
            .row(
                    change(
                                    "image",
                                    ChangeValue.words("first", "last"),
                                    "The public images with the lowest or the highest ids are gone.")
                            .needs(yes("removed"))
                            .takes(option("count", ChangeValue.number("how many", 1, MOST))),
                    (in, change, now) -> in.images.removeEnd(
                            change.name().equals("first"),
                            change.number("count").orElse(1L)))
            .row(
                    change(
                                    "image",
                                    ChangeValue.words("new"),
                                    "There are more public images; at the front means the lowest ids that are free.")
                            .takes(option("add", ChangeValue.number("how many", 1, MOST)))
                            .takes(option("name", ChangeValue.path("the file name; others after it are numbered")))
                            .takesOne(
                                    option("at", ChangeValue.words("front", "end")),
                                    option("id", ChangeValue.number("the id of the first of them", 1, MAX_ID))),
                    VssChanges::add)
            .row(
                    change(
                                    "user-image",
                                    ChangeValue.text("the name of a user"),
                                    "An image of any kind is in the user's list and store, or is gone from both. The end of the name of its"
                                            + " file tells its kind; a file of no kind changes nothing.")
                            .needs(yes("added"), yes("removed"))
                            .needs(option("name", ChangeValue.path("the path of its file, without the user's folder"))),
                    VssChanges::userImage)
            .row(
                    change(
                                    "token",
                                    ChangeValue.text("the name of a user"),
                                    "All tokens of a user are revoked for good.")
                            .needs(yes("revoked")),
                    (in, change, now) -> in.tokens.revokeAll(change.name(), now))
            .row(MessageDao.ADDED, (in, change, now) -> in.messages.add(change, now));

    private final ImageDao images;
    private final UserImageDao userImages;
    private final FileStore files;
    private final TokenDao tokens;
    private final Catalogue catalogue;
    private final MessageDao messages;

    VssChanges(
            ImageDao images,
            UserImageDao userImages,
            FileStore files,
            TokenDao tokens,
            Catalogue catalogue,
            MessageDao messages) {
        this.images = images;
        this.userImages = userImages;
        this.files = files;
        this.tokens = tokens;
        this.catalogue = catalogue;
        this.messages = messages;
    }

    private static ProviderChange change(String subject, ChangeValue value, String description) {
        return ProviderChange.of(VssApi.NAME, subject, value, description);
    }

    private boolean add(RequestedChange change, WorldTime now) {
        int count = Math.toIntExact(change.number("add").orElse(1L));
        List<Long> ids = ids(change, count);
        if (ids.size() < count) {
            return false;
        }
        List<NewImage> added = new ArrayList<>();
        for (long id : ids) {
            int number = added.size() + 1;
            String path = change.text("name")
                    .map(name -> STORE + numbered(name, number))
                    .orElseGet(() -> catalogue.image(id).path());
            added.add(new NewImage(id, path, now.date(), now.date()));
        }
        images.add(added);
        return true;
    }

    /** Fewer ids than that if there are not enough free ones. */
    private List<Long> ids(RequestedChange change, int count) {
        ImageIdDao ids = images.ids();
        Optional<Long> first = change.number("id");
        if (first.isPresent()) {
            long last = first.get() + count - 1;
            ids.retire(last);
            return ids.free(first.get(), last, count);
        }
        return change.is("at", "front") ? ids.free(1, ids.lastPublic() - 1, count) : ids.next(count);
    }

    /** {@code extra.iso}, then {@code extra-2.iso}. */
    private static String numbered(String name, int number) {
        if (number == 1) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        int end = dot > name.lastIndexOf('/') ? dot : name.length();
        return name.substring(0, end) + "-" + number + name.substring(end);
    }

    /** The file in the store comes and goes with the image, so that a synchronization keeps things as they are. */
    private boolean userImage(RequestedChange change, WorldTime now) {
        String user = change.name();
        String file = change.text("name").orElseThrow();
        String path = UserImageDao.userFolder(user) + file;
        boolean isImage = ImageKind.ofFile(file).isPresent(); // as a synchronization sees it
        boolean known = userImages.has(user, ImageKind.ofImage(path), path);
        if (!files.hasUser(user) || !(isImage || known) || known == change.has("added")) {
            return false;
        }
        if (known) {
            userImages.delete(user, path);
            files.delete(user, file);
        } else {
            userImages.insert(user, new NewImage(userImages.next(), path, now.date(), now.date()), now.date());
            files.put(user, new StoredFile(file, now.date(), false));
        }
        return true;
    }
}
