package dev.hostdouble.sequence;

import dev.hostdouble.client.Credentials;
import dev.hostdouble.sequence.ModelJob.Steps;
import dev.hostdouble.sequence.ModelJob.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What HOSTKEY has to do on the shipped start state, in plain Java: servers with their power and drives, and tasks. Each
 * call returns what the provider answers: {@code ok}, or the message of the error.
 */
final class HostkeyModel {
    static final String OK = "ok";
    static final String NO_SERVER = "Server not found";
    static final String SNAPSHOT = "snapshot";

    private static final String POWER = "power";
    private static final String DRIVE = "drive";
    private static final Set<String> CHANGES = Set.of(POWER, DRIVE, SNAPSHOT);

    /** Who calls. */
    enum Caller {
        CLIENT(Credentials.HOSTKEY_CLIENT, "client@example.com"),
        NEIGHBOUR(Credentials.HOSTKEY_NEIGHBOUR, "neighbour@example.com"),
        STAFF(Credentials.HOSTKEY_STAFF, "staff@example.com"),
        ADMIN(Credentials.HOSTKEY_ADMIN, "admin@example.com");

        final String token;
        final String login;

        Caller(String token, String login) {
            this.token = token;
            this.login = login;
        }

        boolean isClient() {
            return this == CLIENT || this == NEIGHBOUR;
        }
    }

    /** A server; {@code drive} is the id of an image, or 0. */
    static final class Server {
        final int id;
        final String owner;
        final String target;
        boolean on = true;
        boolean suspended;
        int drive;
        String file = "";

        Server(int id, String owner) {
            this.id = id;
            this.owner = owner;
            this.target = "server/" + id;
        }

        String status() {
            return suspended ? "suspended" : on ? "rent" : "power_off";
        }

        void insert(int image, String name) {
            drive = image;
            file = name;
        }
    }

    /** The task that a call starts, by what the provider and the scenario make of it. */
    record Ticket(String key, Fault fault) {}

    final ModelJobs jobs = new ModelJobs();
    final TreeMap<Integer, Server> servers = new TreeMap<>();
    final HostkeyImages images = new HostkeyImages(this);
    final HostkeySnapshots snapshots;

    /** What the tasks of some keys say at their end: lists of snapshots, and the power. */
    final Map<String, String> scopes = new HashMap<>();

    private final boolean queues;
    private final boolean overlaps;
    private final boolean hasStages;

    HostkeyModel(String world) {
        queues = world.contains("snapshot-busy: queue");
        overlaps = world.contains("snapshot-busy: overlap");
        hasStages = world.contains("task-stages: true");
        snapshots = new HostkeySnapshots(
                this, world.contains("snapshot-rule-breach: task"), world.contains("restore-power: snapshot"));
        servers.put(456, new Server(456, Caller.CLIENT.login));
        servers.put(457, new Server(457, Caller.NEIGHBOUR.login));
    }

    /** What a key says now; one that says OK is used up. */
    String check(String key) {
        if (!jobs.has(key)) {
            return "AsyncKey not found";
        }
        ModelJob task = jobs.find(key);
        if (task.end() == ModelJob.End.FINISHED) {
            jobs.forget(task);
            return "OK";
        }
        if (task.end() == ModelJob.End.FAILED) {
            return "Error";
        }
        return hasStages && task.progress(jobs.now()) > 0 ? "Stage" : "Not ready";
    }

    /** A server that the caller may see. */
    @Nullable
    Server server(Caller caller, int id) {
        Server server = servers.get(id);
        return server == null || (caller.isClient() && !server.owner.equals(caller.login)) ? null : server;
    }

    /** The steps of a task: it is half way after half of its time. */
    static Steps steps(int millis) {
        return Steps.of(List.of(0.0, 0.5, 1.0), 0, millis / 2, millis);
    }

    /** Starts a task that nothing holds up. */
    String start(String kind, String target, String slot, Steps steps, Ticket ticket, Work work) {
        return start(kind, target, slot, steps, Set.of(), Optional.empty(), ticket, work);
    }

    String start(
            String kind,
            String target,
            String slot,
            Steps steps,
            Set<String> waitsFor,
            Optional<String> refusal,
            Ticket ticket,
            Work work) {
        Fault fault = ticket.fault();
        if (fault != Fault.VANISH) {
            jobs.start(new ModelJob(ticket.key(), kind, target, slot, waitsFor, fault.of(steps), refusal, work));
        }
        return OK;
    }

    /** Whether a change of a slot is refused because another one is under way. */
    boolean isRefused(Server server, String slot) {
        return jobs.open(server.target, CHANGES).stream()
                .anyMatch(job -> !isAboutSnapshot(slot, job.slot) || !(queues || overlaps));
    }

    private static boolean isAboutSnapshot(String slot, String other) {
        return slot.equals(SNAPSHOT) || other.equals(SNAPSHOT);
    }

    /** Starts a change, behind others where the world says so. */
    String enqueue(Server server, String kind, String slot, int millis, Ticket ticket, Work work) {
        Set<String> before = jobs.open(server.target, CHANGES).stream()
                .map(job -> job.slot)
                .filter(other -> queues && isAboutSnapshot(slot, other))
                .collect(Collectors.toSet());
        return start(kind, server.target, slot, steps(millis), before, Optional.empty(), ticket, work);
    }

    private String change(Server server, String kind, String slot, int millis, Ticket ticket, Work work) {
        if (server.suspended) {
            return "Server is suspended";
        }
        return isRefused(server, slot) ? "Server is busy" : enqueue(server, kind, slot, millis, ticket, work);
    }

    /** Work that fails if the server is gone, or with the text that the effect returns. */
    Work on(Server server, Function<Server, String> effect) {
        return job -> {
            String why = servers.containsValue(server) ? effect.apply(server) : NO_SERVER;
            return why.isEmpty() ? Optional.empty() : Optional.of(why);
        };
    }

    String power(Caller caller, int id, String action, Ticket ticket) {
        Server server = server(caller, id);
        if (server == null) {
            return NO_SERVER;
        }
        Work work = on(server, found -> {
            if (action.equals("on") && found.suspended) {
                return "Server is suspended";
            }
            found.on = action.equals("reboot") ? found.on : action.equals("on");
            return "";
        });
        return change(server, action, POWER, action.equals("reboot") ? 5000 : 3000, ticket, work);
    }

    String status(Caller caller, int id, Ticket ticket) {
        Server server = server(caller, id);
        if (server == null) {
            return NO_SERVER;
        }
        Work work = on(server, found -> {
            scopes.put(ticket.key(), found.on ? "VM is up now" : "VM is down now");
            return "";
        });
        return start("status", server.target, "", steps(1000), ticket, work);
    }

    /** The image that a task is mounting, or 0. */
    private static int mounting(ModelJob job) {
        return job.kind.startsWith("mount ") ? Integer.parseInt(job.kind.substring(6)) : 0;
    }

    /** Whether an image is in a drive or on its way there. */
    boolean isMounted(int image) {
        return servers.values().stream().anyMatch(server -> server.drive == image)
                || jobs.open().stream().anyMatch(job -> mounting(job) == image);
    }

    private boolean isLoaded(Server server) {
        return server.drive != 0
                || jobs.open(server.target, Set.of(DRIVE)).stream().anyMatch(job -> mounting(job) != 0);
    }

    String mount(Caller caller, int id, String file, Ticket ticket) {
        Server server = server(caller, id);
        HostkeyImages.Iso iso = images.mountable(caller, file);
        if (server == null || iso == null) {
            return server == null ? NO_SERVER : HostkeyImages.NO_ISO;
        }
        Optional<String> busy = images.busy(iso);
        if (busy.isPresent()) {
            return busy.get();
        }
        String loaded = "ISO is already mounted on server " + id;
        if (isLoaded(server)) {
            return loaded;
        }
        return change(server, "mount " + iso.id, DRIVE, 3000, ticket, on(server, found -> {
            if (found.drive != 0 || !images.has(iso.id)) {
                return found.drive != 0 ? loaded : HostkeyImages.NO_ISO;
            }
            found.insert(iso.id, iso.file);
            images.record(iso.id, "mount");
            return "";
        }));
    }

    String unmount(Caller caller, int id, Ticket ticket) {
        Server server = server(caller, id);
        String empty = "no ISO is mounted on server " + id;
        if (server == null || !isLoaded(server)) {
            return server == null ? NO_SERVER : empty;
        }
        int before = server.drive;
        return change(server, "unmount", DRIVE, 2000, ticket, on(server, found -> {
            if (found.drive != before) {
                return empty;
            }
            found.insert(0, "");
            if (images.has(before)) {
                images.record(before, "unmount");
            }
            return "";
        }));
    }

    /** Lets the provider change a server itself; returns whether that changes anything. */
    boolean change(int id, String state) {
        Server server = servers.get(id);
        if (server == null || state.equals(server.suspended ? "suspended" : server.on ? "running" : "stopped")) {
            return false;
        }
        server.suspended = state.equals("suspended");
        server.on = state.equals("running");
        if (state.equals("removed")) {
            servers.remove(id);
            List<ModelJob> open = new ArrayList<>(jobs.open());
            Collections.reverse(open); // none of those that wait begins
            open.stream().filter(job -> job.target.equals(server.target)).forEach(job -> jobs.fail(job, NO_SERVER));
            snapshots.removeAll(server);
        }
        return true;
    }
}
