package dev.hostdouble.sequence;

import dev.hostdouble.sequence.HosterapiMachine.Config;
import dev.hostdouble.sequence.HosterapiMachine.Signal;
import dev.hostdouble.sequence.ModelJob.Steps;
import dev.hostdouble.sequence.ModelJob.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What HosterAPI has to do, in plain Java. The start state is the shipped one with fewer servers and addresses. Each call
 * returns what the provider answers: {@code ok}, or the code of the error.
 */
final class HosterapiModel {
    static final String OK = "ok";
    static final String NO_SUCH = "0x01";
    static final String NOT_SENT = "0xa1";
    static final String TIMEOUT = "0xa3";
    static final String NO_BACKUP = "0xa5";
    static final String MISSING = "0xb1";

    /** What the world file contains besides options. */
    static final String WORLD = """
        limits: { servers: 6 }
        ip-pool: { first: 37.114.40.244, last: 37.114.41.24 }
        """;

    static final String OVER_LIMITS = "0xb0: Requested resources exceed administrative limits";
    private static final String NO_TARGET = "0xa5: no target backup defined";
    private static final int MOST_SERVERS = 6;
    private static final int MOST_CORES = 32;
    static final int MOST_ADDRESSES = 16;
    private static final String BACKUP = "backup";
    static final String WORK = "work";
    private static final Set<String> BUSY = Set.of(WORK, BACKUP);
    private static final String TASK = "task-";

    final ModelJobs jobs = new ModelJobs();
    final TreeMap<Integer, HosterapiMachine> servers = new TreeMap<>();
    final HosterapiDedicated dedicated = new HosterapiDedicated(this);
    final List<String> tickets = new ArrayList<>();

    private final boolean acceptsBusy;
    private final boolean shutsDown;
    private Instant start;
    private final List<String> pool = new ArrayList<>();
    private int nextServer = 4004;
    private int nextTicket = 15;
    private int tasks;

    /** @param start the date at which the world starts */
    HosterapiModel(String world, Instant start) {
        this.acceptsBusy = world.contains("busy: accept");
        this.shutsDown = world.contains("unforced-delete: shutdown");
        this.start = start;
        vm(4001, new Config(2, 2048, 100, "Ubuntu20.04"), -1_164_000, List.of("127.0.0.1", "fe80::1"));
        vm(4002, new Config(4, 4096, 80, "Debian10.0"), -86_520_000, List.of("37.114.34.2"));
        vm(4003, new Config(1, 1024, 20, "Debian10.0"), -604_812_000, List.of("37.114.34.3"));
        for (HosterapiMachine first : servers.headMap(4001, true).values()) {
            List.of(1606685300L, 1606585800L, 1606575200L).forEach(id -> first.backups.put(id, first.config));
        }
        for (int last = 244; last < 255; last++) {
            pool.add("37.114.40." + last);
        }
        for (int last = 1; last <= 24; last++) {
            pool.add("37.114.41." + last);
        }
    }

    private void vm(int id, Config config, long bootedAt, List<String> ips) {
        servers.put(id, new HosterapiMachine(id, false, config, bootedAt, ips));
    }

    /** Another date now; no time passes. */
    void setDate(Instant now) {
        start = now.minusMillis(jobs.now());
    }

    boolean isBusy(HosterapiMachine machine) {
        return !acceptsBusy && !jobs.open(machine.target, BUSY).isEmpty();
    }

    /** The next addresses of the pool; empty if there are not as many, and then the pool keeps them. */
    Optional<List<String>> allocate(int count) {
        if (count > pool.size()) {
            return Optional.empty();
        }
        List<String> first = pool.subList(0, Math.max(0, count));
        List<String> given = List.copyOf(first);
        first.clear();
        return Optional.of(given);
    }

    /** Steps of a job with a ticket, or of a backup. */
    private static Steps job(int third, int twoThirds, int end) {
        return Steps.of(List.of(0.0, 0.33, 0.66, 1.0), 0, third * 1000L, twoThirds * 1000L, end * 1000L);
    }

    static Steps after(int seconds) {
        return Steps.of(List.of(0.0, 1.0), 0, seconds * 1000L);
    }

    /** Starts a job with a ticket; behind others if it works on a server. */
    private String ticket(String target, String slot, boolean isRefused, Steps steps, Fault fault, Work work) {
        String id = String.valueOf(nextTicket++);
        tickets.add(id);
        Steps own = isRefused ? steps.failing(0.33, OVER_LIMITS) : steps;
        Optional<String> refusal = isRefused ? Optional.of(OVER_LIMITS) : Optional.empty();
        Set<String> waitsFor = slot.equals(WORK) && !acceptsBusy ? BUSY : Set.of();
        if (fault != Fault.VANISH) {
            jobs.start(new ModelJob(id, "ticket", target, slot, waitsFor, fault.of(own), refusal, work));
        }
        return OK;
    }

    /** Starts a job without a ticket; empty if it vanishes. */
    Optional<ModelJob> task(
            String kind,
            HosterapiMachine machine,
            String slot,
            Set<String> waitsFor,
            Steps steps,
            Fault fault,
            Work work) {
        String id = TASK + tasks++;
        ModelJob job = new ModelJob(id, kind, machine.target, slot, waitsFor, fault.of(steps), Optional.empty(), work);
        if (fault == Fault.VANISH) {
            return Optional.empty();
        }
        jobs.start(job);
        return Optional.of(job);
    }

    /** Status and progress of a job as the provider shows them. */
    String shown(ModelJob job, String first) {
        double progress = job.progress(jobs.now());
        String status =
                switch (job.end()) {
                    case FINISHED -> "finished";
                    case FAILED -> "failed";
                    case NEVER -> progress == 0 ? first : "executing";
                };
        return status + " " + (progress == Math.rint(progress) ? String.valueOf((int) progress) : progress);
    }

    String create(Config wanted, int ips, Fault fault) {
        boolean isRefused = servers.size() >= MOST_SERVERS || wanted.cores() > MOST_CORES || ips > MOST_ADDRESSES;
        return ticket("new", "", isRefused, job(1, 3, 6), fault, job -> {
            Optional<List<String>> given = servers.size() < MOST_SERVERS ? allocate(ips) : Optional.empty();
            given.ifPresent(addresses -> vm(nextServer++, wanted, job.endedAt(), addresses));
            return given.isPresent() ? Optional.empty() : Optional.of(OVER_LIMITS);
        });
    }

    String delete(@Nullable HosterapiMachine server, boolean force) {
        if (server == null) {
            return NO_SUCH;
        }
        if (isBusy(server) || (server.isUp() && !force && !shutsDown)) {
            return TIMEOUT;
        }
        remove(server);
        return OK;
    }

    /** Its jobs with a ticket fail, others are forgotten. */
    void remove(HosterapiMachine machine) {
        servers.values().remove(machine);
        dedicated.owned.values().remove(machine);
        List<ModelJob> open = new ArrayList<>(jobs.open());
        Collections.reverse(open); // none of those that wait begins
        open.removeIf(job -> !job.target.equals(machine.target));
        for (ModelJob job : open) {
            if (job.id.startsWith(TASK)) {
                jobs.forget(job);
            } else {
                jobs.fail(job, "0x01: no vm with id " + machine.id + " found");
            }
        }
    }

    /** Lets the provider change a server itself; returns whether that changes anything. */
    boolean change(@Nullable HosterapiMachine server, String state) {
        if (server == null || server.state().equals(state)) {
            return false;
        }
        if (state.equals("removed")) {
            remove(server);
        } else {
            server.set(state, jobs.now());
        }
        return true;
    }

    String signal(@Nullable HosterapiMachine machine, Signal signal, Fault fault) {
        if (machine == null) {
            return NO_SUCH;
        }
        if (machine.isSuspended() || !machine.complete || isBusy(machine)) {
            return NOT_SENT;
        }
        Set<String> before = Set.of(HosterapiMachine.POWER);
        task(signal.path, machine, signal.slot, before, after(signal.seconds(machine)), fault, job -> {
            machine.obey(signal, job);
            return Optional.empty();
        });
        return OK;
    }

    /** Work that keeps a server down until it ends. */
    static Work installation(HosterapiMachine machine, String template) {
        return new Work() {
            @Override
            public void begun(ModelJob job) {
                machine.workBegins();
            }

            @Override
            public Optional<String> finished(ModelJob job) {
                machine.installed(template, job.endedAt());
                return Optional.empty();
            }

            @Override
            public void failed(ModelJob job) {
                machine.workEnds(job.endedAt());
            }
        };
    }

    String reinstall(@Nullable HosterapiMachine server, Optional<String> template, Fault fault) {
        if (server == null) {
            return NO_SUCH;
        }
        boolean isBackingUp =
                !acceptsBusy && !jobs.open(server.target, Set.of(BACKUP)).isEmpty();
        return server.isSuspended() || isBackingUp
                ? TIMEOUT
                : ticket(
                        server.target,
                        WORK,
                        false,
                        job(1, 3, 6),
                        fault,
                        installation(server, template.orElse(server.ordered)));
    }

    /** What is not to be changed is 0. */
    String change(@Nullable HosterapiMachine server, Config wish, int ips, Fault fault) {
        if (server == null) {
            return NO_SUCH;
        }
        if (wish.cores() + wish.mem() + wish.disk() + ips == 0) {
            return MISSING;
        }
        boolean isRefused = wish.cores() > MOST_CORES || ips > MOST_ADDRESSES || isSmaller(wish, server.config);
        return ticket(server.target, WORK, isRefused, job(1, 2, 3), fault, job -> {
            Optional<List<String>> given =
                    isSmaller(wish, server.config) ? Optional.empty() : allocate(ips - server.ips.size());
            given.ifPresent(server.ips::addAll);
            server.config = given.isPresent() ? server.config.with(wish) : server.config;
            return given.isPresent() ? Optional.empty() : Optional.of(OVER_LIMITS);
        });
    }

    private static boolean isSmaller(Config wish, Config now) {
        return wish.disk() > 0 && wish.disk() < now.disk();
    }

    /** It fails if the server is off at its end. */
    String software(@Nullable HosterapiMachine machine, boolean install, Fault fault) {
        Steps steps = install ? job(1, 3, 5) : job(1, 2, 3);
        Optional<String> off = Optional.of("0xa3: timeout");
        return machine == null
                ? NO_SUCH
                : ticket(machine.target, WORK, false, steps, fault, job -> machine.isUp() ? Optional.empty() : off);
    }

    String resetPassword(@Nullable HosterapiMachine server) {
        if (server == null) {
            return NO_SUCH;
        }
        return isBusy(server) ? NOT_SENT : OK;
    }

    /** Only an address of the server itself, and none of IPv6, has a name. */
    String rdns(@Nullable HosterapiMachine server, String ip) {
        if (server == null) {
            return NO_SUCH;
        }
        return server.ips.contains(ip) && !ip.contains(":") ? OK : MISSING;
    }

    String backUp(@Nullable HosterapiMachine server, Fault fault) {
        if (server == null) {
            return NO_SUCH;
        }
        if (isBusy(server)) {
            return TIMEOUT;
        }
        Config saved = server.config;
        long second = start.plusMillis(jobs.now()).getEpochSecond();
        return backupTask("backup", server, fault, job -> {
            boolean isTaken = server.backups.containsKey(second);
            server.backups.put(isTaken ? server.backups.lastKey() + 1 : second, saved);
            return Optional.empty();
        });
    }

    String restore(@Nullable HosterapiMachine server, Optional<Long> backup, Fault fault) {
        if (server == null || backup.isEmpty()) {
            return server == null ? NO_SUCH : NO_BACKUP;
        }
        if (isBusy(server)) {
            return NOT_SENT;
        }
        Config saved = server.backups.get(backup.get());
        if (saved == null) {
            return backupTask("restore", server, fault, job -> Optional.of(NO_TARGET));
        }
        return backupTask("restore", server, fault, new Work() {
            @Override
            public void begun(ModelJob job) {
                server.workBegins();
            }

            @Override
            public Optional<String> finished(ModelJob job) {
                if (!server.backups.containsKey(backup.get())) {
                    return Optional.of(NO_TARGET);
                }
                server.config = saved;
                server.workEnds(job.endedAt());
                return Optional.empty();
            }

            @Override
            public void failed(ModelJob job) {
                server.workEnds(job.endedAt());
            }
        });
    }

    /** The status is that of the latest; an earlier one of the kind is forgotten when it has ended. */
    private String backupTask(String kind, HosterapiMachine server, Fault fault, Work work) {
        server.backupTasks.removeIf(job -> job.kind.equals(kind) && job.end() != ModelJob.End.NEVER);
        task(kind, server, BACKUP, Set.of(), job(2, 4, 6), fault, work).ifPresent(server.backupTasks::add);
        return OK;
    }

    String backupStatus(HosterapiMachine server) {
        int last = server.backupTasks.size() - 1;
        return last < 0 ? "pending 0" : shown(server.backupTasks.get(last), "pending");
    }
}
