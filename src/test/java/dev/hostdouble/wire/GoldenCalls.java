package dev.hostdouble.wire;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.wire.WireFixture.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The requests of golden exchanges, to send without HTTP. */
final class GoldenCalls {
    private GoldenCalls() {}

    /** A request with more headers; empty if its path is not the provider's. */
    static Optional<Request> request(Provider provider, Message message, List<Header> more) {
        String[] start = message.start().split(" ", 3);
        int query = start[1].indexOf('?');
        String path = query < 0 ? start[1] : start[1].substring(0, query);
        if (!provider.owns(path)) {
            return Optional.empty();
        }
        List<Header> headers = new ArrayList<>(more);
        for (String line : message.headers()) {
            int colon = line.indexOf(':');
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return Optional.of(new Request(
                start[0],
                "http",
                "localhost",
                "",
                path,
                query < 0 ? "" : start[1].substring(query + 1),
                new Headers(headers),
                Bytes.of(message.body()),
                List.of()));
    }
}
