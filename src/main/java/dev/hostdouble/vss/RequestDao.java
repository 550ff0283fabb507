package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Synchronization requests. Their jobs hold their status. */
final class RequestDao {
    /** The fields for filtering and sorting requests. The other members depend on the clock and have no column. */
    private static final List<ListField> FIELDS = List.of(
            ListField.number("id", "id"),
            ListField.text("task_id", "task_id"),
            ListField.time("created_on", "created_at", "created_on"));

    private static final String COLUMNS = "id, task_id, created_at";
    private static final RowMapper<SyncRequest> REQUEST = (row, context) -> new SyncRequest(
            row.getLong("id"), row.getString("task_id"), Instant.ofEpochSecond(row.getLong("created_at")));

    private final Database db;
    private final ListDao<SyncRequest> list;

    RequestDao(Database db) {
        this.db = db;
        this.list = new ListDao<>(db, "vss_request", COLUMNS, REQUEST);
    }

    /** One synchronization request of a user. */
    record SyncRequest(long id, String taskId, Instant created) {}

    /** Returns the id of the next request, counted across users. */
    long next() {
        return db.next("vss.request");
    }

    /** Inserts a request of a user. */
    void insert(String user, SyncRequest request) {
        db.update("""
                        INSERT INTO vss_request (id, username, task_id, created_at, created_on)
                        VALUES (:id, :user, :taskId, :createdAt, :createdOn)""")
                .bind("id", request.id())
                .bind("user", user)
                .bind("taskId", request.taskId())
                .bind("createdAt", request.created().getEpochSecond())
                .bind("createdOn", Times.text(request.created()))
                .execute();
    }

    /** Finds a request of a user by id. */
    Optional<SyncRequest> find(String user, long id) {
        return db.query("SELECT " + COLUMNS + " FROM vss_request WHERE id = :id AND username = :user")
                .bind("id", id)
                .bind("user", user)
                .map(REQUEST)
                .findOne();
    }

    /** Returns the requests of a user as a list that can be filtered, sorted and paged. */
    ListSource<SyncRequest> requestsOf(String user) {
        return new ListSource<>(list, Map.of("username", user), FIELDS);
    }
}
