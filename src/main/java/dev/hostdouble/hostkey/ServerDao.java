package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Servers: oVirt virtual machines with one drive each. */
final class ServerDao {
    private static final RowMapper<Server> SERVER = (row, context) -> new Server(
            row.getLong("id"),
            row.getString("owner"),
            row.getString("name"),
            row.getString("preset"),
            row.getString("ip"),
            row.getString("location"),
            row.getString("group_name"),
            row.getBoolean("running"),
            row.getBoolean("suspended"),
            new Disc(row.getLong("drive"), row.getString("drive_name")),
            row.getInt("memory_mb"),
            row.getInt("disk_gb"),
            row.getInt("cpus"),
            row.getBoolean("virtual"),
            row.getLong("os"),
            Instant.ofEpochMilli(row.getLong("created_at")));

    /** The sequence of ids of servers that are ordered. */
    static final String SEQUENCE = "hostkey.server";

    static final String RUNNING = "running";
    static final String STOPPED = "stopped";
    static final String SUSPENDED = "suspended";

    private final Database db;
    private final Remembered<Long, Optional<Server>> servers;

    ServerDao(Database db) {
        this.db = db;
        this.servers = db.remember(this::read);
    }

    /** The content of a drive: an image and its file name. Other images may have the same file name. */
    record Disc(long iso, String name) {
        /** The empty drive. */
        static final Disc NONE = new Disc(0, "");

        /** Whether the drive is empty. */
        boolean isEmpty() {
            return iso == 0;
        }
    }

    /** Inserts a server. */
    void insert(Server server) {
        db.update("""
                        INSERT INTO hostkey_server (id, owner, name, preset, ip, location, group_name,
                          running, suspended, drive, drive_name, memory_mb, disk_gb, cpus, virtual, os, created_at)
                        VALUES (:id, :owner, :name, :preset, :ip, :location, :group,
                          :running, :suspended, :drive, :driveName, :memoryMb, :diskGb, :cpus, :virtual, :os, :createdAt)""")
                .bind("id", server.id())
                .bind("owner", server.owner())
                .bind("name", server.name())
                .bind("preset", server.preset())
                .bind("ip", server.ip())
                .bind("location", server.location())
                .bind("group", server.group())
                .bind("running", server.running())
                .bind("suspended", server.suspended())
                .bind("drive", server.drive().iso())
                .bind("driveName", server.drive().name())
                .bind("memoryMb", server.memoryMb())
                .bind("diskGb", server.diskGb())
                .bind("cpus", server.cpus())
                .bind("virtual", server.virtual())
                .bind("os", server.os())
                .bind("createdAt", server.createdAt().toEpochMilli())
                .execute();
    }

    /** Updates name, power state, drive and operating system of a server. */
    void update(Server server) {
        db.update("""
                        UPDATE hostkey_server SET name = :name, running = :running, suspended = :suspended, drive = :drive,
                          drive_name = :driveName, os = :os WHERE id = :id""")
                .bind("name", server.name())
                .bind("running", server.running())
                .bind("suspended", server.suspended())
                .bind("drive", server.drive().iso())
                .bind("driveName", server.drive().name())
                .bind("os", server.os())
                .bind("id", server.id())
                .execute();
    }

    /** Gives a server another main address. */
    void setIp(long id, String ip) {
        db.update("UPDATE hostkey_server SET ip = :ip WHERE id = :id")
                .bind("ip", ip)
                .bind("id", id)
                .execute();
    }

    /** Finds a server by id. */
    Optional<Server> find(long id) {
        return servers.of(id);
    }

    private Optional<Server> read(long id) {
        return db.query("SELECT * FROM hostkey_server WHERE id = :id")
                .bind("id", id)
                .map(SERVER)
                .findOne();
    }

    /** Finds a server by id, if the caller may see it. Clients see only their own. */
    Optional<Server> find(Call call, Optional<Long> id, Account caller) {
        Optional<Server> server = id.flatMap(this::find);
        Optional<Server> visible =
                server.filter(found -> !caller.isClient() || found.owner().equals(caller.login()));
        if (server.isPresent() && visible.isEmpty()) {
            call.restsOn(HostkeyFact.HIDDEN_RESOURCES);
        }
        if (visible.isPresent() && !caller.isClient()) {
            call.restsOn(HostkeyFact.STAFF_SEES_ALL);
        }
        if (visible.filter(Server::suspended).isPresent()) {
            call.restsOn(HostkeyFact.SUSPENDED);
        }
        return visible;
    }

    /**
     * Finds a server by id as {@link #find(Call, Optional, Account)} does.
     *
     * @throws dev.hostdouble.core.ApiException if the caller may see none of that id
     */
    Server require(Call call, Optional<Long> id, Account caller) {
        return find(call, id, caller).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
    }

    /** Lists the servers that the caller may see, by id. */
    List<Server> list(Call call, Account caller) {
        if (!caller.isClient()) {
            call.restsOn(HostkeyFact.STAFF_SEES_ALL);
        }
        return list(caller);
    }

    private List<Server> list(Account account) {
        return db.query("SELECT * FROM hostkey_server WHERE CAST(:all AS BOOLEAN) OR owner = :owner ORDER BY id")
                .bind("all", !account.isClient())
                .bind("owner", account.login())
                .map(SERVER)
                .list();
    }

    /** Lists the servers of a client, by id. */
    List<Server> of(String owner) {
        return db.query("SELECT * FROM hostkey_server WHERE owner = :owner ORDER BY id")
                .bind("owner", owner)
                .map(SERVER)
                .list();
    }

    /** Lists the ids of the servers that an account may see. */
    List<Long> ids(Account account) {
        return list(account).stream().map(Server::id).toList();
    }

    /** Returns the id of the next server that is ordered. */
    long next() {
        return db.next(SEQUENCE);
    }

    /** Counts the servers of a client. */
    int count(String owner) {
        return db.query("SELECT COUNT(*) FROM hostkey_server WHERE owner = :owner")
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    /** Deletes a server. */
    void delete(long id) {
        db.update("DELETE FROM hostkey_server WHERE id = :id").bind("id", id).execute();
    }

    /** Finds a server that has the given image in its drive. */
    Optional<Long> withDrive(long iso) {
        return db.query("SELECT id FROM hostkey_server WHERE drive = :drive ORDER BY id LIMIT 1")
                .bind("drive", iso)
                .mapTo(Long.class)
                .findOne();
    }
}
