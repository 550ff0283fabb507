package dev.hostdouble.world;

import dev.hostdouble.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * All rows of a world's database as they were at one moment: to see whether a call has changed any, and to take it back,
 * which is much faster than a new world. The clock must not move meanwhile.
 */
public final class WorldSnapshot {
    private final World world;
    private final Map<String, Set<List<Object>>> rows; // by table; every table has a primary key
    private final long hash;
    private long updates;

    private WorldSnapshot(World world, Map<String, Set<List<Object>>> rows, long hash, long updates) {
        this.world = world;
        this.rows = rows;
        this.hash = hash;
        this.updates = updates;
    }

    /** The world as it is now, after what is due. */
    public static WorldSnapshot of(World world) {
        long hash = WorldContent.hash(world);
        return world.with(session -> {
            Database database = session.state().database();
            Map<String, Set<List<Object>>> rows = database.transaction(() -> {
                Map<String, Set<List<Object>>> all = new LinkedHashMap<>();
                tables(database).forEach(table -> all.put(table, rows(database, table)));
                return all;
            });
            return new WorldSnapshot(world, rows, hash, database.updates());
        });
    }

    /** The tables that differ; empty if the world is the same, byte for byte. Cheap if no call tried to change anything. */
    public List<String> changes() {
        return world.with(session -> {
            Database database = session.state().database();
            if (database.updates() == updates) {
                return List.of();
            }
            List<String> changed = changes(database);
            updates = database.updates();
            return changed;
        });
    }

    private List<String> changes(Database database) {
        return database.transaction(() -> tables(database).stream()
                .filter(table -> !rows(database, table).equals(rows.get(table)))
                .toList());
    }

    /** Whether the hash of all content is as it was; slower, but independent of how calls change a world. */
    public boolean isSame() {
        return WorldContent.hash(world) == hash;
    }

    /** Brings those tables back. */
    public void restore(List<String> changed) {
        world.run(session -> {
            Database database = session.state().database();
            database.transaction(() -> {
                database.tables(); // reads the numbers of sequences anew afterwards
                changed.forEach(table -> restore(database, table));
                return changed;
            });
            updates = database.updates();
            forget(database);
        });
    }

    private void restore(Database database, String table) {
        database.update("DELETE FROM \"" + table + "\"").execute();
        Set<List<Object>> kept = rows.getOrDefault(table, Set.of());
        if (kept.isEmpty()) {
            return;
        }
        int columns = kept.iterator().next().size();
        PreparedBatch batch =
                database.batch("INSERT INTO \"" + table + "\" VALUES (" + "?, ".repeat(columns - 1) + "?)");
        for (List<Object> row : kept) {
            for (int i = 0; i < columns; i++) {
                batch.bind(i, row.get(i));
            }
            batch.add();
        }
        batch.execute();
    }

    /** What is cached of the database is asked for again, as after any rollback. */
    private static void forget(Database database) {
        try {
            database.transaction(() -> {
                throw new RolledBackException();
            });
        } catch (RolledBackException e) {
            // that was all
        }
    }

    private static final class RolledBackException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static List<String> tables(Database database) {
        database.tables(); // has the numbers of sequences written
        return database.query("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = 'PUBLIC' ORDER BY table_name""").mapTo(String.class).list();
    }

    private static Set<List<Object>> rows(Database database, String table) {
        return new HashSet<>(database.query("SELECT * FROM \"" + table + "\"")
                .map((row, context) -> row(row))
                .list());
    }

    private static List<Object> row(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>(); // may contain null
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            values.add(row.getObject(column));
        }
        return values;
    }
}
