package dev.hostdouble.vss;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import java.util.Map;

/** VSS, {@code /v2/status}: whether the API works. A client asks for it; what it contains is assumed. */
final class StatusSection {
    static final String PATH = "/v2/status";

    private final ResponseEnvelope envelopes;

    StatusSection(ResponseEnvelope envelopes) {
        this.envelopes = envelopes;
    }

    Reply get(Call call) {
        return envelopes.item(call, PATH, Map.of("status", "OK"));
    }
}
