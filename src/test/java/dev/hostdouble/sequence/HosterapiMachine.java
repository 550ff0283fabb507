package dev.hostdouble.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A virtual or a dedicated server in a {@link HosterapiModel}. Times are milliseconds since the start of the world. */
final class HosterapiMachine {
    static final String POWER = "power";
    private static final String GUEST = "guest";

    /** {@code mem} in MB, {@code disk} in GB; a dedicated server has only a template. */
    record Config(int cores, int mem, int disk, String template) {
        Config with(String other) {
            return new Config(cores, mem, disk, other);
        }

        /** With other values; 0 for those that stay. */
        Config with(Config other) {
            return new Config(
                    other.cores == 0 ? cores : other.cores,
                    other.mem == 0 ? mem : other.mem,
                    other.disk == 0 ? disk : other.disk,
                    template);
        }
    }

    /** A power signal, and how many seconds it takes; dedicated servers know only some. */
    enum Signal {
        START("start", POWER, 2, 5),
        STOP("stop", POWER, 1, 0),
        FORCED_REBOOT("reboot/force", POWER, 3, 0),
        SHUTDOWN("shutdown", GUEST, 5, 5),
        REBOOT("reboot", GUEST, 7, 10);

        final String path;
        final String slot;
        private final int seconds;
        private final int dedicatedSeconds;

        Signal(String path, String slot, int seconds, int dedicatedSeconds) {
            this.path = path;
            this.slot = slot;
            this.seconds = seconds;
            this.dedicatedSeconds = dedicatedSeconds;
        }

        int seconds(HosterapiMachine machine) {
            return machine.isDedicated ? dedicatedSeconds : seconds;
        }
    }

    final int id;
    final String target;
    final String ordered;
    final List<String> ips = new ArrayList<>();
    final TreeMap<Long, Config> backups = new TreeMap<>();
    final List<ModelJob> backupTasks = new ArrayList<>();
    Config config;
    boolean complete = true;
    private final boolean isDedicated;
    private boolean on = true;
    private boolean suspended;
    private int working; // jobs that keep it down
    private long bootedAt;
    private long haltedAt;

    /** A server that has run since that time, which may be negative. */
    HosterapiMachine(int id, boolean isDedicated, Config config, long bootedAt, List<String> ips) {
        this.id = id;
        this.target = (isDedicated ? "dedicated/" : "") + id;
        this.isDedicated = isDedicated;
        this.config = config;
        this.ordered = config.template();
        this.bootedAt = bootedAt;
        this.ips.addAll(ips);
    }

    boolean isUp() {
        return complete && on && working == 0;
    }

    /** Seconds since it came up. */
    long uptime(long now) {
        return isUp() ? (now - bootedAt) / 1000 : 0;
    }

    boolean isSuspended() {
        return suspended;
    }

    String state() {
        return suspended ? "suspended" : on ? "running" : "stopped";
    }

    void set(String state, long at) {
        suspended = state.equals("suspended");
        if (state.equals("running")) {
            boot(at);
        } else {
            halt(at);
        }
    }

    void boot(long at) {
        on = true;
        bootedAt = at;
    }

    void halt(long at) {
        on = false;
        haltedAt = at;
    }

    void workBegins() {
        working++;
    }

    /** A virtual server that is switched on comes up again; a dedicated one was only halted meanwhile. */
    void workEnds(long at) {
        working--;
        if (!isDedicated && isUp()) {
            boot(at);
        }
    }

    /** It has another system, and is switched on. */
    void installed(String template, long at) {
        config = config.with(template);
        if (isDedicated) {
            boot(at);
        }
        on = !suspended;
        workEnds(at);
    }

    /**
     * Does what a signal says whose turn began at the start of its job: a start only if it was off then, and the guest
     * system only if it runs since before.
     */
    void obey(Signal signal, ModelJob job) {
        boolean hears = on && bootedAt <= job.startsAt();
        boolean wasOff = !on && haltedAt <= job.startsAt();
        long at = job.endedAt();
        switch (signal) {
            case START -> bootIf(wasOff && !suspended, at);
            case FORCED_REBOOT -> bootIf(on, at);
            case REBOOT -> bootIf(hears && !isDedicated, at);
            case STOP -> haltIf(on, at);
            case SHUTDOWN -> haltIf(hears, at);
        }
    }

    private void bootIf(boolean condition, long at) {
        if (condition) {
            boot(at);
        }
    }

    private void haltIf(boolean condition, long at) {
        if (condition) {
            halt(at);
        }
    }
}
