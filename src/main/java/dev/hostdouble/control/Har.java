package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.journal.JournalEntry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls as an HTTP Archive, version 1.2. Its times are those of the world. A reply is shown as it was meant; a comment says
 * how its delivery ended if it was not complete.
 */
record Har(Log log) {
    private static final String HTTP = "HTTP/1.1";

    /** An archive of calls. */
    static Har of(String version, List<Entry> entries) {
        return new Har(new Log("1.2", new Creator("Hostdouble", version), entries));
    }

    record Log(String version, Creator creator, List<Entry> entries) {}

    record Creator(String name, String version) {}

    /** One call. */
    record Entry(
            String startedDateTime,
            long time,
            Sent request,
            Answered response,
            Empty cache,
            Timings timings,
            @Nullable String comment) {
        static Entry of(JournalEntry entry, Optional<Delivered> delivered) {
            long delay = delivered.map(Delivered::delayMillis).orElse(0L);
            return new Entry(
                    entry.at().toString(),
                    delay,
                    Sent.of(entry.request()),
                    Answered.of(entry.reply()),
                    new Empty(),
                    new Timings(0, delay, 0),
                    comment(delivered));
        }

        private static @Nullable String comment(Optional<Delivered> delivered) {
            if (delivered.isEmpty()) {
                return "delivery: under way";
            }
            Delivered known = delivered.get();
            return known.outcome() == Delivered.Outcome.COMPLETE
                    ? null
                    : "delivery: " + known.outcome().word() + " after " + known.bytes() + " bytes of the body";
        }
    }

    record Sent(
            String method,
            String url,
            String httpVersion,
            List<Header> cookies,
            List<Header> headers,
            List<Header> queryString,
            @Nullable PostData postData,
            int headersSize,
            int bodySize) {
        static Sent of(Request request) {
            PostData body = request.body().length() == 0
                    ? null
                    : new PostData(
                            request.header("Content-Type"),
                            text(request.body().array()),
                            encoding(request.body().array()));
            return new Sent(
                    request.method(),
                    CurlCommand.url(request),
                    HTTP,
                    List.of(),
                    request.headers().fields(),
                    pairs(request.query()),
                    body,
                    -1,
                    request.body().length());
        }
    }

    /** The encoding is an extension: the format has none for the body of a request. */
    record PostData(
            String mimeType,
            String text,
            @JsonProperty("_encoding") @Nullable String encoding) {}

    record Answered(
            int status,
            String statusText,
            String httpVersion,
            List<Header> cookies,
            List<Header> headers,
            Content content,
            String redirectURL,
            int headersSize,
            int bodySize) {
        static Answered of(Reply reply) {
            Headers headers = reply.headers();
            byte[] body = reply.body().array();
            String type = headers.first("Content-Type").orElse("");
            return new Answered(
                    reply.status(),
                    reply.reason(),
                    HTTP,
                    List.of(),
                    headers.fields(),
                    new Content(body.length, type, text(body), encoding(body)),
                    headers.first("Location").orElse(""),
                    -1,
                    body.length);
        }
    }

    record Content(
            int size,
            String mimeType,
            String text,
            @Nullable String encoding) {}

    record Timings(long send, @JsonProperty("wait") long waiting, long receive) {}

    /** A JSON object without members. */
    record Empty() {}

    private static String text(byte[] body) {
        return Utf8.decode(body).orElseGet(() -> Base64.getEncoder().encodeToString(body));
    }

    private static @Nullable String encoding(byte[] body) {
        return Utf8.decode(body).isPresent() ? null : "base64";
    }

    private static List<Header> pairs(String query) {
        List<Header> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                pairs.add(new Header(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1))));
            }
        }
        return pairs;
    }

    private static String decode(String raw) {
        return Utf8.percentDecoded(raw, true);
    }
}
