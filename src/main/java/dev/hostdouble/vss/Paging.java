package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Params;
import dev.hostdouble.provider.Call;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,1000}\\s*");
    private static final List<String> QUERY_PARAMETERS = List.of("expand", "filter", "sort");

    private final Urls urls;
    private final boolean keepQuery;

    /**
     * Creates the paging of a world.
     *
     * @param keepQuery whether the links keep {@code expand}, {@code filter} and {@code sort}, which clients lose
     *     otherwise (observed)
     */
    Paging(Urls urls, boolean keepQuery) {
        this.urls = urls;
        this.keepQuery = keepQuery;
    }

    /** Returns a page of a list, with links based on {@code path}. */
    <T> Page<T> page(Call call, String path, ListSource<T> list, ListQuery query) {
        int page = number(call.params(), "page", 1);
        int perPage = Math.min(number(call.params(), "per_page", DEFAULT_PER_PAGE), MAX_PER_PAGE);
        if (page < 1 || perPage < 0) {
            throw VssError.NOT_FOUND.with();
        }
        long total = list.count(query);
        long offset = (long) (page - 1) * perPage;
        if (page > 1 && (perPage == 0 || offset >= total)) {
            throw VssError.NOT_FOUND.with();
        }
        long pages = perPage == 0 ? 0 : (total + perPage - 1) / perPage;
        String start = urls.of(call, path) + "?per_page=" + perPage + "&page=";
        String end = keepQuery ? query(call.params()) : "";
        Links links = new Links(
                start + 1 + end,
                start + pages + end,
                page < pages ? start + (page + 1) + end : null,
                page,
                pages,
                perPage,
                page > 1 ? start + (page - 1) + end : null,
                total);
        return new Page<>(list.rows(query, offset, perPage, total), links, evidence(call.params(), perPage, end));
    }

    /** Links that keep the parameters are not on the page, but clients need them (observed). */
    private static Evidence evidence(Params params, int perPage, String carried) {
        if (perPage == 0 || !isIntegerOrMissing(params, "page") || !isIntegerOrMissing(params, "per_page")) {
            return Evidence.ASSUMED;
        }
        return carried.isEmpty() ? Evidence.DOCUMENTED : Evidence.OBSERVED;
    }

    private static boolean isIntegerOrMissing(Params params, String name) {
        return params.get(name).map(String::valueOf).stream()
                .allMatch(value -> INTEGER.matcher(value).matches());
    }

    private static int number(Params params, String name, int fallback) {
        Optional<String> text = params.get(name).map(String::valueOf);
        return text.filter(value -> INTEGER.matcher(value).matches())
                .map(value -> new BigInteger(value.strip().replace("+", ""))
                        .min(MAX_NUMBER)
                        .max(MAX_NUMBER.negate())
                        .intValue())
                .orElse(fallback);
    }

    private static String query(Params params) {
        StringBuilder query = new StringBuilder();
        for (String name : QUERY_PARAMETERS) {
            params.get(name)
                    .ifPresent(value ->
                            query.append('&').append(name).append('=').append(Urls.encode(String.valueOf(value))));
        }
        return query.toString();
    }

    /** One page, with the evidence for its form. */
    record Page<T>(List<T> rows, Links links, Evidence evidence) {}

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
