package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ImageSyncJobs.Outcome;
import dev.hostdouble.vss.Paging.Page;
import dev.hostdouble.vss.RequestDao.SyncRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** VSS, requests: {@code /v2/request/image_sync}, the state of synchronizations (members observed in clients). */
final class ImageSyncSection {
    static final String PATH = "/v2/request/image_sync";
    private static final String TYPE = "image_sync";
    private static final String ERROR = "ERROR";

    private final RequestDao requests;
    private final ImageSyncJobs syncs;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final Urls urls;
    private final VssState.ExtraCommas extraCommas;

    ImageSyncSection(
            RequestDao requests,
            ImageSyncJobs syncs,
            Paging paging,
            ResponseEnvelope envelopes,
            Urls urls,
            VssState.ExtraCommas extraCommas) {
        this.requests = requests;
        this.syncs = syncs;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
        this.extraCommas = extraCommas;
    }

    /** The caller's requests: as URLs, or as objects with {@code expand=1}. */
    Reply list(Call call) {
        ListSource<SyncRequest> listing = requests.requestsOf(call.account());
        ListQuery view = ListQuery.of(call.params(), listing.fields(), extraCommas);
        Page<SyncRequest> page = paging.page(call, PATH, listing, view);
        List<?> data = IsoSection.expanded(call)
                ? page.rows().stream().map(request -> shown(call, request)).toList()
                : page.rows().stream()
                        .map(request -> urls.of(call, PATH + "/" + request.id()))
                        .toList();
        return envelopes.page(call, PATH, data, page.links()).with(IsoSection.evidence(page, view));
    }

    /** One of the caller's requests. */
    Reply get(Call call) {
        SyncRequest request = Ids.read(call.path("id"))
                .flatMap(id -> requests.find(call.account(), id))
                .orElseThrow(VssError.NOT_FOUND::with);
        return envelopes.item(call, PATH + "/" + request.id(), shown(call, request));
    }

    private RequestJson shown(Call call, SyncRequest request) {
        Optional<Job> job = syncs.job(request);
        Step step = job.map(running -> running.at(call.elapsed())).orElseThrow(VssError.NOT_FOUND::with);
        Instant updated = request.created().plus(step.after());
        boolean failed = step.status().equals(Timeline.FAILED);
        Outcome outcome = job.flatMap(Job::output)
                .map(output -> failed
                        ? Outcome.failed(VssJson.decode(output, String.class))
                        : VssJson.decode(output, Outcome.class))
                .orElse(Outcome.NONE);
        return new RequestJson(
                outcome.added(),
                Times.text(request.created()),
                outcome.deleted(),
                request.id(),
                new Message(outcome.errors(), outcome.warnings()),
                failed ? ERROR : step.status(),
                request.taskId(),
                TYPE,
                Times.text(updated),
                new Requester(call.account()));
    }

    /** A request as objects show it; {@code added} and {@code deleted} are paths of images. */
    private record RequestJson(
            List<String> added,
            @JsonProperty("created_on") String createdOn,
            List<String> deleted,
            long id,
            Message message,
            String status,
            @JsonProperty("task_id") String taskId,
            String type,
            @JsonProperty("updated_on") String updatedOn,
            Requester user) {}

    private record Message(List<String> errors, List<String> warnings) {}

    private record Requester(String username) {}
}
