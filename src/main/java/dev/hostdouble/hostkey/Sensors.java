package dev.hostdouble.hostkey;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Locale;

/** HOSTKEY, {@code eq.php}: the sensors of bare metal, through a task. */
final class Sensors {
    private final AccountDao accounts;
    private final ServerDao servers;
    private final AsyncTasks tasks;
    private final RandomSource seed;

    Sensors(AccountDao accounts, ServerDao servers, AsyncTasks tasks, RandomSource seed) {
        this.accounts = accounts;
        this.servers = servers;
        this.tasks = tasks;
        this.seed = seed;
    }

    /** sensors. */
    Reply request(Call call) {
        Server server = servers.require(call, Input.checked(call).id("id"), accounts.caller(call));
        if (server.virtual()) {
            call.restsOn(OrderFact.SENSOR_VALUES);
            throw HostkeyError.NO_SENSORS.with("id", server.id());
        }
        Task task = Task.of(call, server.target(), "").with("location", server.location());
        return HostkeyReply.task("sensors", tasks.start(call, task));
    }

    /** One line for each sensor: its name, its value and whether that is good. */
    String read(Job job, Instant at) {
        Server server = servers.find(Long.parseLong(job.targetId())).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        SeededRandom draw = seed.stream("hostkey.sensors", server.id());
        String lines = String.format(
                Locale.ROOT,
                "CPU Temp | %d degrees C | ok\nFAN 1 | %d RPM | ok\n12V | 12.%02d Volts | ok",
                30 + draw.nextInt(20),
                3000 + draw.nextInt(20) * 100,
                draw.nextInt(20));
        return TaskResult.of(lines, OrderFact.SENSOR_VALUES);
    }
}
