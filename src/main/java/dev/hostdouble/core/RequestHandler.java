package dev.hostdouble.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Answers the requests that the HTTP server receives. */
public interface RequestHandler {
    /** Answers a request; never throws. */
    Reply handle(Request request);

    /**
     * Answers a request if that needs no waiting for anybody; empty if it may, and then nothing has happened. Never throws. The
     * thread that reads from all connections calls it.
     */
    default Optional<Reply> handleAtOnce(Request request) {
        return Optional.empty();
    }

    /**
     * Gets what a request needs, without a thread that waits. Completes when it can be answered, with a reply instead if it cannot;
     * never fails.
     *
     * @param head the request without its body
     */
    default CompletableFuture<Optional<Reply>> prepare(Request head) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * Whether a request is answered in little time and memory. Of others, only a few are answered at a time.
     *
     * @param head the request without its body
     */
    default boolean isQuick(Request head) {
        return true;
    }

    /**
     * The maximum size of the body of a request.
     *
     * @param head the request without its body
     * @param usual the maximum for most requests
     */
    default int maxBodyBytes(Request head, int usual) {
        return usual;
    }

    /**
     * After how many bytes of its body a request may break, in ascending order; usually empty.
     *
     * @param head the request without its body
     */
    default List<Integer> cutPoints(Request head) {
        return List.of();
    }

    /**
     * Answers a request of whose body only a part has been read, if it breaks there; the rest is not read then.
     *
     * @param partial the request with the bytes read so far, as many as one of {@link #cutPoints}
     */
    default Optional<Reply> handleCut(Request partial) {
        return Optional.empty();
    }

    /**
     * Decides how a TLS handshake goes on.
     *
     * @param serverName the host that the client asks for
     */
    default Handshake handshake(Optional<String> serverName) {
        return Handshake.INTACT;
    }

    /**
     * Answers a request that could not be read: malformed, too large or too slow.
     *
     * @param path the raw path, or the empty string if it is not known
     * @param status the HTTP status, 400 to 599
     */
    Reply refuse(String path, int status);
}
