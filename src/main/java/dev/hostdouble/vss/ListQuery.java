package dev.hostdouble.vss;

import dev.hostdouble.core.Params;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The filter and sort parameters of a list: {@code filter=<field>,<operator>,<value>;…} and {@code
 * sort=<field>,<asc|desc>;…}. Invalid parts are ignored, as in the published pattern.
 *
 * @param facts what the result rests on, collected from each part
 */
record ListQuery(List<FilterCondition> conditions, List<SortKey> keys, Set<VssFact> facts) {
    private static final int PARTS = 2;

    ListQuery {
        conditions = List.copyOf(conditions);
        keys = List.copyOf(keys);
        facts = Set.copyOf(facts);
    }

    /** One sort field. */
    record SortKey(ListField field, boolean descending) {}

    /** The query for the whole list, in the order of ids. */
    static ListQuery all() {
        return new ListQuery(List.of(), List.of(), Set.of());
    }

    /** Returns a query with one filter. */
    static ListQuery of(FilterCondition condition) {
        return new ListQuery(List.of(condition), List.of(), Set.of());
    }

    /** Parses the parameters of a call. */
    static ListQuery of(Params params, List<ListField> fields, VssState.ListOptions options) {
        Set<VssFact> facts = EnumSet.noneOf(VssFact.class);
        List<FilterCondition> conditions = new ArrayList<>();
        for (String text : pieces(params, "filter")) {
            FilterCondition.read(text, fields, options, facts::add).ifPresent(conditions::add);
        }
        if (conditions.size() > 1) {
            facts.add(VssFact.SEVERAL_FILTERS);
        }
        List<SortKey> keys = new ArrayList<>();
        for (String text : pieces(params, "sort")) {
            key(text, fields, options, facts::add).ifPresent(keys::add);
        }
        if (keys.size() > 1) {
            facts.add(VssFact.SEVERAL_SORTS);
        }
        return new ListQuery(conditions, keys, facts);
    }

    private static List<String> pieces(Params params, String name) {
        return params.get(name)
                .map(value -> List.of(String.valueOf(value).split(";", -1)))
                .orElse(List.of());
    }

    /** Any direction other than {@code desc} is ascending, as in the published pattern. */
    private static Optional<SortKey> key(
            String text, List<ListField> fields, VssState.ListOptions options, Consumer<VssFact> facts) {
        String[] parts = text.split(",", -1);
        Optional<ListField> field =
                fields.stream().filter(known -> known.name().equals(parts[0])).findFirst();
        if (field.isEmpty()) {
            facts.accept(VssFact.INVALID_SORT);
            return Optional.empty();
        }
        boolean descending = parts.length == PARTS && parts[1].equals("desc");
        if (parts.length == 1) {
            facts.accept(VssFact.NO_DIRECTION);
        } else if (parts.length > PARTS || !(descending || parts[1].equals("asc"))) {
            facts.accept(VssFact.ODD_DIRECTION);
        }
        if (field.get().kind() == ListField.Kind.TEXT) {
            facts.accept(options.orderFact());
        }
        return Optional.of(new SortKey(field.get(), descending));
    }
}
