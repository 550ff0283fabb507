package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** ISO images. */
final class IsoDao {
    /** The status of an image that can be mounted. */
    static final String ACTIVE = "active";

    /** The status of an image that is still being uploaded (documented as the default). */
    static final String PENDING = "Pending";

    /** The status of an image whose upload failed (assumed). */
    static final String ERROR = "Error";

    private static final RowMapper<Iso> ISO = (row, context) -> new Iso(
            row.getLong("id"),
            row.getString("name"),
            row.getString("short_name"),
            row.getString("iso_name"),
            row.getString("owner"),
            row.getString("description"),
            row.getBoolean("admin_only"),
            row.getString("status"),
            row.getLong("size"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("updated_at")));

    private final Database db;
    private final Remembered<String, List<Iso>> lists;

    IsoDao(Database db) {
        this.db = db;
        this.lists = db.remember(sql -> List.copyOf(db.query(sql).map(ISO).list()), List::size);
    }

    /**
     * One image.
     *
     * @param owner the email address of the client that owns a private image, or the empty string
     * @param size in bytes
     */
    record Iso(
            long id,
            String name,
            String shortName,
            String isoName,
            String owner,
            String description,
            boolean adminOnly,
            String status,
            long size,
            Instant createdAt,
            Instant updatedAt) {

        /** The target name that jobs use. */
        String target() {
            return "iso/" + id;
        }

        /** Whether it belongs to a client. */
        boolean isPrivate() {
            return !owner.isEmpty();
        }

        /** Returns a copy with another status and size, updated at an instant. */
        Iso with(String newStatus, long newSize, Instant now) {
            return new Iso(
                    id, name, shortName, isoName, owner, description, adminOnly, newStatus, newSize, createdAt, now);
        }

        /** Whether another file is mounted than with an older copy, or others may mount it: a drive rules that out (assumed). */
        boolean isUsedDifferentlyFrom(Iso older) {
            return !isoName.equals(older.isoName())
                    || !owner.equals(older.owner())
                    || adminOnly != older.adminOnly()
                    || !status.equals(older.status());
        }

        /** Clients see public images and their own; only administrators see images for administrators. */
        boolean visibleTo(Account account) {
            if (account.isAdministrator()) {
                return true;
            }
            return !adminOnly && (!account.isClient() || !isPrivate() || owner.equals(account.login()));
        }

        /** Administrators may change every image, clients only their private ones. */
        boolean changeableBy(Account account) {
            return account.isAdministrator() || (isPrivate() && owner.equals(account.login()));
        }
    }

    /** Returns the id of the next image. */
    long next() {
        return db.next("hostkey.iso");
    }

    /** Inserts an image. */
    void insert(Iso iso) {
        bind(iso, db.update("""
            INSERT INTO hostkey_iso (id, name, short_name, iso_name, owner, description, admin_only,
              status, size, created_at, updated_at)
            VALUES (:id, :name, :shortName, :isoName, :owner, :description, :adminOnly,
              :status, :size, :createdAt, :updatedAt)\
            """)).execute();
    }

    /** Updates all columns of an image. */
    void update(Iso iso) {
        bind(iso, db.update("""
            UPDATE hostkey_iso SET name = :name, short_name = :shortName, iso_name = :isoName,
              owner = :owner, description = :description, admin_only = :adminOnly, status = :status,
              size = :size, created_at = :createdAt, updated_at = :updatedAt
            WHERE id = :id\
            """)).execute();
    }

    private static <S extends SqlStatement<S>> S bind(Iso iso, S statement) {
        return statement
                .bind("id", iso.id())
                .bind("name", iso.name())
                .bind("shortName", iso.shortName())
                .bind("isoName", iso.isoName())
                .bind("owner", iso.owner())
                .bind("description", iso.description())
                .bind("adminOnly", iso.adminOnly())
                .bind("status", iso.status())
                .bind("size", iso.size())
                .bind("createdAt", iso.createdAt().toEpochMilli())
                .bind("updatedAt", iso.updatedAt().toEpochMilli());
    }

    /** Finds an image by id. */
    Optional<Iso> find(long id) {
        return db.query("SELECT * FROM hostkey_iso WHERE id = :id")
                .bind("id", id)
                .map(ISO)
                .findOne();
    }

    /** Finds an image by name. */
    Optional<Iso> findByName(String name) {
        return db.query("SELECT * FROM hostkey_iso WHERE name = :name ORDER BY id LIMIT 1")
                .bind("name", name)
                .map(ISO)
                .findOne();
    }

    /** Finds an image by id, if the caller may see it. */
    Optional<Iso> find(Call call, Optional<Long> id, Account caller) {
        Optional<Iso> iso = id.flatMap(this::find);
        Optional<Iso> visible = iso.filter(found -> found.visibleTo(caller));
        if (iso.isPresent() && visible.isEmpty()) {
            call.restsOn(HostkeyFact.HIDDEN_RESOURCES);
        }
        if (caller.role() == Role.STAFF && visible.filter(Iso::isPrivate).isPresent()) {
            call.restsOn(HostkeyFact.STAFF_SEES_ALL);
        }
        return visible;
    }

    /**
     * Finds an active image that the caller may see by file name, else by name, else by short name, else by id. Private
     * images take precedence.
     */
    Optional<Iso> mountable(Call call, String text, Account caller) {
        List<Iso> all = db.query("""
            SELECT * FROM hostkey_iso
            WHERE status = 'active' AND :text IN (iso_name, name, short_name, CAST(id AS VARCHAR))
            ORDER BY CASE :text WHEN iso_name THEN 0 WHEN name THEN 1 WHEN short_name THEN 2 ELSE 3 END,
              owner DESC, id\
            """).bind("text", text).map(ISO).list();
        List<Iso> visible = all.stream().filter(iso -> iso.visibleTo(caller)).toList();
        Optional<Iso> first = visible.stream().findFirst();
        if (first.filter(Iso::isPrivate).isPresent() && !visible.stream().allMatch(Iso::isPrivate)) {
            call.restsOn(HostkeyFact.PRIVATE_IMAGE_FIRST);
        }
        if (first.isEmpty() && !all.isEmpty()) {
            call.restsOn(HostkeyFact.HIDDEN_RESOURCES);
        }
        return first;
    }

    /** Lists all images, by id. */
    List<Iso> list() {
        return lists.of("SELECT * FROM hostkey_iso ORDER BY id");
    }

    /** Lists the private images of a client, by id. */
    List<Iso> listPrivate(String owner) {
        return db.query("SELECT * FROM hostkey_iso WHERE owner = :owner AND owner <> '' ORDER BY id")
                .bind("owner", owner)
                .map(ISO)
                .list();
    }

    /** Deletes an image; returns whether there was one. */
    boolean delete(long id) {
        return db.update("DELETE FROM hostkey_iso WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }
}
