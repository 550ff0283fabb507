package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.IsoSection.IsoJson;
import dev.hostdouble.vss.Paging.Page;
import dev.hostdouble.vss.RequestDao.SyncRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** VSS, "Personal ISO images": {@code /v2/user/image/iso}, the images of the caller. */
final class UserIsoSection {
    static final String PATH = "/v2/user/image/iso";
    private static final Map<String, String> LINKS = Map.of("self", PATH, "user", "/v2/user/image");

    private final UserImageDao images;
    private final ImageSyncJobs syncs;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final Urls urls;
    private final boolean hasPages;

    /** @param hasPages whether the list has {@code meta.pages}; the page shows none, but clients need them (observed) */
    UserIsoSection(
            UserImageDao images,
            ImageSyncJobs syncs,
            Paging paging,
            ResponseEnvelope envelopes,
            Urls urls,
            boolean hasPages) {
        this.images = images;
        this.syncs = syncs;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
        this.hasPages = hasPages;
    }

    /** List personal ISOs: always as objects. */
    Reply list(Call call) {
        if (call.params().get("expand").isPresent()) {
            call.restsOn(VssFact.PERSONAL_EXPAND);
        }
        ListSource<Image> list = images.imagesOf(call.account());
        if (!hasPages) {
            return envelopes.linked(call, LINKS, shown(call, paging.all(call, list)), Optional.empty());
        }
        call.restsOn(VssFact.PERSONAL_PAGES);
        Page<Image> page = paging.page(call, PATH, list);
        return envelopes.linked(call, LINKS, shown(call, page.rows()), Optional.of(page.links()));
    }

    private static List<IsoJson> shown(Call call, List<Image> images) {
        if (!images.stream().allMatch(image -> image.updatedOn().equals(image.createdOn()))) {
            call.restsOn(VssFact.CHANGED_FILE);
        }
        return images.stream().map(IsoJson::of).toList();
    }

    /** One of the caller's images (assumed, as a public one). */
    Reply get(Call call) {
        Image image = Ids.find(call, id -> images.find(call.account(), id));
        return envelopes.item(call, PATH + "/" + image.id(), IsoJson.of(image));
    }

    /** Sync personal ISOs: accepts a request; its result is visible when it has been processed. */
    Reply sync(Call call) {
        SyncRequest request = syncs.start(call);
        String url = urls.of(call, ImageSyncSection.PATH + "/" + request.id());
        return envelopes.accepted(
                call,
                PATH,
                new Accepted(
                        Map.of("request", url),
                        "Request has been accepted for processing",
                        "Accepted",
                        new Ticket(request.id(), ImageSyncJobs.SUBMITTED, request.taskId()),
                        202));
    }

    private record Accepted(
            @JsonProperty("_links") Map<String, String> links,
            String message,
            String name,
            Ticket request,
            int status) {}

    private record Ticket(
            long id, String status, @JsonProperty("task_id") String taskId) {}
}
