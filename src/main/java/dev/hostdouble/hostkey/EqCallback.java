package dev.hostdouble.hostkey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** HOSTKEY, {@code eq_callback.php}: polling a task. {@code OK} is returned once, {@code Error} again and again (observed). */
final class EqCallback {
    /** Whether a key was that of an order which goes on without it. */
    static final String PURGED = "order.purged";

    private static final Set<String> OF_IMAGES = Set.of("hostkey/iso.del", "hostkey/iso.upload");

    private final AsyncTasks tasks;
    private final Orders orders;
    private final boolean stages;

    /** @param stages whether a task half way says so ({@code task-stages}) */
    EqCallback(AsyncTasks tasks, Orders orders, boolean stages) {
        this.tasks = tasks;
        this.orders = orders;
        this.stages = stages;
    }

    /** check. */
    Reply check(Call call) {
        noteToken(call);
        Optional<String> key = Input.checked(call).text("key");
        if (key.isEmpty()) {
            call.restsOn(CompanionFact.MISSING_KEY);
        }
        Optional<String> unpaid = key.filter(orders::awaitsPayment);
        if (unpaid.isPresent()) {
            call.restsOn(OrderFact.UNPAID_KEY);
            return HostkeyReply.of(new NotReady("Not ready", unpaid.get())).withAnswer("running");
        }
        Job task = key.flatMap(tasks::find).orElseThrow(HostkeyError.KEY_NOT_FOUND::with);
        call.isAbout(task);
        if (OF_IMAGES.contains(task.operation())) {
            call.restsOn(CompanionFact.IMAGE_KEYS);
        }
        if (!task.settled()) {
            return running(call, task, task.at(call.elapsed()));
        }
        return task.timeline().ending() == Timeline.Ending.FAILED ? failed(call, task) : done(call, task);
    }

    /** Whether the key is that of an order, and gone. */
    Map<String, Object> state(Call call) {
        return Input.of(call)
                .text("key")
                .<Map<String, Object>>map(key -> Map.of(PURGED, orders.isPurged(key)))
                .orElse(Map.of());
    }

    private static void noteToken(Call call) {
        if (Input.of(call).text("token").isEmpty()) {
            call.restsOn(CompanionFact.OPTIONAL_TOKEN);
        } else if (call.dialect().owner(call).isEmpty()) {
            call.restsOn(CompanionFact.UNCHECKED_TOKEN);
        }
    }

    private Reply running(Call call, Job task, Step step) {
        if (!stages || step.progress() == 0) {
            return HostkeyReply.of(new NotReady("Not ready", task.id())).withAnswer("running");
        }
        call.restsOn(CompanionFact.STAGE_WORDS);
        return HostkeyReply.of(new Unfinished("Stage", step.status(), AsyncTasks.context(task), "", task.id()))
                .withAnswer("stage");
    }

    private Reply done(Call call, Job task) {
        JsonNode result = PhpJson.decode(task.output().orElse("{}"), JsonNode.class);
        facts(result).forEach(call::restsOn);
        tasks.deliver(task, call.now());
        JsonNode context = result.has("context") ? result.path("context") : AsyncTasks.context(task);
        String debug = result.path("debug").asText("");
        return HostkeyReply.of(new Done("OK", "check", result.path("scope"), context, debug, task.id()))
                .withAnswer("done");
    }

    /** What the result of a task rests on; an assumption, if it did not come from its completion. */
    private static List<Fact> facts(JsonNode result) {
        Set<String> names = new HashSet<>();
        result.path("facts").forEach(name -> names.add(name.asText()));
        return names.isEmpty()
                ? List.of(CompanionFact.TASK_RESULTS)
                : HostkeyApi.PROVIDER.facts().stream()
                        .filter(fact -> names.contains(fact.name()))
                        .map(Fact.class::cast)
                        .toList();
    }

    private static Reply failed(Call call, Job task) {
        call.restsOn(CompanionFact.FAILED_CONTEXT);
        if (task.refusal().isPresent()) {
            call.restsOn(HostkeyFact.SNAPSHOT_WORDS);
        }
        String scope = PhpJson.decode(task.output().orElse("\"\""), String.class);
        boolean isCancelled = Orders.isOrder(task) && scope.equals(Orders.CANCELLED);
        if (Orders.isOrder(task)) {
            call.restsOn(isCancelled ? OrderFact.ORDER_CANCELLED : OrderFact.FAILED_ORDER);
        }
        String debug = isCancelled ? "order cancelled in panel" : "";
        return HostkeyReply.of(new Unfinished("Error", scope, AsyncTasks.context(task), debug, task.id()))
                .withAnswer("failed");
    }

    private record NotReady(String result, String key) {}

    private record Done(String result, String action, JsonNode scope, JsonNode context, String debug, String key) {}

    /** A task that has not finished: under way, or failed. */
    private record Unfinished(String result, String scope, JsonNode context, String debug, String key) {}
}
