package dev.hostdouble.sequence;

import dev.hostdouble.sequence.HostkeyModel.Caller;
import dev.hostdouble.sequence.HostkeyModel.Server;
import dev.hostdouble.sequence.HostkeyModel.Ticket;
import dev.hostdouble.sequence.ModelJob.Work;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The snapshots in a {@link HostkeyModel}. */
final class HostkeySnapshots {
    private static final int MOST = 4;
    private static final String NO_SERVER = "server not found";
    private static final String IS_ON = "server must be powered off";
    private static final String MISSING = "snapshot not found";

    private final HostkeyModel model;
    private final boolean breachFails;
    private final boolean restoresPower;
    private final TreeMap<Integer, Snapshot> all = new TreeMap<>();
    private int next = 1;

    /**
     * Snapshots of the servers in a model.
     *
     * @param breachFails whether a call that breaks a rule is accepted, and its task fails
     * @param restoresPower whether a restore restores the power
     */
    HostkeySnapshots(HostkeyModel model, boolean breachFails, boolean restoresPower) {
        this.model = model;
        this.breachFails = breachFails;
        this.restoresPower = restoresPower;
    }

    /** A snapshot, and the server as it was. */
    private static final class Snapshot {
        final int number;
        final String target;
        final String type;
        final String name;
        boolean ready;
        boolean on;
        int drive;

        Snapshot(int number, String target, String type, String name) {
            this.number = number;
            this.target = target;
            this.type = type;
            this.name = name;
        }
    }

    /** The snapshots of a server, unfinished ones too. */
    private List<Snapshot> of(Server server) {
        return all.values().stream()
                .filter(one -> one.target.equals(server.target))
                .toList();
    }

    /** The snapshots of a server and a type, unfinished ones too. */
    private List<Snapshot> of(Server server, String type) {
        return of(server).stream().filter(one -> one.type.equals(type)).toList();
    }

    /** The names of the snapshots of a server and a type. */
    List<String> names(int server, String type) {
        Server known = model.servers.get(server);
        return known == null
                ? List.of()
                : of(known, type).stream().map(one -> one.name).toList();
    }

    private Optional<String> cannotAdd(Server server, String name, String type) {
        if (of(server, type).stream().anyMatch(one -> one.name.equals(name))) {
            return Optional.of("snapshot " + name + " already exists");
        }
        return of(server).size() < MOST ? Optional.empty() : Optional.of("snapshots limit reached (4)");
    }

    private Optional<String> cannotStart(Server server) {
        if (server.suspended) {
            return Optional.of("server is suspended");
        }
        return model.isRefused(server, HostkeyModel.SNAPSHOT) ? Optional.of("server is busy") : Optional.empty();
    }

    private String refuse(String kind, int millis, Ticket ticket, String why) {
        return breachFails
                ? model.start(
                        kind,
                        "refused",
                        "",
                        HostkeyModel.steps(millis).failing(0, why),
                        Set.of(),
                        Optional.of(why),
                        ticket,
                        job -> Optional.of(why))
                : why;
    }

    String create(Caller caller, int id, String name, String type, Ticket ticket) {
        Server server = model.server(caller, id);
        if (server == null) {
            return NO_SERVER;
        }
        Optional<String> breach = name.contains(" ")
                ? Optional.of("invalid snapshot name")
                : cannotAdd(server, name, type).or(() -> cannotStart(server));
        if (breach.isPresent()) {
            return refuse("create", 5000, ticket, breach.get());
        }
        Snapshot made = new Snapshot(next++, server.target, type, name);
        return model.enqueue(server, "create", HostkeyModel.SNAPSHOT, 5000, ticket, new Work() {
            @Override
            public void begun(ModelJob job) {
                if (cannotAdd(server, name, type).isEmpty()) {
                    all.put(made.number, made);
                }
            }

            @Override
            public Optional<String> finished(ModelJob job) {
                if (!all.containsValue(made)) {
                    return Optional.of(cannotAdd(server, name, type).orElse(MISSING));
                }
                made.ready = true;
                made.on = server.on;
                made.drive = server.drive;
                return Optional.empty();
            }

            @Override
            public void failed(ModelJob job) {
                all.remove(made.number);
            }
        });
    }

    String list(Caller caller, int id, String type, Ticket ticket) {
        Server server = model.server(caller, id);
        if (server == null) {
            return "failed to request snapshots list for " + id;
        }
        Work work = model.on(server, found -> {
            List<String> ready = of(found, type).stream()
                    .filter(one -> one.ready)
                    .map(one -> one.number + " " + one.name)
                    .toList();
            model.scopes.put(ticket.key(), ready.toString());
            return "";
        });
        return model.start("list", server.target, "", HostkeyModel.steps(1000), ticket, work);
    }

    /** Restores or removes a snapshot. */
    String change(Caller caller, int id, String name, String type, boolean restores, Ticket ticket) {
        Server server = model.server(caller, id);
        if (server == null) {
            return NO_SERVER;
        }
        Optional<Snapshot> found = of(server, type).stream()
                .filter(one -> one.ready && one.name.equals(name))
                .findFirst();
        Optional<String> breach =
                found.isEmpty() ? Optional.of(MISSING) : server.on ? Optional.of(IS_ON) : cannotStart(server);
        int millis = restores ? 5000 : 3000;
        if (breach.isPresent()) {
            return refuse("change", millis, ticket, breach.get());
        }
        Snapshot snapshot = found.orElseThrow();
        return model.enqueue(server, "change", HostkeyModel.SNAPSHOT, millis, ticket, model.on(server, changed -> {
            if (!all.containsValue(snapshot) || changed.on) {
                return changed.on ? IS_ON : MISSING;
            }
            if (restores) {
                restore(changed, snapshot);
            } else {
                all.remove(snapshot.number);
            }
            return "";
        }));
    }

    /** Later snapshots are gone, and so is an image that has been deleted meanwhile. */
    private void restore(Server server, Snapshot snapshot) {
        server.on = restoresPower && snapshot.on && !server.suspended;
        server.insert(0, "");
        model.images.find(snapshot.drive).ifPresent(iso -> server.insert(iso.id, iso.file));
        of(server).stream().filter(one -> one.number > snapshot.number).forEach(later -> all.remove(later.number));
    }

    void removeAll(Server server) {
        all.values().removeIf(one -> one.target.equals(server.target));
    }
}
