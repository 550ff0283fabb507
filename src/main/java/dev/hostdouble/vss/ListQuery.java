package dev.hostdouble.vss;

import dev.hostdouble.core.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The filter and sort parameters of a list: {@code filter=<field>,<operator>,<value>;…} and {@code
 * sort=<field>,<asc|desc>;…}. Invalid parts are ignored, as in the published pattern.
 *
 * @param assumed whether the page does not document the result: a part was ignored or has extra commas
 */
record ListQuery(List<FilterCondition> conditions, List<SortKey> keys, boolean assumed) {
    ListQuery {
        conditions = List.copyOf(conditions);
        keys = List.copyOf(keys);
    }

    /** One sort field. */
    record SortKey(ListField field, boolean descending) {}

    /** Parses the parameters of a call. */
    static ListQuery of(Params params, List<ListField> fields, VssState.ExtraCommas extraCommas) {
        boolean assumed = false;
        List<FilterCondition> conditions = new ArrayList<>();
        for (String text : pieces(params, "filter")) {
            Optional<FilterCondition> condition = FilterCondition.read(text, fields, extraCommas);
            condition.ifPresent(conditions::add);
            assumed |= condition.isEmpty() || FilterCondition.extraCommas(text);
        }
        List<SortKey> keys = new ArrayList<>();
        for (String text : pieces(params, "sort")) {
            Optional<SortKey> key = key(text, fields);
            key.ifPresent(keys::add);
            assumed |= key.isEmpty();
        }
        return new ListQuery(conditions, keys, assumed);
    }

    private static List<String> pieces(Params params, String name) {
        String all = params.get(name).map(String::valueOf).orElse("");
        return all.isEmpty() ? List.of() : List.of(all.split(";", -1));
    }

    /** Any direction other than {@code desc} is ascending, as in the published pattern. */
    private static Optional<SortKey> key(String text, List<ListField> fields) {
        String[] parts = text.split(",", -1);
        boolean descending =
                parts.length == 2 && parts[1].toLowerCase(Locale.ROOT).equals("desc");
        return fields.stream()
                .filter(field -> parts.length <= 2 && field.name().equals(parts[0]))
                .map(field -> new SortKey(field, descending))
                .findFirst();
    }
}
