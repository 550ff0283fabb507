package dev.hostdouble.vss;

import dev.hostdouble.core.Params;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What calls ask to see of a list: parameters are read, and rows counted, once for all pages of the same view. */
final class ListViews {
    /** Longer queries are not remembered. */
    private static final int MAX_LENGTH = 500;

    private final Paging.Options options;
    private final Remembered<Asked<?>, View<?>> views;
    private final Remembered<Slice<?>, List<?>> slices;

    ListViews(Database db, Paging.Options options) {
        this.options = options;
        this.views = db.remember(this::read);
        this.slices = db.remember(Slice::read, List::size);
    }

    /**
     * What a call asks for.
     *
     * @param raw the query string as sent
     * @param values the values of its parameters
     */
    private record Asked<T>(ListSource<T> list, String raw, Map<String, Object> values) {
        /** Everything else of a list follows from these. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Asked<?> asked
                    && list.table() == asked.list.table()
                    && list.scope().equals(asked.list.scope())
                    && raw.equals(asked.raw)
                    && values.equals(asked.values);
        }

        @Override
        public int hashCode() {
            return 31 * raw.hashCode() + list.scope().hashCode();
        }

        boolean isShort() {
            return raw.length() <= MAX_LENGTH
                    && values.values().stream()
                                    .mapToInt(value -> String.valueOf(value).length())
                                    .sum()
                            <= MAX_LENGTH;
        }
    }

    /** Some rows of a view. */
    private record Slice<T>(View<T> view, long offset, int limit) {
        List<T> read() {
            return List.copyOf(view.list().rows(view.query(), offset, limit, view.total()));
        }

        /** A view is made once. */
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Slice<?> slice
                    && view == slice.view
                    && offset == slice.offset
                    && limit == slice.limit;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(view) + 31 * (int) offset + limit;
        }
    }

    /**
     * A list as a call asks for it.
     *
     * @param facts what reading the parameters, and looking at the rows, rests on
     * @param total how many rows there are
     * @param kept what links keep of the parameters
     */
    record View<T>(ListViews views, ListSource<T> list, ListQuery query, List<VssFact> facts, long total, Kept kept) {
        /** Returns up to {@code limit} rows. */
        @SuppressWarnings("unchecked") // the rows of this view
        List<T> rows(long offset, int limit) {
            Slice<T> slice = new Slice<>(this, offset, limit);
            return list.isStored() ? (List<T>) views.slices.of(slice) : slice.read();
        }
    }

    /** A part of the query of links, and what it rests on. */
    record Kept(String text, List<VssFact> facts) {}

    @SuppressWarnings("unchecked") // the view of this list
    <T> View<T> of(ListSource<T> list, String raw, Map<String, Object> values) {
        Asked<T> asked = new Asked<>(list, raw, values);
        return list.isStored() && asked.isShort() ? (View<T>) views.of(asked) : read(asked);
    }

    private <T> View<T> read(Asked<T> asked) {
        ListSource<T> list = asked.list();
        Params params = new Params(asked.values());
        ListQuery query = ListQuery.of(params, list.fields(), options.lists());
        Set<VssFact> facts = new LinkedHashSet<>(query.facts());
        noteIf(
                Paging.VIEW.stream().anyMatch(QueryString.repeated(asked.raw())::contains),
                VssFact.REPEATED_PARAMETER,
                facts);
        noteIf(query.conditions().stream().anyMatch(list::dependsOnCase), VssFact.LETTER_CASE, facts);
        noteIf(query.keys().size() == 1 && list.hasTies(query), VssFact.TIES, facts);
        noteIf(query.conditions().stream().anyMatch(list::dependsOnUnderscores), VssFact.LIKE_SIGNS, facts);
        noteIf(QueryString.hasOddEscape(asked.raw()), VssFact.LITERAL_PERCENT, facts);
        noteIf(params.get("name").isPresent(), VssFact.UNKNOWN_PARAMETER, facts); // it was one before paging
        return new View<>(this, list, query, List.copyOf(facts), list.count(query), kept(params));
    }

    private static void noteIf(boolean isSo, VssFact fact, Set<VssFact> facts) {
        if (isSo) {
            facts.add(fact);
        }
    }

    /** The parameters that links keep. */
    private Kept kept(Params params) {
        StringBuilder query = new StringBuilder();
        List<VssFact> facts = new ArrayList<>();
        if (options.carryExpand() && keep(params, Paging.EXPAND, query)) {
            facts.add(VssFact.KEPT_EXPAND);
        }
        for (String name : Paging.VIEW) {
            if (options.carryView() && keep(params, name, query)) {
                facts.add(VssFact.KEPT_VIEW);
            } else if (params.get(name).isPresent()) {
                facts.add(VssFact.DROPPED_VIEW);
            }
        }
        return new Kept(query.toString(), List.copyOf(facts));
    }

    private static boolean keep(Params params, String name, StringBuilder query) {
        Optional<Object> value = params.get(name);
        value.ifPresent(text -> query.append('&').append(name).append('=').append(Urls.encode(String.valueOf(text))));
        return value.isPresent();
    }
}
