package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;

/** HosterAPI, section "Jobs". */
final class JobSection {
    private static final double A_THIRD = 0.33;
    private static final String CREATE = HosterApi.NAME + "/server.create";

    private final JobTickets tasks;

    JobSection(JobTickets tasks) {
        this.tasks = tasks;
    }

    /** Get job info. What the page does not show is assumed: other progress, other outputs. */
    Reply info(Call call) {
        Job job = tasks.ticketed(call.path("jobId")).orElseThrow(HosterError.JOB_NOT_FOUND::with);
        call.isAbout(job);
        Step step = job.at(call.elapsed());
        String output = job.output().orElse("null");
        return HosterReply.result(new Info(step.status(), step.progress(), output))
                .withAnswer(step.status())
                .with(isShown(job, step, output) ? Evidence.DOCUMENTED : Evidence.ASSUMED);
    }

    private static boolean isShown(Job job, Step step, String output) {
        return switch (step.status()) {
            case "queued" -> step.progress() == 0;
            case "executing" -> step.progress() == A_THIRD;
            case "finished" -> step.progress() == 1 && job.operation().equals(CREATE);
            case "failed" ->
                step.progress() == A_THIRD
                        && job.operation().equals(CREATE)
                        && output.equals(PhpJson.encodeToString(HosterError.LIMITS_EXCEEDED.template()));
            default -> false;
        };
    }

    private record Info(
            String status, double progress, @JsonRawValue String output) {}
}
