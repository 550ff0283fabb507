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
 * Cuts lists into pages. {@code per_page} is 10 unless another is asked for, and 250 at most (page); that a page beyond
 * the last is not found, that what is no number counts as left out, and what 0 and less mean, is the published pattern's
 * (assumed).
 */
final class Paging {
    private static final int USUAL = 10;
    private static final int MOST = 250;
    private static final BigInteger FAR = BigInteger.valueOf(1_000_000_000);
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,1000}\\s*");
    private static final List<String> VIEW = List.of("expand", "filter", "sort");

    private final Urls urls;
    private final boolean carryView;

    /** @param carryView whether the links carry the caller's view on, without which clients lose it (observed) */
    Paging(Urls urls, boolean carryView) {
        this.urls = urls;
        this.carryView = carryView;
    }

    /** A page of a list, with links that begin with that path. */
    <T> Page<T> page(Call call, String path, ListSource<T> listing, ListQuery view) {
        int page = number(call.params(), "page", 1);
        int perPage = Math.min(number(call.params(), "per_page", USUAL), MOST);
        if (page < 1 || perPage < 0) {
            throw VssError.NOT_FOUND.with();
        }
        long total = listing.count(view);
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
        return new Page<>(listing.rows(view, offset, perPage, total), links, evidence(call.params(), perPage, end));
    }

    /** Links that carry the view on are not the page's, but clients need them (observed). */
    private static Evidence evidence(Params params, int perPage, String carried) {
        if (perPage == 0 || !understood(params, "page") || !understood(params, "per_page")) {
            return Evidence.ASSUMED;
        }
        return carried.isEmpty() ? Evidence.DOCUMENTED : Evidence.OBSERVED;
    }

    private static boolean understood(Params params, String name) {
        return params.get(name).map(String::valueOf).stream()
                .allMatch(value -> INTEGER.matcher(value).matches());
    }

    private static int number(Params params, String name, int otherwise) {
        Optional<String> text = params.get(name).map(String::valueOf);
        return text.filter(value -> INTEGER.matcher(value).matches())
                .map(value -> new BigInteger(value.strip().replace("+", ""))
                        .min(FAR)
                        .max(FAR.negate())
                        .intValue())
                .orElse(otherwise);
    }

    private static String carried(Params params) {
        StringBuilder view = new StringBuilder();
        for (String name : VIEW) {
            params.get(name)
                    .ifPresent(value ->
                            view.append('&').append(name).append('=').append(Urls.encoded(String.valueOf(value))));
        }
        return view.toString();
    }

    /** One page, and how we know that it looks so. */
    record Page<T>(List<T> rows, Links links, Evidence evidence) {}

    /** {@code meta.pages} as the page shows it. */
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
