package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Optional;

/** HOSTKEY, page "Vm": resource usage. The task result is not documented; all of it is assumed. */
final class LoadStats {
    private static final long MEBIBYTE = 1 << 20;
    private static final long GIBIBYTE = 1 << 30;
    private static final int STEADY_SECONDS = 5;

    private final AccountDao accounts;
    private final ServerDao servers;
    private final AsyncTasks tasks;
    private final RandomSource seed;

    LoadStats(AccountDao accounts, ServerDao servers, AsyncTasks tasks, RandomSource seed) {
        this.accounts = accounts;
        this.servers = servers;
        this.tasks = tasks;
        this.seed = seed;
    }

    /** load_stats: the task returns the figures at its end. */
    Reply loadStats(Call call) {
        Optional<Long> id = Input.checked(call).id("id");
        Server server = servers.find(call, id, accounts.caller(call))
                .orElseThrow(() -> HostkeyError.STATS_FAILED.with("id", id.orElseThrow()));
        return HostkeyReply.task("vm", "load_stats", tasks.start(call, Task.of(call, server.target(), "")));
    }

    /** Returns the result of the task at its end, as JSON. */
    String result(Job job, Instant at) {
        Server server = servers.find(Long.parseLong(job.targetId()))
                .orElseThrow(() -> HostkeyError.STATS_FAILED.with("id", job.targetId()));
        return TaskResult.of(stats(server, at), CompanionFact.TASK_RESULTS);
    }

    private Stats stats(Server server, Instant at) {
        SeededRandom random = seed.stream("hostkey.stats", server.id(), at.getEpochSecond() / STEADY_SECONDS);
        long memory = server.memoryMb() * MEBIBYTE;
        long disk = server.diskGb() * GIBIBYTE;
        double running = server.running() ? 1 : 0;
        return new Stats(
                running * random.nextInt(3500) / 100,
                new Share((long) (running * memory * (0.2 + 0.5 * random.nextDouble())), memory),
                new Share((long) (disk * (0.1 + 0.02 * random.nextDouble())), disk),
                new Network((long) (running * random.nextInt(400_000)), (long) (running * random.nextInt(200_000))));
    }

    /** cpu is in percent. */
    private record Stats(double cpu, Share memory, Share disk, Network network) {}

    /** In bytes. */
    private record Share(long used, long total) {}

    /** In bytes a second. */
    private record Network(
            @JsonProperty("rx") long received,
            @JsonProperty("tx") long sent) {}
}
