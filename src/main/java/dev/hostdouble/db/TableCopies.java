package dev.hostdouble.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The content of all tables of a database at one moment, for other databases with the same tables. It never changes, so several
 * databases can be filled from it, at any time. Its values are shared with the database that it was taken from.
 */
public final class TableCopies {
    private final List<TableCopy> tables;
    private final RowBytes.Size size;

    private TableCopies(List<TableCopy> tables, RowBytes.Size size) {
        this.tables = List.copyOf(tables);
        this.size = size;
    }

    /** The rows of a table in the order in which they were inserted, one value after the other. */
    private record TableCopy(String insert, int columns, List<Object> values) {}

    static TableCopies of(Connection connection, RowBytes rowBytes) {
        List<TableCopy> copies = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : new Tables(connection, rowBytes).names()) {
                TableCopy copy = copy(statement, name);
                if (!copy.values().isEmpty()) {
                    copies.add(copy);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot copy tables", e);
        }
        return new TableCopies(copies, rowBytes.size());
    }

    private static TableCopy copy(Statement statement, String name) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + name + " ORDER BY _ROWID_")) {
            ResultSetMetaData data = rows.getMetaData();
            int columns = data.getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    values.add(rows.getObject(i));
                }
            }
            String places = String.join(", ", Collections.nCopies(columns, "?"));
            return new TableCopy("INSERT INTO " + name + " VALUES (" + places + ")", columns, values);
        }
    }

    /** About how many bytes the rows use. */
    public long bytes() {
        return size.bytes();
    }

    void into(Connection connection, RowBytes rowBytes) {
        try {
            for (TableCopy table : tables) {
                try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
                    int place = 0;
                    for (Object value : table.values()) {
                        place++;
                        insert.setObject(place, value);
                        if (place == table.columns()) {
                            insert.executeUpdate();
                            place = 0;
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill tables", e);
        }
        rowBytes.filled(size);
    }
}
