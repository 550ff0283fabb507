package dev.hostdouble.hostkey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;

/** HOSTKEY, {@code eq_callback.php}: polling a task. {@code OK} is returned once, {@code Error} again and again (observed). */
final class EqCallback {
    private final AsyncTasks tasks;
    private final boolean stages;

    /** @param stages whether a task half way says so ({@code task-stages}) */
    EqCallback(AsyncTasks tasks, boolean stages) {
        this.tasks = tasks;
        this.stages = stages;
    }

    /** check. */
    Reply check(Call call) {
        Job task = Input.checked(call).text("key").flatMap(tasks::find).orElseThrow(HostkeyError.KEY_NOT_FOUND::with);
        call.isAbout(task);
        if (!task.settled()) {
            return running(call, task, task.at(call.elapsed()));
        }
        return task.timeline().ending() == Timeline.Ending.FAILED ? failed(call, task) : done(call, task);
    }

    private Reply running(Call call, Job task, Step step) {
        if (!stages || step.progress() == 0) {
            return HostkeyReply.of(new NotReady("Not ready", task.id())).withAnswer("running");
        }
        call.restsOn(HostkeyFact.STAGE_WORDS);
        return HostkeyReply.of(new Unfinished("Stage", step.status(), AsyncTasks.context(task), "", task.id()))
                .withAnswer("stage");
    }

    private Reply done(Call call, Job task) {
        JsonNode result = PhpJson.decode(task.output().orElse("{}"), JsonNode.class);
        if (!result.path("known").asBoolean()) {
            call.restsOn(HostkeyFact.TASK_RESULTS);
        }
        tasks.forget(task);
        return HostkeyReply.of(new Done("OK", "check", result.path("scope"), AsyncTasks.context(task), "", task.id()))
                .withAnswer("done");
    }

    private static Reply failed(Call call, Job task) {
        if (task.refusal().isPresent()) {
            call.restsOn(HostkeyFact.SNAPSHOT_WORDS);
        }
        String scope = PhpJson.decode(task.output().orElse("\"\""), String.class);
        return HostkeyReply.of(new Unfinished("Error", scope, AsyncTasks.context(task), "", task.id()))
                .withAnswer("failed");
    }

    private record NotReady(String result, String key) {}

    private record Done(String result, String action, JsonNode scope, JsonNode context, String debug, String key) {}

    /** A task that has not finished: under way, or failed. */
    private record Unfinished(String result, String scope, JsonNode context, String debug, String key) {}
}
