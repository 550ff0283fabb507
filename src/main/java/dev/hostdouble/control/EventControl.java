package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.StreamedBody;
import dev.hostdouble.journal.EventFeed;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.world.EventFeeds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens in a world, as it happens. */
final class EventControl {
    /** The parameters. */
    static final List<QueryParam> FILTERS = List.of(
            QueryParam.text("kind", "Events of these kinds, such as `call,delivery`; `gap` and `end` always come."),
            QueryParam.text("operation", "Calls and deliveries of this operation; it may contain `*`."),
            QueryParam.text("status", "Calls and deliveries with this status, or a class of them such as `5xx`."),
            QueryParam.text(
                    "since",
                    "Events after the one of this id; `0` for all that the log holds. Without it, from now on."));

    /** How many streams there may be in all worlds together. */
    static final int MOST = 500;

    private static final Headers HEADERS = Headers.of(
            "Content-Type",
            "text/event-stream",
            "Cache-Control",
            "no-store",
            "X-Accel-Buffering",
            "no"); // nginx would keep events back

    private final KnownOperations operations;
    private final AtomicInteger open = new AtomicInteger();

    EventControl(List<Provider> providers) {
        this.operations = new KnownOperations(providers);
    }

    /** How many streams are open. */
    int open() {
        return open.get();
    }

    /**
     * {@code GET events?kind=&operation=&status=&since=}: server-sent events from now on; with {@code Last-Event-ID} or {@code
     * since}, from the event after that one. {@code since=0} begins with the oldest event of the log.
     */
    Reply stream(ControlCall call) {
        EventFilter filter = EventFilter.of(call.query(), operations);
        Optional<String> since = Optional.ofNullable(call.query().get("since"));
        since.ifPresent(EventControl::requireSince);
        EventFeed feed = EventFeeds.of(call.world());
        Reply head = Reply.of(200, Bytes.NONE).with(HEADERS);
        if (call.request().method().equals("HEAD")) {
            return head.with((StreamedBody) Optional::empty);
        }
        Optional<String> last = call.request()
                .headers()
                .first("Last-Event-ID")
                .filter(id -> !id.isEmpty())
                .or(() -> since); // a browser that comes back repeats the query
        long position = feed.next();
        boolean isForeign = false;
        if (last.isPresent()) {
            OptionalLong known =
                    last.get().equals("0") ? OptionalLong.of(feed.oldest() - 1) : feed.position(last.get());
            isForeign = known.isEmpty();
            position = known.isPresent() ? known.getAsLong() + 1 : feed.oldest();
        }
        take();
        return head.with(new EventStream(
                feed,
                position,
                isForeign,
                filter,
                event -> EventJson.data(event, operation -> operations.secrets(operation, Secrets.MASK)),
                open::decrementAndGet));
    }

    private static void requireSince(String text) {
        if (!text.equals("0") && !EventFeed.isId(text)) {
            throw new ControlException(
                    400,
                    "invalid since '" + Excerpt.of(text)
                            + "': expected the id of an event, or 0 for the oldest event of the log");
        }
    }

    private void take() {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            throw new ControlException(503, "too many event streams: " + MOST + " are open; close one")
                    .withHeaders(Headers.of("Retry-After", "1"));
        }
    }
}
