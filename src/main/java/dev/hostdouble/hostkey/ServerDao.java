package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.hostkey.AccountDao.Account;
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
            row.getBoolean("running"),
            new Disc(row.getLong("drive"), row.getString("drive_name")),
            row.getInt("memory_mb"),
            row.getInt("disk_gb"));

    static final String RUNNING = "running";
    static final String STOPPED = "stopped";
    static final String SUSPENDED = "suspended";

    private final Database db;

    ServerDao(Database db) {
        this.db = db;
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

    /** One server. */
    record Server(
            long id,
            String owner,
            String name,
            String preset,
            String ip,
            boolean running,
            Disc drive,
            int memoryMb,
            int diskGb) {

        /** The target name that jobs use. */
        String target() {
            return "server/" + id;
        }

        /** Returns a copy with another power state, drive and name. */
        Server with(boolean nowRunning, Disc newDrive, String newName) {
            return new Server(id, owner, newName, preset, ip, nowRunning, newDrive, memoryMb, diskGb);
        }
    }

    /** Inserts a server. */
    void insert(Server server) {
        db.update("""
                        INSERT INTO hostkey_server (id, owner, name, preset, ip, running, drive, drive_name, memory_mb, disk_gb)
                        VALUES (:id, :owner, :name, :preset, :ip, :running, :drive, :driveName, :memoryMb, :diskGb)""")
                .bind("id", server.id())
                .bind("owner", server.owner())
                .bind("name", server.name())
                .bind("preset", server.preset())
                .bind("ip", server.ip())
                .bind("running", server.running())
                .bind("drive", server.drive().iso())
                .bind("driveName", server.drive().name())
                .bind("memoryMb", server.memoryMb())
                .bind("diskGb", server.diskGb())
                .execute();
    }

    /** Updates name, power state and drive of a server. */
    void update(Server server) {
        db.update("""
                        UPDATE hostkey_server SET name = :name, running = :running, drive = :drive,
                          drive_name = :driveName WHERE id = :id""")
                .bind("name", server.name())
                .bind("running", server.running())
                .bind("drive", server.drive().iso())
                .bind("driveName", server.drive().name())
                .bind("id", server.id())
                .execute();
    }

    /** Whether the provider has suspended a server: it is off, and its customer can change nothing about it (assumed). */
    boolean isSuspended(Server server) {
        return db.query("SELECT suspended FROM hostkey_server WHERE id = :id")
                .bind("id", server.id())
                .mapTo(Boolean.class)
                .one();
    }

    /** Suspends a server that is off, or ends that. */
    void setSuspended(Server server, boolean suspended) {
        db.update("UPDATE hostkey_server SET suspended = :suspended WHERE id = :id")
                .bind("id", server.id())
                .bind("suspended", suspended)
                .execute();
    }

    /** The state of a server: {@code running}, {@code stopped} or {@code suspended}. */
    String state(Server server) {
        if (isSuspended(server)) {
            return SUSPENDED;
        }
        return server.running() ? RUNNING : STOPPED;
    }

    /** Returns the server if it is not suspended; answers that it is, otherwise. */
    Server requireActive(Server server) {
        if (isSuspended(server)) {
            throw HostkeyError.SERVER_SUSPENDED.with();
        }
        return server;
    }

    /** Finds a server by id. */
    Optional<Server> find(long id) {
        return db.query("SELECT * FROM hostkey_server WHERE id = :id")
                .bind("id", id)
                .map(SERVER)
                .findOne();
    }

    /** Finds a server by id, if the account may see it. Clients see only their own. */
    Optional<Server> find(Optional<Long> id, Account account) {
        return id.flatMap(this::find)
                .filter(server -> !account.isClient() || server.owner().equals(account.login()));
    }

    /** Lists the ids of the servers that an account may see. */
    List<Long> ids(Account account) {
        return db.query("SELECT id FROM hostkey_server WHERE CAST(:all AS BOOLEAN) OR owner = :owner ORDER BY id")
                .bind("all", !account.isClient())
                .bind("owner", account.login())
                .mapTo(Long.class)
                .list();
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
