package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ListField.Kind;
import dev.hostdouble.vss.Paging.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A list of objects that no table has as they are, such as those whose members depend on the time. The database filters,
 * sorts and pages it as any other list.
 */
final class ComputedListDao<T> {
    private static final String PLACE = "place";
    private static final String ID = "id";

    private final List<Column<T>> columns;
    private final Set<String> known;
    private final TextOrder order;
    private final List<ListField> fields;
    private final ListDao<Integer> list;

    /**
     * Creates a kind of list.
     *
     * @param order the order of texts
     * @param known the fields by which clients filter and sort
     * @param columns the fields by which it can be filtered and sorted; without one called {@code id}, it is in the order
     *     of its objects
     */
    ComputedListDao(Database db, TextOrder order, Set<String> known, List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
        this.known = Set.copyOf(known);
        this.order = order;
        this.fields = columns.stream().map(this::field).toList();
        Map<String, String> types = new LinkedHashMap<>();
        types.put(PLACE, "INT");
        types.put(ID, "BIGINT");
        columns.forEach(column -> column.addTo(types));
        String arrays = types.entrySet().stream()
                .map(type -> "CAST(:" + type.getKey() + " AS " + type.getValue() + " ARRAY)")
                .collect(Collectors.joining(", ", "UNNEST(", ") AS one ("));
        String table = arrays + String.join(", ", types.keySet()) + ")";
        this.list = new ListDao<>(db, table, PLACE, (row, context) -> row.getInt(PLACE));
    }

    /** A member of the objects: a number, a text, a flag or an {@link Instant}. */
    record Column<T>(String name, Kind kind, Function<T, Object> value) {
        void addTo(Map<String, String> types) {
            switch (kind) {
                case NUMBER -> types.put(name, "BIGINT");
                case FLAG -> types.put(name, "BOOLEAN");
                case TEXT -> {
                    types.put(name, "VARCHAR");
                    types.put(name + "_key", "VARCHAR");
                }
                case TIME -> {
                    types.put(name, "VARCHAR");
                    types.put(name + "_at", "BIGINT");
                }
            }
        }
    }

    private ListField field(Column<T> column) {
        return switch (column.kind()) {
            case NUMBER -> ListField.number(column.name());
            case FLAG -> ListField.flag(column.name());
            case TEXT -> ListField.text(column.name(), order);
            case TIME -> ListField.time(column.name(), column.name() + "_at");
        };
    }

    /** Returns a page of a list of objects, and notes what it rests on. */
    Page<T> page(Call call, Paging paging, String path, List<T> objects) {
        Page<Integer> page = paging.page(call, path, source(objects));
        Stream<ListField> used = Stream.concat(
                page.query().conditions().stream().map(FilterCondition::field),
                page.query().keys().stream().map(ListQuery.SortKey::field));
        Set<AccountFact> facts = used.map(
                        field -> known.contains(field.name()) ? AccountFact.CLIENT_FIELDS : AccountFact.OTHER_FIELDS)
                .collect(Collectors.toSet());
        facts.forEach(call::restsOn);
        if (call.params().get(Paging.EXPAND).isPresent()) {
            call.restsOn(AccountFact.ALWAYS_OBJECTS);
        }
        return new Page<>(page.rows().stream().map(objects::get).toList(), page.links(), page.query());
    }

    private ListSource<Integer> source(List<T> objects) {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put(PLACE, IntStream.range(0, objects.size()).boxed().toList());
        rows.put(ID, IntStream.range(0, objects.size()).mapToObj(Long::valueOf).toList());
        for (Column<T> column : columns) {
            List<Object> values = new ArrayList<>(objects.size());
            objects.forEach(object -> values.add(column.value().apply(object)));
            switch (column.kind()) {
                case NUMBER, FLAG -> rows.put(column.name(), values);
                case TEXT -> {
                    rows.put(column.name(), values);
                    rows.put(
                            column.name() + "_key",
                            values.stream()
                                    .map(text -> order.key((String) text))
                                    .toList());
                }
                case TIME -> {
                    rows.put(
                            column.name(),
                            values.stream()
                                    .map(time -> Times.text((Instant) time))
                                    .toList());
                    rows.put(
                            column.name() + "_at",
                            values.stream()
                                    .map(time -> ((Instant) time).getEpochSecond())
                                    .toList());
                }
            }
        }
        return new ListSource<>(list, Map.of(), rows, fields);
    }
}
