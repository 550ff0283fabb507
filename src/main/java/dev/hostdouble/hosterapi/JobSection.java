package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.provider.Call;

/** HosterAPI, section "Jobs". */
final class JobSection {
    private final JobTickets tasks;

    JobSection(JobTickets tasks) {
        this.tasks = tasks;
    }

    /** Get job info. That some jobs end without an output is assumed. */
    Reply info(Call call) {
        Job job = tasks.ticketed(call.path("jobId")).orElseThrow(HosterError.JOB_NOT_FOUND::with);
        Step step = job.at(call.elapsed());
        String output = job.output().orElse("null");
        boolean silent = job.settled() && output.equals("null");
        return HosterReply.result(new Info(step.status(), step.progress(), output))
                .withAnswer(step.status())
                .with(silent ? Evidence.ASSUMED : Evidence.DOCUMENTED);
    }

    private record Info(
            String status, double progress, @JsonRawValue String output) {}
}
