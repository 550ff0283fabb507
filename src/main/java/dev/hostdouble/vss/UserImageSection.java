package dev.hostdouble.vss;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.Paging.Page;
import dev.hostdouble.vss.RequestDao.UserRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * VSS, "Personal ISO images", {@code /v2/user/image/iso}, and the personal lists of other kinds, which clients read like it:
 * the images of the caller.
 */
final class UserImageSection {
    private final ImageKind kind;
    private final String path;
    private final Map<String, String> links;
    private final UserImageDao images;
    private final ImageSyncJobs syncs;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final Urls urls;
    private final boolean hasPages;

    /** @param hasPages whether the list has {@code meta.pages}; the page shows none, but clients need them (observed) */
    UserImageSection(
            ImageKind kind,
            UserImageDao images,
            ImageSyncJobs syncs,
            Paging paging,
            ResponseEnvelope envelopes,
            Urls urls,
            boolean hasPages) {
        this.kind = kind;
        this.path = kind.userPath();
        this.links = Map.of("self", path, "user", path.substring(0, path.lastIndexOf('/')));
        this.images = images;
        this.syncs = syncs;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
        this.hasPages = hasPages;
    }

    /** List personal images: always as objects. */
    Reply list(Call call) {
        if (call.params().get("expand").isPresent()) {
            call.restsOn(VssFact.PERSONAL_EXPAND);
        }
        ListSource<Image> list = images.imagesOf(call.account(), kind);
        if (!hasPages) {
            return envelopes.linked(call, links, shown(call, paging.all(call, list)), Optional.empty());
        }
        call.restsOn(kind == ImageKind.ISO ? VssFact.PERSONAL_PAGES : ComputeFact.PAGED_KINDS);
        Page<Image> page = paging.page(call, path, list);
        return envelopes.linked(call, links, shown(call, page.rows()), Optional.of(page.links()));
    }

    private static List<ImageJson> shown(Call call, List<Image> images) {
        if (!images.stream().allMatch(image -> image.updatedOn().equals(image.createdOn()))) {
            call.restsOn(VssFact.CHANGED_FILE);
        }
        return images.stream().map(ImageJson::of).toList();
    }

    /** One of the caller's images (assumed, as a public one). */
    Reply get(Call call) {
        Image image = Ids.find(call, id -> images.find(call.account(), kind, id));
        return envelopes.item(call, path + "/" + image.id(), ImageJson.of(image));
    }

    /** Sync personal images: accepts a request; its result is visible when it has been processed. */
    Reply sync(Call call) {
        UserRequest request = syncs.start(call);
        String url = urls.of(call, kind.request().path() + "/" + request.id());
        return envelopes.accepted(call, path, Accepted.of(url, request));
    }
}
