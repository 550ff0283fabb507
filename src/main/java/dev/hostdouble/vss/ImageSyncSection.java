package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ImageSyncJobs.Outcome;
import dev.hostdouble.vss.Paging.Page;
import dev.hostdouble.vss.RequestDao.ListedRequest;
import dev.hostdouble.vss.RequestDao.SyncRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** VSS, requests: {@code /v2/request/image_sync}, the state of synchronizations (members observed in clients). */
final class ImageSyncSection {
    static final String PATH = "/v2/request/image_sync";
    private static final String STATUS = "status";
    private static final String TYPE = "image_sync";
    private static final String ERROR = "ERROR";

    private final RequestDao requests;
    private final ImageSyncJobs syncs;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final Urls urls;

    ImageSyncSection(RequestDao requests, ImageSyncJobs syncs, Paging paging, ResponseEnvelope envelopes, Urls urls) {
        this.requests = requests;
        this.syncs = syncs;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
    }

    /** The caller's requests: as URLs, or as objects with {@code expand=1}. */
    Reply list(Call call) {
        boolean expanded = Paging.isExpanded(call);
        Page<SyncRequest> page = paging.page(call, PATH, source(call));
        noteFields(call, page.query());
        List<?> data = expanded
                ? page.rows().stream().map(request -> shown(call, request)).toList()
                : page.rows().stream()
                        .map(request -> urls.of(call, PATH + "/" + request.id()))
                        .toList();
        return envelopes.page(call, PATH, data, page.links());
    }

    /** Only filters and sorts may depend on the jobs of all requests. */
    private ListSource<SyncRequest> source(Call call) {
        if (Stream.of(Paging.FILTER, Paging.SORT)
                .allMatch(name -> call.params().get(name).isEmpty())) {
            return requests.byId(call.account());
        }
        Map<String, Job> jobs = syncs.jobsOf(call.account());
        return requests.list(requests.requestsOf(call.account()).stream()
                .map(request -> listed(call, request, Optional.ofNullable(jobs.get(String.valueOf(request.id())))))
                .toList());
    }

    private static void noteFields(Call call, ListQuery query) {
        boolean isByStatus = query.conditions().stream()
                .allMatch(condition -> condition.field().name().equals(STATUS));
        if (!query.keys().isEmpty() || !isByStatus) {
            call.restsOn(VssFact.REQUEST_FIELDS);
        } else if (!query.conditions().isEmpty()) {
            call.restsOn(VssFact.REQUEST_STATUS);
        }
    }

    private ListedRequest listed(Call call, SyncRequest request, Optional<Job> job) {
        Progress progress = progress(call, request, job);
        return new ListedRequest(request, progress.updated(), progress.status(), TYPE, call.account());
    }

    /** One of the caller's requests. */
    Reply get(Call call) {
        SyncRequest request = Ids.find(call, id -> requests.find(call.account(), id));
        return envelopes.item(call, PATH + "/" + request.id(), shown(call, request));
    }

    /** How far a request is, at the time of the call. */
    private static Progress progress(Call call, SyncRequest request, Optional<Job> found) {
        Job job = found.orElseThrow(VssError.NOT_FOUND::with);
        call.isAbout(job);
        Step step = job.at(call.elapsed());
        boolean failed = step.status().equals(Timeline.FAILED);
        return new Progress(
                failed ? ERROR : step.status(), request.created().plus(step.after()), ImageSyncJobs.outcome(job));
    }

    private record Progress(String status, Instant updated, Outcome outcome) {}

    private RequestJson shown(Call call, SyncRequest request) {
        Progress progress = progress(call, request, syncs.job(request));
        Outcome outcome = progress.outcome();
        call.restsOn(VssFact.REQUEST_MEMBERS);
        if (!outcome.warnings().isEmpty()) {
            call.restsOn(VssFact.SYNC_WARNING);
        }
        if (!outcome.errors().isEmpty()) {
            call.restsOn(VssFact.SYNC_ERROR);
        }
        return new RequestJson(
                outcome.added(),
                Times.text(request.created()),
                outcome.deleted(),
                request.id(),
                new Message(outcome.errors(), outcome.warnings()),
                progress.status(),
                request.taskId(),
                TYPE,
                Times.text(progress.updated()),
                new Requester(call.account()),
                call.account());
    }

    /** A request as objects show it; {@code added} and {@code deleted} are paths of images. Clients read both user names. */
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
            Requester user,
            String username) {}

    private record Message(List<String> errors, List<String> warnings) {}

    private record Requester(String username) {}
}
