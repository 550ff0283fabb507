package dev.hostdouble.db;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All tables of a database, as its schema describes them, to take their content out and to put it into another one. */
public final class Tables {
    private static final int DUPLICATE = 23_505; // H2's error code for a second row with the same key

    private final Connection connection;
    private final RowBytes rowBytes;

    /** The tables of a database; what is loaded into them counts there. */
    Tables(Connection connection, RowBytes rowBytes) {
        this.connection = connection;
        this.rowBytes = rowBytes;
    }

    /** The types of columns. */
    public enum Type {
        /** A number of 32 bits. */
        INTEGER,
        /** A number of 64 bits. */
        BIGINT,
        /** A floating-point number of 64 bits. */
        DOUBLE_PRECISION,
        /** Any text. */
        CHARACTER_VARYING,
        /** True or false. */
        BOOLEAN
    }

    /** A column. */
    public record Column(String name, Type type, boolean isNullable) {}

    /** The names of the tables in lower case, sorted. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT LOWER(table_name) FROM information_schema.tables
                        WHERE table_schema = 'PUBLIC' ORDER BY 1""")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    /** The columns of a table, in order. */
    public List<Column> columns(String table) {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE FALSE")) {
            return columns(none.getMetaData());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Column> columns(ResultSetMetaData data) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(new Column(
                    data.getColumnName(i).toLowerCase(Locale.ROOT),
                    Type.valueOf(
                            data.getColumnTypeName(i).toUpperCase(Locale.ROOT).replace(' ', '_')),
                    data.isNullable(i) != ResultSetMetaData.columnNoNulls));
        }
        return columns;
    }

    /** The content of a table. */
    public SavedTable save(String table) {
        List<ObjectNode> saved = new ArrayList<>();
        // The order of insertion: it is what a query without an order gives. Nothing lists sequences, and they begin in
        // the order in which providers open.
        String order = table.equals(Sequences.NAME) ? "name" : "_ROWID_";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY " + order)) {
            List<Column> columns = columns(rows.getMetaData());
            while (rows.next()) {
                saved.add(row(rows, columns));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new SavedTable(table, saved);
    }

    private static ObjectNode row(ResultSet rows, List<Column> columns) throws SQLException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= columns.size(); i++) {
            Column column = columns.get(i - 1);
            if (rows.getObject(i) == null) {
                row.putNull(column.name());
                continue;
            }
            switch (column.type()) {
                case INTEGER, BIGINT -> row.put(column.name(), rows.getLong(i));
                case DOUBLE_PRECISION -> row.put(column.name(), rows.getDouble(i));
                case CHARACTER_VARYING -> row.put(column.name(), rows.getString(i));
                case BOOLEAN -> row.put(column.name(), rows.getBoolean(i));
            }
        }
        return row;
    }

    /**
     * Replaces the content of a table.
     *
     * @throws UnfitException if two rows have the same key, or a value does not fit its column
     */
    public void load(SavedTable table) {
        List<Column> columns = columns(table.name());
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String values = String.join(", ", Collections.nCopies(columns.size(), "?"));
        int number = 0;
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO " + table.name() + " (" + names + ") VALUES (" + values + ")")) {
            statement.execute("DELETE FROM " + table.name());
            for (ObjectNode row : table.rows()) {
                bind(insert, row, columns);
                insert.executeUpdate();
                number++;
            }
        } catch (SQLException e) {
            String why =
                    e.getErrorCode() == DUPLICATE ? "another row has the same key" : "a value does not fit its column";
            throw new UnfitException(table.name(), number, why);
        }
        rowBytes.loaded(table.rows().size(), columns.size());
    }

    private static void bind(PreparedStatement insert, ObjectNode row, List<Column> columns) throws SQLException {
        for (int i = 1; i <= columns.size(); i++) {
            Column column = columns.get(i - 1);
            JsonNode value = row.path(column.name());
            if (value.isNull() || value.isMissingNode()) {
                insert.setObject(i, null);
                continue;
            }
            switch (column.type()) {
                case INTEGER, BIGINT -> insert.setLong(i, value.longValue());
                case DOUBLE_PRECISION -> insert.setDouble(i, value.doubleValue());
                case CHARACTER_VARYING -> insert.setString(i, value.textValue());
                case BOOLEAN -> insert.setBoolean(i, value.booleanValue());
            }
        }
    }

    /**
     * The place of the first row of a table that does not meet a condition; -1 if all do.
     *
     * @param condition an SQL condition on the columns of the table
     */
    public int firstUnlike(String table, String condition) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT (" + condition + ") IS TRUE FROM " + table + " ORDER BY _ROWID_")) {
            for (int number = 0; rows.next(); number++) {
                if (!rows.getBoolean(1)) {
                    return number;
                }
            }
            return -1;
        } catch (SQLException e) {
            throw new IllegalStateException(table + ": " + condition, e);
        }
    }

    /** A saved row that its table cannot hold. */
    public static final class UnfitException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String table;
        private final int row;

        UnfitException(String table, int row, String why) {
            super(why);
            this.table = table;
            this.row = row;
        }

        /** The name of the table. */
        public String table() {
            return table;
        }

        /** The place of the row, from 0. */
        public int row() {
            return row;
        }
    }
}
