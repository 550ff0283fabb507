package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A list that is in no table but can be filtered, sorted and paged like one: SQL gets the values of each field as an array.
 * Names of fields become names of columns, so they come from the program alone.
 *
 * @param <R> its rows
 */
final class UnstoredListDao<R> {
    private static final String ID = "id";

    private final Database db;
    private final TextOrder order;
    private final List<ListField> fields = new ArrayList<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Function<R, Object>> values = new LinkedHashMap<>();
    private final Function<R, Long> id;

    /**
     * A list without fields.
     *
     * @param order the order of texts
     * @param id the number of a row: rows have different ones, and follow them where nothing else orders them
     */
    UnstoredListDao(Database db, TextOrder order, Function<R, Long> id) {
        this.db = db;
        this.order = order;
        this.id = id;
        column(ID, "BIGINT", id::apply);
    }

    /** Makes the number of a row a field. */
    UnstoredListDao<R> id() {
        fields.add(ListField.number(ID));
        return this;
    }

    /** Adds a field with whole numbers. */
    UnstoredListDao<R> number(String name, Function<R, Long> value) {
        fields.add(ListField.number(name));
        return column(name, "BIGINT", value::apply);
    }

    /** Adds a field with texts. */
    UnstoredListDao<R> text(String name, Function<R, String> value) {
        fields.add(ListField.text(name, order));
        column(name, "VARCHAR", value::apply);
        return column(name + "_key", "VARCHAR", row -> order.key(value.apply(row)));
    }

    /** Adds a field with times. */
    UnstoredListDao<R> time(String name, Function<R, Instant> value) {
        String seconds = name + "_at";
        fields.add(ListField.time(name, seconds));
        column(name, "VARCHAR", row -> Times.text(value.apply(row)));
        return column(seconds, "BIGINT", row -> value.apply(row).getEpochSecond());
    }

    /** Adds a flag that is the same for all rows. */
    UnstoredListDao<R> flag(String name, boolean value) {
        fields.add(ListField.flag(name, value));
        return this;
    }

    private UnstoredListDao<R> column(String name, String type, Function<R, Object> value) {
        types.put(name, type);
        values.put(name, value);
        return this;
    }

    List<ListField> fields() {
        return List.copyOf(fields);
    }

    /** Returns rows as a list; {@code shown} makes of a row what pages contain. */
    <T> ListSource<T> of(List<R> rows, Function<R, T> shown) {
        String arrays = types.entrySet().stream()
                .map(column -> "CAST(:" + column.getKey() + " AS " + column.getValue() + " ARRAY)")
                .collect(Collectors.joining(", ", "UNNEST(", ") AS listed ("));
        Map<Long, R> byId = new HashMap<>();
        rows.forEach(row -> byId.put(id.apply(row), row));
        ListDao<T> table = new ListDao<>(
                db,
                arrays + String.join(", ", types.keySet()) + ")",
                ID,
                (row, context) -> shown.apply(Objects.requireNonNull(byId.get(row.getLong(ID)))));
        Map<String, Object> columns = new LinkedHashMap<>();
        values.forEach(
                (name, value) -> columns.put(name, rows.stream().map(value).toList()));
        return new ListSource<>(table, Map.of(), columns, fields());
    }
}
