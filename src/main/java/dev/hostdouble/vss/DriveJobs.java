package dev.hostdouble.vss;

import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CallJobs;
import dev.hostdouble.vss.RequestDao.UserRequest;
import java.time.Instant;

/**
 * Changes of what is in the drives of virtual machines. Each takes effect when its request has been processed, so of two at
 * a time the later counts (assumed).
 */
final class DriveJobs implements JobCompletion {
    private final CallJobs starts;
    private final UserRequests requests;
    private final Drives drives;
    private final Isos isos;

    DriveJobs(CallJobs starts, UserRequests requests, Drives drives, Isos isos) {
        this.starts = starts;
        this.requests = requests;
        this.drives = drives;
        this.isos = isos;
    }

    /** Accepts a request of the user who calls. */
    UserRequest start(Call call, DriveChange change) {
        UserRequest request = requests.next(call.now());
        starts.start(call, String.valueOf(request.id()), call.account(), change.text());
        return request;
    }

    @Override
    public void started(Job job, Instant at) {
        requests.accepted(RequestKind.CHANGE, job.target(), Long.parseLong(job.id()), at);
    }

    @Override
    public String finished(Job job, Instant at) {
        DriveChange change = DriveChange.of(job);
        if (!change.iso().isEmpty() && !isos.has(job.target(), change.iso())) {
            throw VssError.MISSING_IMAGE.with("path", change.iso());
        }
        drives.put(change.vm(), change.unit(), change.iso());
        return Outcome.NONE.text();
    }
}
