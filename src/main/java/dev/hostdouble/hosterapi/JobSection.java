package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.AccountDao.Kind;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** HosterAPI, section "Jobs". */
final class JobSection {
    /** The progress of each status on the page. */
    private static final Map<String, Double> SHOWN = Map.of("queued", 0.0, "executing", 0.33, "finished", 1.0);

    private static final String CREATE = HosterApi.NAME + "/server.create";
    private static final String CHANGE = HosterApi.NAME + "/server.change";
    private static final String REINSTALL = HosterApi.NAME + "/server.reinstall";
    private static final Set<String> SOFTWARE =
            Set.of(HosterApi.NAME + "/software.install", HosterApi.NAME + "/software.uninstall");
    private static final String TIMEOUT = PhpJson.encodeToString(HosterError.TIMEOUT.template());
    private static final String OVER_THE_LIMITS = PhpJson.encodeToString(HosterError.LIMITS_EXCEEDED.template());
    private static final String GONE = "\"0x01: ";

    private final JobTickets tasks;
    private final ServerDao servers;
    private final DedicatedDao dedicated;
    private final FactDao facts;
    private final Accounts accounts;

    JobSection(JobTickets tasks, ServerDao servers, DedicatedDao dedicated, FactDao facts, Accounts accounts) {
        this.accounts = accounts;
        this.tasks = tasks;
        this.servers = servers;
        this.dedicated = dedicated;
        this.facts = facts;
    }

    /** Get job info. What the page does not show is assumed: other progress, other outputs. */
    Reply info(Call call) {
        String id = call.path("jobId");
        Job job = tasks.ticketed(id).orElseThrow(HosterError.JOB_NOT_FOUND::with);
        accounts.require(call, Kind.JOB, Long.parseLong(job.id()), HosterError.JOB_NOT_FOUND.with());
        Ids.found(call, id);
        call.isAbout(job);
        Step step = job.at(call.elapsed());
        String output = job.output().orElse("null");
        if (step.status().equals(Timeline.FAILED)) {
            noteFailure(call, job, step, output);
        } else {
            noteStep(call, job, step);
        }
        if (job.settled() && !output.startsWith(GONE) && isGone(job, output)) {
            call.restsOn(HosterFact.ENDED_JOBS);
        }
        return HosterReply.result(new Info(step.status(), step.progress(), output))
                .withAnswer(answer(step));
    }

    /** The answer by the page's words; a world's own word ({@code timelines}) stands for one of them. */
    private static String answer(Step step) {
        boolean isKnown = SHOWN.containsKey(step.status()) || step.status().equals(Timeline.FAILED);
        return isKnown ? step.status() : "executing";
    }

    private void noteStep(Call call, Job job, Step step) {
        if (!Optional.of(step.progress()).equals(Optional.ofNullable(SHOWN.get(step.status())))) {
            call.restsOn(HosterFact.JOB_STEPS);
        }
        if (job.isWaiting()) {
            call.restsOn(HosterFact.BUSY_SERVER);
        }
        if (!step.status().equals("queued")) {
            facts.shownBy(call, FactDao.job(job.id()));
        }
        if (job.settled() && !job.operation().equals(CREATE)) {
            boolean isReinstall = job.operation().equals(REINSTALL);
            call.restsOn(isReinstall ? HosterFact.REINSTALL_OUTPUT : HosterFact.NO_OUTPUT);
        }
    }

    /** The page shows the failure of an order over the limits. */
    private static void noteFailure(Call call, Job job, Step step, String output) {
        boolean isOverTheLimits = output.equals(OVER_THE_LIMITS);
        boolean isEarly = Optional.of(step.progress()).equals(Optional.ofNullable(SHOWN.get("executing")));
        boolean isOrder = job.operation().equals(CREATE);
        if (isOverTheLimits && isEarly && isOrder) {
            return;
        }
        if (isOverTheLimits && isEarly && job.refusal().isPresent()) {
            call.restsOn(HosterFact.CHANGE_REFUSED);
        } else if (isOverTheLimits && !job.isSteered() && Set.of(CREATE, CHANGE).contains(job.operation())) {
            call.restsOn(HosterFact.RUN_OUT);
        } else if (output.equals(TIMEOUT) && !job.isSteered() && SOFTWARE.contains(job.operation())) {
            call.restsOn(HosterFact.SOFTWARE_NEEDS_POWER);
        } else if (output.startsWith(GONE)) {
            call.restsOn(HosterFact.DELETED_SERVER);
        } else {
            call.restsOn(HosterFact.JOB_FAILURES);
        }
    }

    /** Whether the server that a job was about exists no longer. */
    private boolean isGone(Job job, String output) {
        if (job.operation().equals(CREATE)) {
            Optional<Object> made = PhpJson.decodeObject(Bytes.of(output)).map(result -> result.get("vmid"));
            return made.isPresent() && servers.find(String.valueOf(made.get())).isEmpty();
        }
        return servers.find(job.target()).isEmpty()
                && DedicatedPower.of(job, dedicated).isEmpty();
    }

    private record Info(
            String status, double progress, @JsonRawValue String output) {}
}
