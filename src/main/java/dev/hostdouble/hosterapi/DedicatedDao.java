package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** Dedicated servers, on the market and owned. */
final class DedicatedDao {
    private static final RowMapper<Hardware> HARDWARE = (row, context) -> new Hardware(
            row.getLong("id"),
            row.getString("model"),
            Optional.ofNullable(row.getString("description")),
            row.getString("cpu_type"),
            row.getString("cpu_count"),
            row.getString("ram_type"),
            row.getString("ram_size"),
            row.getString("storage_type"),
            row.getString("storage_count"),
            row.getString("storage_size"),
            row.getInt("price"),
            row.getInt("location_id"),
            row.getString("location_name"));

    private static final RowMapper<Dedicated> DEDICATED = (row, context) -> new Dedicated(
            HARDWARE.map(row, context),
            row.getBoolean("order_complete"),
            row.getBoolean("running"),
            row.getInt("working"),
            Duration.ofNanos(row.getLong("switched_at")),
            row.getString("template"),
            row.getString("hostname"),
            row.getString("mac"),
            row.getString("root_password"),
            row.getString("user_password"));

    private final Database db;

    DedicatedDao(Database db) {
        this.db = db;
    }

    /**
     * The hardware of a dedicated server. Counts and sizes are strings, as on the page; {@code price} is in whole
     * euros.
     */
    record Hardware(
            long id,
            String model,
            Optional<String> description,
            String cpuType,
            String cpuCount,
            String ramType,
            String ramSize,
            String storageType,
            String storageCount,
            String storageSize,
            int price,
            int locationId,
            String locationName) {}

    /**
     * An owned machine.
     *
     * @param running whether power signals have switched it on, regardless of {@code working}
     * @param working number of running reinstalls that keep it halted
     * @param switchedAt the elapsed time at which it was last switched on or off
     */
    record Dedicated(
            Hardware hardware,
            boolean orderComplete,
            boolean running,
            int working,
            Duration switchedAt,
            String template,
            String hostname,
            String mac,
            String rootPassword,
            String userPassword) {

        /** Returns the id, which the machine keeps when it is bought. */
        long id() {
            return hardware.id();
        }

        /** The target name that jobs use. */
        String target() {
            return "dedicated/" + hardware.id();
        }

        /** Whether its status is running. */
        boolean isUp() {
            return orderComplete && running && working == 0;
        }

        /** Returns a copy that was switched on or off at that elapsed time. */
        Dedicated switched(boolean now, Duration at) {
            return copy(orderComplete, now, working, at, rootPassword, userPassword);
        }

        /** Changes the number of tasks that keep it halted by {@code change}. */
        Dedicated plusWorking(int change) {
            int now = Math.max(0, working + change);
            return copy(orderComplete, running, now, switchedAt, rootPassword, userPassword);
        }

        /** Returns a copy whose order is complete, switched on at that elapsed time and with new passwords. */
        Dedicated deliver(Duration at, String root, String user) {
            return copy(true, true, working, at, root, user);
        }

        /** Returns a copy with another template, host name and passwords. */
        Dedicated install(String newTemplate, String newHostname, String root, String user) {
            return new Dedicated(
                    hardware, orderComplete, running, working, switchedAt, newTemplate, newHostname, mac, root, user);
        }

        private Dedicated copy(boolean complete, boolean on, int tasks, Duration at, String root, String user) {
            return new Dedicated(hardware, complete, on, tasks, at, template, hostname, mac, root, user);
        }
    }

    /** Lists the machines on the market, by id. */
    List<Hardware> market() {
        return db.query("SELECT * FROM hosterapi_dedicated WHERE owned = FALSE AND available = TRUE ORDER BY id")
                .map(HARDWARE)
                .list();
    }

    /** Finds a machine on the market. */
    Optional<Hardware> onMarket(long id) {
        return db.query("SELECT * FROM hosterapi_dedicated WHERE owned = FALSE AND available = TRUE AND id = :id")
                .bind("id", id)
                .map(HARDWARE)
                .findOne();
    }

    /** Lists the machines that an account owns, by id. */
    List<Dedicated> owned(String account) {
        return db.query("SELECT * FROM hosterapi_dedicated WHERE owned = TRUE AND account = :account ORDER BY id")
                .bind("account", account)
                .map(DEDICATED)
                .list();
    }

    /** Finds the owned machine in the path of a call; answers 404 {@code 0x01} if it does not exist. */
    Dedicated require(Call call) {
        String id = call.path("sid");
        Dedicated owned = Ids.number(id).flatMap(this::find).orElseThrow(() -> HosterError.NO_SUCH_VM.with("sid", id));
        Ids.found(call, id);
        if (!owned.orderComplete()) {
            call.restsOn(HosterFact.OPEN_ORDER); // the page says nothing about it
        }
        return owned;
    }

    /** Finds an owned machine. */
    Optional<Dedicated> find(long id) {
        return db.query("SELECT * FROM hosterapi_dedicated WHERE owned = TRUE AND id = :id")
                .bind("id", id)
                .map(DEDICATED)
                .findOne();
    }

    /** Inserts a machine on the market. */
    void insertOnMarket(Hardware hardware) {
        insert(new Dedicated(hardware, false, false, 0, Duration.ZERO, "", "", "", "", ""), false);
    }

    /** Inserts an owned machine. */
    void insertOwned(Dedicated dedicated) {
        insert(dedicated, true);
    }

    private void insert(Dedicated dedicated, boolean owned) {
        Hardware hardware = dedicated.hardware();
        bind(dedicated, db.update("""
                        INSERT INTO hosterapi_dedicated (id, owned, available, model, description, cpu_type, cpu_count,
                          ram_type, ram_size, storage_type, storage_count, storage_size, price, location_id,
                          location_name, order_complete, running, working, switched_at, template, hostname, mac,
                          root_password, user_password)
                        VALUES (:id, :owned, TRUE, :model, :description, :cpuType, :cpuCount,
                          :ramType, :ramSize, :storageType, :storageCount, :storageSize, :price, :locationId,
                          :locationName, :orderComplete, :running, :working, :switchedAt, :template, :hostname, :mac,
                          :rootPassword, :userPassword)"""))
                .bind("owned", owned)
                .bind("model", hardware.model())
                .bind("description", hardware.description().orElse(null))
                .bind("cpuType", hardware.cpuType())
                .bind("cpuCount", hardware.cpuCount())
                .bind("ramType", hardware.ramType())
                .bind("ramSize", hardware.ramSize())
                .bind("storageType", hardware.storageType())
                .bind("storageCount", hardware.storageCount())
                .bind("storageSize", hardware.storageSize())
                .bind("price", hardware.price())
                .bind("locationId", hardware.locationId())
                .bind("locationName", hardware.locationName())
                .execute();
    }

    /** Updates the mutable columns of a machine and marks it as owned, even if it was on the market. */
    void update(Dedicated dedicated) {
        bind(dedicated, db.update("""
                        UPDATE hosterapi_dedicated SET owned = TRUE, order_complete = :orderComplete,
                          running = :running, working = :working, switched_at = :switchedAt, template = :template,
                          hostname = :hostname, mac = :mac, root_password = :rootPassword, user_password = :userPassword
                        WHERE id = :id""")).execute();
    }

    private static <S extends SqlStatement<S>> S bind(Dedicated dedicated, S statement) {
        return statement
                .bind("id", dedicated.id())
                .bind("orderComplete", dedicated.orderComplete())
                .bind("running", dedicated.running())
                .bind("working", dedicated.working())
                .bind("switchedAt", dedicated.switchedAt().toNanos())
                .bind("template", dedicated.template())
                .bind("hostname", dedicated.hostname())
                .bind("mac", dedicated.mac())
                .bind("rootPassword", dedicated.rootPassword())
                .bind("userPassword", dedicated.userPassword());
    }

    /** Puts a machine whose order failed back on the market. */
    void offer(long id) {
        db.update("UPDATE hosterapi_dedicated SET owned = FALSE WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Takes a machine that nobody owns off the market, or puts it back; returns whether that changed anything. */
    boolean setAvailable(long id, boolean available) {
        return db.update("""
                                UPDATE hosterapi_dedicated SET available = :available
                                WHERE id = :id AND owned = FALSE AND available <> :available""").bind("id", id).bind("available", available).execute() > 0;
    }

    /** Deletes a machine. */
    void delete(long id) {
        db.update("DELETE FROM hosterapi_dedicated WHERE id = :id")
                .bind("id", id)
                .execute();
    }
}
