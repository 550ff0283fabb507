package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.util.Map;

/** HOSTKEY, {@code eq_callback.php}: polling a task. A key returns the final result once (observed). */
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
        String key = Input.of(call).text("key").orElse("");
        Job task = tasks.find(key).orElseThrow(HostkeyError.KEY_NOT_FOUND::with);
        if (!task.settled()) {
            return running(task, task.at(call.elapsed()));
        }
        tasks.forget(task);
        return task.timeline().ending() == Timeline.Ending.FAILED ? failed(task) : done(task);
    }

    private Reply running(Job task, Step step) {
        return stages && step.progress() > 0
                ? HostkeyReply.of(new Stage("Stage", step.status(), task.id())).withAnswer("stage")
                : HostkeyReply.of(new NotReady("Not ready", task.id())).withAnswer("running");
    }

    private static Reply done(Job task) {
        JsonNode delivery = PhpJson.decode(task.output().orElse("{}"), JsonNode.class);
        return HostkeyReply.of(new Done(
                        "OK",
                        "check",
                        json(delivery.path("scope")),
                        json(delivery.path("context")),
                        delivery.path("debug").asText(),
                        task.id()))
                .withAnswer("done");
    }

    private Reply failed(Job task) {
        Map<String, Object> context =
                AsyncTasks.TaskResult.context(tasks.action(task), Long.parseLong(task.targetId()));
        String scope = PhpJson.decode(task.output().orElse("\"\""), String.class);
        return HostkeyReply.of(new Failed("Error", scope, context, "", task.id()))
                .withAnswer("failed");
    }

    private static String json(JsonNode node) {
        return PhpJson.encodeUnescapedSlashes(node).text();
    }

    private record NotReady(String result, String key) {}

    private record Stage(String result, String scope, String key) {}

    private record Done(
            String result,
            String action,
            @JsonRawValue String scope,
            @JsonRawValue String context,
            String debug,
            String key) {}

    private record Failed(String result, String scope, Map<String, Object> context, String debug, String key) {}
}
