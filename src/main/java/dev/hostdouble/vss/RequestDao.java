package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Requests of users. Their jobs hold their status, so lists of them are not stored. */
final class RequestDao {
    private static final String COLUMNS = "id, task_id, created_at";
    private static final RowMapper<UserRequest> REQUEST = (row, context) -> new UserRequest(
            row.getLong("id"), row.getString("task_id"), Instant.ofEpochSecond(row.getLong("created_at")));

    private final Database db;
    private final ListDao<UserRequest> stored;

    RequestDao(Database db) {
        this.db = db;
        this.stored = new ListDao<>(db, "vss_request", COLUMNS, REQUEST);
    }

    /** One request of a user. */
    record UserRequest(long id, String taskId, Instant created) {}

    /** Returns the id of the next request, counted across kinds and users. */
    long next() {
        return db.next("vss.request");
    }

    /** Inserts a request of a user. */
    void insert(RequestKind kind, String user, UserRequest request) {
        db.update("""
                        INSERT INTO vss_request (id, kind, username, task_id, created_at)
                        VALUES (:id, :kind, :user, :taskId, :createdAt)""")
                .bind("id", request.id())
                .bind("kind", kind.type())
                .bind("user", user)
                .bind("taskId", request.taskId())
                .bind("createdAt", request.created().getEpochSecond())
                .execute();
    }

    /** Finds a request of a user by id. */
    Optional<UserRequest> find(RequestKind kind, String user, long id) {
        return db.query("SELECT " + COLUMNS + " FROM vss_request WHERE id = :id AND kind = :kind AND username = :user")
                .bind("id", id)
                .bind("kind", kind.type())
                .bind("user", user)
                .map(REQUEST)
                .findOne();
    }

    /** Returns the requests of a user by id. */
    List<UserRequest> requestsOf(RequestKind kind, String user) {
        return db.query("SELECT " + COLUMNS + " FROM vss_request WHERE kind = :kind AND username = :user ORDER BY id")
                .bind("kind", kind.type())
                .bind("user", user)
                .map(REQUEST)
                .list();
    }

    /** Returns the requests of a user as a list in the order of their ids: without their jobs, it has no other fields. */
    ListSource<UserRequest> byId(RequestKind kind, String user) {
        return ListSource.stored(stored, Map.of("kind", kind.type(), "username", user), List.of());
    }
}
