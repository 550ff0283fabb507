package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** HOSTKEY, {@code whmcs.php}: cancelling servers, at once or at the end of the period that is paid for. */
final class Cancellations implements JobCompletion {
    private static final String AT_ONCE = "1";

    private final AccountDao accounts;
    private final ServerDao servers;
    private final Rents rents;
    private final AsyncTasks tasks;
    private final ServerRemoval removal;

    Cancellations(AccountDao accounts, ServerDao servers, Rents rents, AsyncTasks tasks, ServerRemoval removal) {
        this.accounts = accounts;
        this.servers = servers;
        this.rents = rents;
        this.tasks = tasks;
        this.removal = removal;
    }

    /**
     * What a task keeps.
     *
     * @param isAtOnce whether it works at once
     * @param state of the server before
     * @param date when it was requested
     * @param reason what the client said; it may be empty
     */
    private record Cancellation(boolean isAtOnce, String state, String date, String reason) {}

    /** request_cancellation. */
    Reply request(Call call) {
        Input input = Input.checked(call);
        Server server = servers.require(call, input.id("id"), accounts.caller(call));
        call.restsOn(OrderFact.CANCELLATION_TIME);
        boolean isAtOnce =
                input.text("cancellation_type").filter(AT_ONCE::equals).isPresent();
        Optional<Job> known = open(server);
        if (known.isEmpty() || (isAtOnce && !cancellation(known.get()).isAtOnce())) {
            known.ifPresent(tasks::forget);
            start(call, server, isAtOnce);
        }
        return HostkeyReply.of(new Requested("OK", "whmcs", call.operation().action()));
    }

    private void start(Call call, Server server, boolean isAtOnce) {
        tasks.forgetEnded(call.operation().name(), target(server));
        Task task = Task.of(
                call,
                target(server),
                new Cancellation(isAtOnce, server.state(), Times.plain(call.now()), reason(call)));
        if (isAtOnce) {
            String unused = tasks.start(call, task);
        } else {
            Instant paidUntil = rents.of(
                            call, server, accounts.find(server.owner()).orElseThrow())
                    .due();
            tasks.start(call, task, until(Duration.between(call.now(), paidUntil)));
        }
    }

    private static String reason(Call call) {
        Input input = Input.of(call);
        return input.text("cancellation_reason")
                .or(() -> input.text("terminate_reason_custom"))
                .orElse("");
    }

    /** get_cancellation_requests: those of the servers that the caller may see, or that of a server. */
    Reply list(Call call) {
        Input input = Input.checked(call);
        Account caller = accounts.caller(call);
        List<Server> shown = input.text("id").isPresent()
                ? List.of(servers.require(call, input.id("id"), caller))
                : servers.list(call, caller);
        List<RequestJson> requests = shown.stream().flatMap(this::shown).toList();
        return HostkeyReply.of(new RequestsJson("OK", "whmcs", call.operation().action(), requests));
    }

    private Stream<RequestJson> shown(Server server) {
        return open(server).stream().map(task -> {
            Cancellation kept = cancellation(task);
            return new RequestJson(
                    server.id(),
                    kept.isAtOnce() ? 1 : 0,
                    kept.isAtOnce() ? "Immediate" : "End of Billing Period",
                    kept.reason(),
                    kept.date());
        });
    }

    private Optional<Job> open(Server server) {
        return tasks.runningIn(OrderOperations.CANCELLATION, target(server)).findFirst();
    }

    /** delete_cancellation_request: the server stays, as it was before. */
    Reply delete(Call call) {
        Server server = servers.require(call, Input.checked(call).id("id"), accounts.caller(call));
        Job task = open(server).orElseThrow(HostkeyError.CANCELLATION_NOT_FOUND::with);
        call.restsOn(OrderFact.WITHDRAWN_CANCELLATION);
        restore(task);
        tasks.forget(task);
        return HostkeyReply.of(new Requested("OK", "whmcs", call.operation().action()));
    }

    private static Cancellation cancellation(Job task) {
        return AsyncTasks.data(task, Cancellation.class);
    }

    /** A target of its own: the tasks of a server fail when it is removed, and this one removes it. */
    private static String target(Server server) {
        return "cancellation/" + server.id();
    }

    private static Timeline until(Duration end) {
        return new Timeline(
                List.of(new Step(Duration.ZERO, "pending", 0), new Step(end, "done", 1)), Timeline.Ending.FINISHED);
    }

    @Override
    public void started(Job job, Instant at) {
        if (cancellation(job).isAtOnce()) {
            server(job).ifPresent(server -> servers.update(server.in(ServerDao.SUSPENDED)));
        }
    }

    /** The server is gone; if it was ordered, somebody else can order it. */
    @Override
    public String finished(Job job, Instant at) {
        Server server = server(job).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        removal.remove(server, new WorldTime(at, job.endsAt().orElseThrow()));
        return TaskResult.of("cancelled");
    }

    @Override
    public void failed(Job job, Instant at) {
        restore(job);
    }

    private void restore(Job job) {
        if (cancellation(job).isAtOnce()) {
            server(job)
                    .ifPresent(
                            server -> servers.update(server.in(cancellation(job).state())));
        }
    }

    private Optional<Server> server(Job job) {
        return servers.find(Long.parseLong(job.targetId()));
    }

    private record RequestsJson(String result, String module, String action, List<RequestJson> requests) {}

    private record RequestJson(
            long id,
            @JsonProperty("cancellation_type") int type,
            @JsonProperty("type") String typeName,
            String reason,
            String date) {}

    private record Requested(String result, String module, String action) {}
}
