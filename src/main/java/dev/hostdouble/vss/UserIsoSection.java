package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Evidence;
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
    private final VssState.Options options;

    UserIsoSection(
            UserImageDao images,
            ImageSyncJobs syncs,
            Paging paging,
            ResponseEnvelope envelopes,
            Urls urls,
            VssState.Options options) {
        this.images = images;
        this.syncs = syncs;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
        this.options = options;
    }

    /** List personal ISOs: objects always. The page shows no pages; clients fail without them (observed). */
    Reply list(Call call) {
        ListSource<Image> listing = images.imagesOf(call.account());
        ListQuery view = ListQuery.of(call.params(), listing.fields(), options.extraCommas());
        if (!options.personalPages()) {
            long total = listing.count(view);
            return envelopes
                    .linked(call, LINKS, shown(listing.rows(view, 0, (int) total, total)), Optional.empty())
                    .with(view.assumed() ? Evidence.ASSUMED : Evidence.DOCUMENTED);
        }
        Page<Image> page = paging.page(call, PATH, listing, view);
        return envelopes
                .linked(call, LINKS, shown(page.rows()), Optional.of(page.links()))
                .with(IsoSection.evidence(page, view).weaker(Evidence.OBSERVED));
    }

    private static List<IsoJson> shown(List<Image> images) {
        return images.stream().map(IsoJson::of).toList();
    }

    /** One of the caller's images (assumed, as a public one). */
    Reply get(Call call) {
        Image image = Ids.read(call.path("id"))
                .flatMap(id -> images.find(call.account(), id))
                .orElseThrow(VssError.NOT_FOUND::with);
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
