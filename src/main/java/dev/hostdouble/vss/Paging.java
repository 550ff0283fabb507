package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ListViews.View;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits lists into pages. {@code per_page} defaults to 10 and is at most 250 (page). Three rules follow the published
 * pattern (assumed): pages below 1 or beyond the last, and a negative {@code per_page}, are answered with 404; {@code
 * per_page=0} gives an empty page; a value that is not a number counts as missing.
 */
final class Paging {
    private static final int DEFAULT_PER_PAGE = 10;
    private static final int MAX_PER_PAGE = 250;
    private static final BigInteger MAX_NUMBER = BigInteger.valueOf(1_000_000_000);

    /** The names of the parameters. */
    static final String PAGE = "page";

    static final String PER_PAGE = "per_page";
    static final String EXPAND = "expand";
    static final String FILTER = "filter";
    static final String SORT = "sort";

    private static final List<String> NUMBERS = List.of(PAGE, PER_PAGE);
    static final List<String> VIEW = List.of(FILTER, SORT);

    private final Urls urls;
    private final ListViews views;

    Paging(Database db, Urls urls, Options options) {
        this.urls = urls;
        this.views = new ListViews(db, options);
    }

    /**
     * The options of lists in a world.
     *
     * @param carryView whether links keep {@code filter} and {@code sort}, which clients lose otherwise (observed)
     * @param carryExpand whether links keep {@code expand}, unlike those on the page (observed)
     * @param lists how filters and sorts are read
     */
    record Options(boolean carryView, boolean carryExpand, VssState.ListOptions lists) {}

    /** Returns a page of a list, with links based on {@code path}, and notes what it rests on. */
    <T> Page<T> page(Call call, String path, ListSource<T> list) {
        View<T> view = view(call, list);
        int page = number(call, PAGE, 1);
        int asked = number(call, PER_PAGE, DEFAULT_PER_PAGE);
        int perPage = Math.min(asked, MAX_PER_PAGE);
        if (asked > MAX_PER_PAGE) {
            call.restsOn(VssFact.CAPPED_PAGE);
        }
        if (perPage == 0) {
            call.restsOn(VssFact.EMPTY_PAGE);
        }
        noteRepeated(call, NUMBERS);
        if (page < 1 || perPage < 0) {
            throw outOfRange(call);
        }
        long total = view.total();
        if (total == 0) {
            call.restsOn(VssFact.EMPTY_LIST);
        }
        long offset = (long) (page - 1) * perPage;
        if (page > 1 && (perPage == 0 || offset >= total)) {
            throw outOfRange(call);
        }
        long pages = perPage == 0 ? 0 : (total + perPage - 1) / perPage;
        String start = urls.of(call, path) + "?per_page=" + perPage + "&page=";
        String end = view.kept().text();
        view.kept().facts().forEach(call::restsOn);
        Links links = new Links(
                start + 1 + end,
                start + pages + end,
                page < pages ? start + (page + 1) + end : null,
                page,
                pages,
                perPage,
                page > 1 ? start + (page - 1) + end : null,
                total);
        return new Page<>(view.rows(offset, perPage), links, view.query());
    }

    private static ApiException outOfRange(Call call) {
        call.restsOn(VssFact.PAGE_RANGE);
        return VssError.NOT_FOUND.with();
    }

    /** Returns a list without pages, and notes what it rests on. */
    <T> List<T> all(Call call, ListSource<T> list) {
        View<T> view = view(call, list);
        if (NUMBERS.stream().anyMatch(name -> call.params().get(name).isPresent())) {
            call.restsOn(VssFact.PERSONAL_PAGE_IGNORED);
        }
        if (view.total() == 0) {
            call.restsOn(VssFact.EMPTY_WHOLE);
        }
        return view.rows(0, (int) view.total());
    }

    /** Whether a call asks for objects instead of URLs: with any value, as in the published pattern. */
    static boolean isExpanded(Call call) {
        Optional<String> value = call.params().get(EXPAND).map(String::valueOf);
        noteRepeated(call, List.of(EXPAND));
        if (value.filter(text -> !text.equals("1")).isPresent()) {
            call.restsOn(VssFact.ODD_EXPAND);
        }
        return value.filter(text -> !text.isEmpty()).isPresent();
    }

    private <T> View<T> view(Call call, ListSource<T> list) {
        View<T> view = views.of(list, call.request().query(), call.params().values());
        view.facts().forEach(call::restsOn);
        return view;
    }

    /** Notes that a call has one of these parameters more than once. */
    static void noteRepeated(Call call, List<String> names) {
        Set<String> repeated = QueryString.repeated(call.request().query());
        if (!repeated.isEmpty() && names.stream().anyMatch(repeated::contains)) {
            call.restsOn(VssFact.REPEATED_PARAMETER);
        }
    }

    private static int number(Call call, String name, int fallback) {
        Optional<String> text = call.params().get(name).map(String::valueOf);
        if (text.isEmpty()) {
            return fallback;
        }
        if (!call.operation().parameter(name).values().allow(text.get())) {
            call.restsOn(VssFact.ODD_NUMBER);
            return fallback;
        }
        BigInteger number = new BigInteger(text.get().strip().replace("+", ""));
        if (!number.toString().equals(text.get())) {
            call.restsOn(VssFact.NUMBER_FORM);
        }
        return number.min(MAX_NUMBER).max(MAX_NUMBER.negate()).intValue();
    }

    /** One page of the rows that match a query. */
    record Page<T>(List<T> rows, Links links, ListQuery query) {}

    /** {@code meta.pages}, in the order of the page. */
    record Links(
            @JsonProperty("first_url") String firstUrl,
            @JsonProperty("last_url") String lastUrl,
            @JsonProperty("next_url") @Nullable String nextUrl,
            int page,
            long pages,
            @JsonProperty("per_page") int perPage,
            @JsonProperty("prev_url") @Nullable String prevUrl,
            long total) {}
}
