package dev.hostdouble.vss;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that only contain others. Replies link to them, but no source shows them (assumed). */
final class LinkSection {
    private static final String SELF = "self";

    private final ResponseEnvelope envelopes;
    private final Urls urls;

    LinkSection(ResponseEnvelope envelopes, Urls urls) {
        this.envelopes = envelopes;
        this.urls = urls;
    }

    /** Returns a handler that lists the URLs of resources. */
    Handler of(String path, String... contained) {
        List<String> paths = List.of(contained);
        return call -> list(call, path, paths);
    }

    private Reply list(Call call, String path, List<String> contained) {
        List<String> data = contained.stream().map(one -> urls.of(call, one)).toList();
        return envelopes.linked(call, Map.of(SELF, path), data, Optional.empty());
    }
}
