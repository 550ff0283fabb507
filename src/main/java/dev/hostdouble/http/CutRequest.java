package dev.hostdouble.http;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Asks the handler whether a request breaks while its body is read. Most requests have no point where they may. */
final class CutRequest {
    private final RequestHandler handler;
    private final Request head;
    private final Deque<Integer> points = new ArrayDeque<>(0);
    private Optional<Reply> reply = Optional.empty();

    CutRequest(RequestHandler handler, Request head) {
        this.handler = handler;
        this.head = head;
        points.addAll(handler.cutPoints(head));
    }

    /** Whether the request may break at all; whether it does is asked in its world, which may be busy. */
    boolean isPossible() {
        return !points.isEmpty();
    }

    /** How many bytes to read at most, so that the next point is not passed. */
    int room(int read, int most) {
        return points.isEmpty() ? most : Math.min(most, points.peekFirst() - read);
    }

    /** Whether the request breaks after the bytes read so far: the first of an array. */
    boolean breaks(byte[] body, int read) {
        while (!points.isEmpty() && points.peekFirst() <= read) {
            points.removeFirst();
            reply = handler.handleCut(head.withBody(Bytes.of(Arrays.copyOf(body, read)), List.of()));
            if (reply.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The reply to a request that broke. */
    Optional<Reply> reply() {
        return reply;
    }
}
