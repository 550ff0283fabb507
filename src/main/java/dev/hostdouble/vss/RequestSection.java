package dev.hostdouble.vss;

import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.Paging.Page;
import dev.hostdouble.vss.RequestDao.UserRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** VSS, requests of one kind, such as {@code /v2/request/image_sync}: how far they are (members observed in clients). */
final class RequestSection {
    private static final String STATUS = "status";
    private static final String ERROR = "ERROR";

    private final RequestKind kind;
    private final RequestDao requests;
    private final UserRequests jobs;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final Urls urls;
    private final UnstoredListDao<Progress> fields;

    RequestSection(
            RequestKind kind,
            Database db,
            TextOrder order,
            RequestDao requests,
            UserRequests jobs,
            Paging paging,
            ResponseEnvelope envelopes,
            Urls urls) {
        this.kind = kind;
        this.requests = requests;
        this.jobs = jobs;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
        UnstoredListDao<Progress> common = new UnstoredListDao<Progress>(
                        db, order, one -> one.request().id())
                .id()
                .text("task_id", one -> one.request().taskId())
                .text(STATUS, Progress::status)
                .text("type", one -> kind.type())
                .text("username", Progress::user)
                .time("created_on", one -> one.request().created())
                .time("updated_on", Progress::updated);
        this.fields = kind == RequestKind.CHANGE
                ? common.text("vm_moref", one -> DriveChange.of(one.job()).vm())
                        .text("vm_name", one -> DriveChange.of(one.job()).vmName())
                : common;
    }

    /** The caller's requests: as URLs, or as objects with {@code expand=1}. */
    Reply list(Call call) {
        boolean expanded = Paging.isExpanded(call);
        Page<UserRequest> page = paging.page(call, kind.path(), source(call));
        noteFields(call, page.query());
        List<?> data = expanded
                ? page.rows().stream().map(request -> shown(call, request)).toList()
                : page.rows().stream()
                        .map(request -> urls.of(call, kind.path() + "/" + request.id()))
                        .toList();
        return envelopes.page(call, kind.path(), data, page.links());
    }

    /** Only filters and sorts may depend on the jobs of all requests. */
    private ListSource<UserRequest> source(Call call) {
        if (Stream.of(Paging.FILTER, Paging.SORT)
                .allMatch(name -> call.params().get(name).isEmpty())) {
            return requests.byId(kind, call.account());
        }
        Map<String, Job> known = jobs.jobsOf(call.account());
        List<Progress> listed = requests.requestsOf(kind, call.account()).stream()
                .map(request -> progress(call, request, Optional.ofNullable(known.get(String.valueOf(request.id())))))
                .toList();
        return fields.of(listed, Progress::request);
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

    /** One of the caller's requests. */
    Reply get(Call call) {
        UserRequest request = Ids.find(call, id -> requests.find(kind, call.account(), id));
        return envelopes.item(call, kind.path() + "/" + request.id(), shown(call, request));
    }

    /** How far a request is, at the time of the call. */
    private static Progress progress(Call call, UserRequest request, Optional<Job> found) {
        Job job = found.orElseThrow(VssError.NOT_FOUND::with);
        call.isAbout(job);
        Step step = job.at(call.elapsed());
        boolean failed = step.status().equals(Timeline.FAILED);
        return new Progress(
                request,
                call.account(),
                job,
                failed ? ERROR : step.status(),
                request.created().plus(step.after()),
                Outcome.of(job));
    }

    /**
     * How far a request is.
     *
     * @param user who made it
     */
    record Progress(UserRequest request, String user, Job job, String status, Instant updated, Outcome outcome) {}

    private Object shown(Call call, UserRequest request) {
        Progress progress = progress(call, request, jobs.job(request));
        if (kind == RequestKind.CHANGE) {
            call.restsOn(ComputeFact.CHANGE_MEMBERS);
            return RequestJson.Change.of(progress);
        }
        call.restsOn(kind == RequestKind.IMAGE_SYNC ? VssFact.REQUEST_MEMBERS : ComputeFact.VMDK_MEMBERS);
        if (!progress.outcome().warnings().isEmpty()) {
            call.restsOn(VssFact.SYNC_WARNING);
        }
        if (!progress.outcome().errors().isEmpty()) {
            call.restsOn(VssFact.SYNC_ERROR);
        }
        return RequestJson.Sync.of(kind, progress);
    }
}
