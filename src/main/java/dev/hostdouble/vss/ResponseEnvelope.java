package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.Paging.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Wraps the data of a reply in {@code data} and {@code meta}, in some replies preceded by {@code _links}. */
final class ResponseEnvelope {
    private static final double LEAST_SECONDS = 0.003;
    private static final double SPREAD_SECONDS = 0.012;
    private static final long DIGITS = 100_000;

    private final Urls urls;
    private final RandomSource seed;

    ResponseEnvelope(Urls urls, RandomSource seed) {
        this.urls = urls;
        this.seed = seed;
    }

    /** Wraps a single item: {@code meta} has the item's URL and no count. */
    Reply item(Call call, String path, Object data) {
        return reply(200, new Body(null, data, new Meta(self(call, path), null, null, time(call), call.account())));
    }

    /** Wraps a short list that has no pages. */
    Reply items(Call call, String path, List<?> data) {
        Meta meta = new Meta(self(call, path), data.size(), null, time(call), call.account());
        return reply(200, new Body(null, data, meta));
    }

    /** Builds the reply for an accepted task. */
    Reply accepted(Call call, String path, Object data) {
        return reply(202, new Body(null, data, new Meta(self(call, path), null, null, time(call), call.account())));
    }

    /** Wraps a page of a list. */
    Reply page(Call call, String path, List<?> data, Links pages) {
        Meta meta = new Meta(self(call, path), data.size(), pages, time(call), call.account());
        return reply(200, new Body(null, data, meta));
    }

    /** Wraps a list with its own {@code _links}, which are paths, and with page links if present. */
    Reply linked(Call call, Map<String, String> links, List<?> data, Optional<Links> pages) {
        Map<String, String> absolute = new TreeMap<>();
        links.forEach((name, path) -> absolute.put(name, urls.of(call, path)));
        Meta meta = new Meta(null, data.size(), pages.orElse(null), time(call), call.account());
        return reply(200, new Body(absolute, data, meta));
    }

    private Map<String, String> self(Call call, String path) {
        return Map.of("self", urls.of(call, path));
    }

    /**
     * Returns the processing time of a call. It is random but reproducible: the same seed, call and instant give the
     * same time.
     */
    private String time(Call call) {
        double fraction = seed.stream(
                        "vss.time",
                        call.now(),
                        call.request().path(),
                        call.request().query())
                .nextDouble();
        long digits = Math.round((LEAST_SECONDS + SPREAD_SECONDS * fraction) * DIGITS);
        return "0." + String.valueOf(DIGITS + digits).substring(1) + "s";
    }

    private static Reply reply(int status, Object body) {
        return Reply.of(status, VssJson.encode(body));
    }

    private record Body(
            @JsonProperty("_links") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> links,

            Object data,
            Meta meta) {}

    private record Meta(
            @JsonProperty("_link") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> link,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer count,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Links pages,

            String time,
            String user) {}
}
