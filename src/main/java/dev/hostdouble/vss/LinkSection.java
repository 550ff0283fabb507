package dev.hostdouble.vss;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources that only contain others. Replies link to them, but no source shows them (assumed). */
final class LinkSection {
    private static final String SELF = "self";

    private final ResponseEnvelope envelopes;
    private final Urls urls;
    private final VssState.Profile profile;

    LinkSection(ResponseEnvelope envelopes, Urls urls, VssState.Profile profile) {
        this.envelopes = envelopes;
        this.urls = urls;
        this.profile = profile;
    }

    /**
     * Returns a handler that lists the URLs of resources.
     *
     * @param contained those of every version of the API
     * @param later those that the version before paging does not have
     */
    Handler of(String path, List<String> contained, List<String> later) {
        List<String> paths = profile == VssState.Profile.CURRENT
                ? Stream.of(contained, later).flatMap(List::stream).toList()
                : contained;
        return call -> list(call, path, paths);
    }

    private Reply list(Call call, String path, List<String> contained) {
        List<String> data = contained.stream().map(one -> urls.of(call, one)).toList();
        return envelopes.linked(call, Map.of(SELF, path), data, Optional.empty());
    }
}
