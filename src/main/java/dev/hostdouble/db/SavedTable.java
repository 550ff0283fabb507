package dev.hostdouble.db;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The content of a table at one moment.
 *
 * @param rows in the order in which they were inserted; each has every column by its name in lower case, as a number, text,
 *     truth value or null
 */
public record SavedTable(String name, List<ObjectNode> rows) {
    public SavedTable {
        rows = List.copyOf(rows);
    }
}
