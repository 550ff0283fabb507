package dev.hostdouble.sequence;

import dev.hostdouble.sequence.HosterapiMachine.Config;
import dev.hostdouble.sequence.ModelJob.Work;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The dedicated servers in a {@link HosterapiModel}. */
final class HosterapiDedicated {
    private final HosterapiModel model;
    final TreeSet<Integer> market = new TreeSet<>(Set.of(9, 84));
    final TreeMap<Integer, HosterapiMachine> owned = new TreeMap<>();

    HosterapiDedicated(HosterapiModel model) {
        this.model = model;
        Config bare = new Config(0, 0, 0, "Debian Jessie");
        owned.put(1, new HosterapiMachine(1, true, bare, 0, List.of("92.246.85.200")));
    }

    /** Orders a server: it is owned at once, and complete when it has been delivered. */
    String order(int id, int ips, Fault fault) {
        if (!market.contains(id)) {
            return HosterapiModel.NO_SUCH;
        }
        if (ips > HosterapiModel.MOST_ADDRESSES) {
            return HosterapiModel.MISSING;
        }
        Config config = new Config(0, 0, 0, "Debian Stretch");
        HosterapiMachine ordered = new HosterapiMachine(id, true, config, 0, List.of());
        ordered.complete = false;
        ordered.halt(model.jobs.now());
        market.remove(id);
        owned.put(id, ordered);
        model.task("order", ordered, HosterapiModel.WORK, Set.of(), HosterapiModel.after(30), fault, new Work() {
            @Override
            public Optional<String> finished(ModelJob job) {
                Optional<List<String>> given = model.allocate(ips);
                given.ifPresent(addresses -> {
                    ordered.ips.addAll(addresses);
                    ordered.complete = true;
                    ordered.boot(job.endedAt());
                });
                return given.isPresent() ? Optional.empty() : Optional.of(HosterapiModel.OVER_LIMITS);
            }

            @Override
            public void failed(ModelJob job) {
                owned.remove(id);
                market.add(id);
            }
        });
        return HosterapiModel.OK;
    }

    String reinstall(@Nullable HosterapiMachine machine, String template, Fault fault) {
        if (machine == null || !machine.complete) {
            return HosterapiModel.NO_SUCH;
        }
        if (model.isBusy(machine)) {
            return HosterapiModel.NOT_SENT;
        }
        model.task(
                "reinstall",
                machine,
                HosterapiModel.WORK,
                Set.of(),
                HosterapiModel.after(30),
                fault,
                HosterapiModel.installation(machine, template));
        return HosterapiModel.OK;
    }

    String terminate(@Nullable HosterapiMachine machine) {
        if (machine == null) {
            return HosterapiModel.NO_SUCH;
        }
        if (model.isBusy(machine)) {
            return HosterapiModel.NOT_SENT;
        }
        model.remove(machine);
        return HosterapiModel.OK;
    }
}
