package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Synchronization requests. Their jobs hold their status, so lists of them are not stored. */
final class RequestDao {
    private static final String COLUMNS = "id, task_id, created_at";
    private static final RowMapper<SyncRequest> REQUEST = (row, context) -> new SyncRequest(
            row.getLong("id"), row.getString("task_id"), Instant.ofEpochSecond(row.getLong("created_at")));

    /** The columns of a list and their types. */
    private static final Map<String, String> LIST = columns();

    private final Database db;
    private final TextOrder order;
    private final List<ListField> fields;
    private final ListDao<SyncRequest> list;
    private final ListDao<SyncRequest> stored;

    /** @param order the order of texts */
    RequestDao(Database db, TextOrder order) {
        this.db = db;
        this.order = order;
        this.fields = List.of(
                ListField.number("id"),
                ListField.text("task_id", order),
                ListField.text("status", order),
                ListField.text("type", order),
                ListField.text("username", order),
                ListField.time("created_on", "created_at"),
                ListField.time("updated_on", "updated_at"));
        String arrays = LIST.entrySet().stream()
                .map(column -> "CAST(:" + column.getKey() + " AS " + column.getValue() + " ARRAY)")
                .collect(Collectors.joining(", ", "UNNEST(", ") AS request ("));
        this.stored = new ListDao<>(db, "vss_request", COLUMNS, REQUEST);
        this.list = new ListDao<>(db, arrays + String.join(", ", LIST.keySet()) + ")", COLUMNS, REQUEST);
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "BIGINT");
        for (String name : List.of("task_id", "status", "type", "username")) {
            columns.put(name, "VARCHAR");
            columns.put(name + "_key", "VARCHAR");
        }
        for (String name : List.of("created", "updated")) {
            columns.put(name + "_at", "BIGINT");
            columns.put(name + "_on", "VARCHAR");
        }
        return columns;
    }

    /** One synchronization request of a user. */
    record SyncRequest(long id, String taskId, Instant created) {}

    /** A request in a list, with what its job and its user add. */
    record ListedRequest(SyncRequest request, Instant updated, String status, String type, String username) {}

    /** Returns the id of the next request, counted across users. */
    long next() {
        return db.next("vss.request");
    }

    /** Inserts a request of a user. */
    void insert(String user, SyncRequest request) {
        db.update("""
                        INSERT INTO vss_request (id, username, task_id, created_at)
                        VALUES (:id, :user, :taskId, :createdAt)""")
                .bind("id", request.id())
                .bind("user", user)
                .bind("taskId", request.taskId())
                .bind("createdAt", request.created().getEpochSecond())
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

    /** Returns the requests of a user by id. */
    List<SyncRequest> requestsOf(String user) {
        return db.query("SELECT " + COLUMNS + " FROM vss_request WHERE username = :user ORDER BY id")
                .bind("user", user)
                .map(REQUEST)
                .list();
    }

    /** Returns the requests of a user as a list in the order of their ids: without their jobs, it has no other fields. */
    ListSource<SyncRequest> byId(String user) {
        return ListSource.stored(stored, Map.of("username", user), fields);
    }

    /** Returns requests as a list that can be filtered, sorted and paged. */
    ListSource<SyncRequest> list(List<ListedRequest> requests) {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("id", column(requests, one -> one.request().id()));
        text(rows, "task_id", requests, one -> one.request().taskId());
        text(rows, "status", requests, ListedRequest::status);
        text(rows, "type", requests, ListedRequest::type);
        text(rows, "username", requests, ListedRequest::username);
        time(rows, "created", requests, one -> one.request().created());
        time(rows, "updated", requests, ListedRequest::updated);
        return new ListSource<>(list, Map.of(), rows, fields);
    }

    private void text(
            Map<String, Object> rows, String name, List<ListedRequest> requests, Function<ListedRequest, String> text) {
        rows.put(name, column(requests, text));
        rows.put(name + "_key", column(requests, text.andThen(order::key)));
    }

    private static void time(
            Map<String, Object> rows,
            String name,
            List<ListedRequest> requests,
            Function<ListedRequest, Instant> time) {
        rows.put(name + "_at", column(requests, time.andThen(Instant::getEpochSecond)));
        rows.put(name + "_on", column(requests, time.andThen(Times::text)));
    }

    private static <V> List<V> column(List<ListedRequest> requests, Function<ListedRequest, V> value) {
        return requests.stream().map(value).toList();
    }
}
