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
 * pattern (assumed): a page beyond the last is not found, a value that is not a number counts as missing, and numbers
 * below 1 are handled as there.
 */
final class Paging {
    private static final int USUAL = 10;
    private static final int MOST = 250;
    private static final BigInteger FAR = BigInteger.valueOf(1_000_000_000);
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,1000}\\s*");
    private static final List<String> VIEW = List.of("expand", "filter", "sort");

    private final Urls urls;
    private final boolean carryView;

    /**
     * @param carryView whether links keep the caller's filter and sort parameters, which clients fallback lose
     * (observed)
     */
    Paging(Urls urls, boolean carryView) {
        this.urls = urls;
        this.carryView = carryView;
    }

    /** Returns a page of a list, with links based on {@code path}. */
    <T> Page<T> page(Call call, String path, ListSource<T> listing, ListQuery query) {
        int page = number(call.params(), "page", 1);
        int perPage = Math.min(number(call.params(), "per_page", USUAL), MOST);
        if (page < 1 || perPage < 0) {
            throw VssError.NOT_FOUND.with();
        }
        long total = listing.count(query);
        long offset = (long) (page - 1) * perPage;
        if (page > 1 && (perPage == 0 || offset >= total)) {
            throw VssError.NOT_FOUND.with();
        }
        long pages = perPage == 0 ? 0 : (total + perPage - 1) / perPage;
        String start = urls.of(call, path) + "?per_page=" + perPage + "&page=";
        String end = carryView ? carried(call.params()) : "";
        Links links = new Links(
                start + 1 + end,
                start + pages + end,
                page < pages ? start + (page + 1) + end : null,
                page,
                pages,
                perPage,
                page > 1 ? start + (page - 1) + end : null,
                total);
        return new Page<>(listing.rows(query, offset, perPage, total), links, evidence(call.params(), perPage, end));
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
                        .min(FAR)
                        .max(FAR.negate())
                        .intValue())
                .orElse(fallback);
    }

    private static String carried(Params params) {
        StringBuilder query = new StringBuilder();
        for (String name : VIEW) {
            params.get(name)
                    .ifPresent(value ->
                            query.append('&').append(name).append('=').append(Urls.encoded(String.valueOf(value))));
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
