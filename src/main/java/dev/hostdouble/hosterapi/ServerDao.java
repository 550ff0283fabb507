package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** Virtual servers. */
final class ServerDao {
    private static final RowMapper<Server> SERVER = (row, context) -> new Server(
            row.getLong("id"),
            new Config(row.getInt("cpu_cores"), row.getInt("mem"), row.getString("disk"), row.getString("template")),
            row.getString("ordered_template"),
            row.getString("password"),
            row.getBoolean("running"),
            row.getInt("working"),
            Duration.ofNanos(row.getLong("booted_at")),
            Duration.ofNanos(row.getLong("halted_at")),
            Duration.ofNanos(row.getLong("measured_at")),
            new Usage(
                    row.getDouble("cpu"),
                    row.getLong("mem_used"),
                    row.getLong("mem_free"),
                    row.getLong("net_in"),
                    row.getLong("net_out")));

    private final Database db;
    private final Remembered<Long, Optional<Server>> servers;

    ServerDao(Database db) {
        this.db = db;
        this.servers = db.remember(this::read);
    }

    /**
     * A server configuration, which backups store too. {@code mem} is in MB; {@code disk} is a size such as {@code
     * 100G}.
     */
    record Config(int cpuCores, int mem, String disk, String template) {}

    /** The usage at one instant: {@code cpu} is a fraction, the rest is in bytes. */
    record Usage(double cpu, long memUsed, long memFree, long netIn, long netOut) {
        /**
         * Returns a copy for a change of memory, in MB. The total grows by the difference and shrinks in proportion: it may be
         * less than the configuration says, as on the page.
         */
        Usage withMemory(long before, long after) {
            long total = memUsed + memFree;
            total = after < before ? total / before * after : total + ((after - before) << 20);
            long used = Math.min(memUsed, total / 10 * 9);
            return new Usage(cpu, used, total - used, netIn, netOut);
        }
    }

    /**
     * One virtual server.
     *
     * @param orderedTemplate the template it was created with, to which a reinstallation returns
     * @param running whether power signals have switched it on, regardless of {@code working}
     * @param working number of running reinstalls and restores that keep it down
     * @param bootedAt the elapsed time at which it last booted, negative before the start of the world; meaningless while
     *     it is down
     * @param haltedAt the elapsed time at which it was last switched off
     * @param measuredAt the elapsed time at which the usage was measured
     */
    record Server(
            long id,
            Config config,
            String orderedTemplate,
            String password,
            boolean running,
            int working,
            Duration bootedAt,
            Duration haltedAt,
            Duration measuredAt,
            Usage usage) {

        /** A server at the start of a world, or a new one. */
        Server(long id, Config config, String password, boolean running, Duration bootedAt, Usage usage) {
            this(id, config, config.template(), password, running, 0, bootedAt, Duration.ZERO, Duration.ZERO, usage);
        }

        /** Whether its status is running. */
        boolean isUp() {
            return running && working == 0;
        }

        /** Returns a copy with a new configuration. A change of memory changes the free memory. */
        Server with(Config newConfig, String newPassword) {
            return new Server(
                    id,
                    newConfig,
                    orderedTemplate,
                    newPassword,
                    running,
                    working,
                    bootedAt,
                    haltedAt,
                    measuredAt,
                    usage.withMemory(config.mem(), newConfig.mem()));
        }

        /** Returns a copy that is switched off at that elapsed time. */
        Server stop(Duration at) {
            return copy(false, working, bootedAt, at, measuredAt, usage);
        }

        /** Returns a copy that is switched on and booted at that elapsed time. */
        Server boot(Duration at, Usage fresh) {
            return copy(true, working, at, haltedAt, at, fresh);
        }

        /** Changes the number of tasks that keep it down by {@code change}. */
        Server plusWorking(int change) {
            int now = Math.max(0, working + change);
            return copy(running, now, bootedAt, haltedAt, measuredAt, usage);
        }

        /** Returns a copy that is switched on, and comes up when no task keeps it down. */
        Server switchedOn() {
            return copy(true, working, bootedAt, haltedAt, measuredAt, usage);
        }

        private Server copy(
                boolean on, int tasks, Duration booted, Duration halted, Duration measured, Usage newUsage) {
            return new Server(id, config, orderedTemplate, password, on, tasks, booted, halted, measured, newUsage);
        }

        /** The target name that jobs use. */
        String target() {
            return String.valueOf(id);
        }
    }

    /**
     * Finds the server in the path of a call; answers 404 {@code 0x01} if it does not exist. Whatever is said about a
     * suspended one is assumed.
     */
    Server require(Call call) {
        String id = call.path("sid");
        Server server = require(id);
        Ids.found(call, id);
        noteSuspension(call, server);
        return server;
    }

    /** Finds a server by an id as text; answers 404 {@code 0x01} if it does not exist. */
    Server require(String id) {
        return find(id).orElseThrow(() -> HosterError.NO_SUCH_VM.with("sid", id));
    }

    /** Finds a server by an id from a path or body; empty if the text is not an id. */
    Optional<Server> find(String id) {
        return Ids.number(id).flatMap(this::find);
    }

    /** Finds a server. */
    Optional<Server> find(long id) {
        return servers.of(id);
    }

    private Optional<Server> read(long id) {
        return db.query("SELECT * FROM hosterapi_server WHERE id = :id")
                .bind("id", id)
                .map(SERVER)
                .findOne();
    }

    /** Whether the provider has suspended a server: it is off, and its customer cannot switch it on (assumed). */
    boolean isSuspended(Server server) {
        return db.query("SELECT suspended FROM hosterapi_server WHERE id = :id")
                .bind("id", server.id())
                .mapTo(Boolean.class)
                .one();
    }

    /** Notes that a reply is about a suspended server, if it is one. */
    void noteSuspension(Call call, Server server) {
        if (!server.running() && isSuspended(server)) {
            call.restsOn(HosterFact.SUSPENDED);
        }
    }

    /** Suspends a server that is off, or ends that. */
    void setSuspended(Server server, boolean suspended) {
        db.update("UPDATE hosterapi_server SET suspended = :suspended WHERE id = :id")
                .bind("id", server.id())
                .bind("suspended", suspended)
                .execute();
    }

    /** Inserts a server. */
    void insert(Server server) {
        bind(server, db.update("""
                        INSERT INTO hosterapi_server (id, cpu_cores, mem, disk, template, ordered_template, password,
                          running, working, booted_at, halted_at, measured_at, cpu, mem_used, mem_free, net_in, net_out)
                        VALUES (:id, :cpuCores, :mem, :disk, :template, :orderedTemplate, :password,
                          :running, :working, :bootedAt, :haltedAt, :measuredAt, :cpu, :memUsed, :memFree, :netIn, :netOut)""")).execute();
    }

    /** Updates all columns of a server. */
    void update(Server server) {
        bind(server, db.update("""
                        UPDATE hosterapi_server SET cpu_cores = :cpuCores, mem = :mem, disk = :disk,
                          template = :template, password = :password, running = :running,
                          working = :working, booted_at = :bootedAt, halted_at = :haltedAt, measured_at = :measuredAt, cpu = :cpu,
                          mem_used = :memUsed, mem_free = :memFree, net_in = :netIn, net_out = :netOut
                        WHERE id = :id""")).execute();
    }

    private static <S extends SqlStatement<S>> S bind(Server server, S statement) {
        return statement
                .bind("id", server.id())
                .bind("cpuCores", server.config().cpuCores())
                .bind("mem", server.config().mem())
                .bind("disk", server.config().disk())
                .bind("template", server.config().template())
                .bind("orderedTemplate", server.orderedTemplate())
                .bind("password", server.password())
                .bind("running", server.running())
                .bind("working", server.working())
                .bind("bootedAt", server.bootedAt().toNanos())
                .bind("haltedAt", server.haltedAt().toNanos())
                .bind("measuredAt", server.measuredAt().toNanos())
                .bind("cpu", server.usage().cpu())
                .bind("memUsed", server.usage().memUsed())
                .bind("memFree", server.usage().memFree())
                .bind("netIn", server.usage().netIn())
                .bind("netOut", server.usage().netOut());
    }

    /** Deletes a server. */
    void delete(Server server) {
        db.update("DELETE FROM hosterapi_server WHERE id = :id")
                .bind("id", server.id())
                .execute();
    }
}
