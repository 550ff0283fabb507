package dev.hostdouble.explore;

import dev.hostdouble.core.Handshake;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.core.ReservedPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Notes at which real time each call comes: the clock of a world says nothing about that. Knows worlds by their path, which is how
 * the client gets them.
 */
final class Stopwatch implements RequestHandler {
    private final RequestHandler handler;
    private final Map<String, Calls> times;

    private Stopwatch(RequestHandler handler, Map<String, Calls> times) {
        this.handler = handler;
        this.times = times;
    }

    /** The calls of a world: when they came, and whether several were there at the same time. */
    private static final class Calls {
        private final List<Long> times = new ArrayList<>();
        private int open;
        private boolean isParallel;

        synchronized void begin() {
            open++;
            isParallel |= open > 1;
        }

        synchronized void end(long began, boolean isAnswered) {
            open--;
            if (isAnswered) {
                times.add(began);
            }
        }

        /** Those that come at the same time may end in another order. */
        synchronized List<Long> inOrder() {
            return times.stream().sorted().toList();
        }

        synchronized int count() {
            return times.size();
        }

        synchronized boolean isParallel() {
            return isParallel;
        }
    }

    /** The calls of each world, which grow as calls come. */
    static final class Times {
        private final Map<String, Calls> byWorld = new ConcurrentHashMap<>();

        /** Puts a stopwatch in front of a handler. */
        RequestHandler before(RequestHandler handler) {
            return new Stopwatch(handler, byWorld);
        }

        /** The times of the calls of a world so far, in nanoseconds from any origin, in the order of its journal. */
        List<Long> of(String world) {
            return calls(world).inOrder();
        }

        /** How many calls a world has had so far. */
        int count(String world) {
            return calls(world).count();
        }

        /** Whether a call came to a world before an earlier one was answered. */
        boolean isParallel(String world) {
            return calls(world).isParallel();
        }

        /** Forgets the calls of a world. */
        void forget(String world) {
            byWorld.remove(world);
        }

        private Calls calls(String world) {
            return byWorld.getOrDefault(world, new Calls());
        }
    }

    private <T> T timed(Request request, Supplier<T> answer, Predicate<T> isAnswered) {
        String path = request.path();
        int end = path.startsWith(ReservedPaths.WORLD) ? path.indexOf('/', ReservedPaths.WORLD.length()) : -1;
        if (end < 0 || ReservedPaths.isControl(path.substring(end))) {
            return answer.get();
        }
        Calls calls = times.computeIfAbsent(path.substring(ReservedPaths.WORLD.length(), end), none -> new Calls());
        long now = System.nanoTime();
        boolean answered = false;
        calls.begin();
        try {
            T reply = answer.get();
            answered = isAnswered.test(reply);
            return reply;
        } finally {
            calls.end(now, answered);
        }
    }

    @Override
    public Reply handle(Request request) {
        return timed(request, () -> handler.handle(request), reply -> true);
    }

    @Override
    public Optional<Reply> handleAtOnce(Request request) {
        return timed(request, () -> handler.handleAtOnce(request), Optional::isPresent);
    }

    @Override
    public Optional<Reply> handleCut(Request partial) {
        return timed(partial, () -> handler.handleCut(partial), Optional::isPresent);
    }

    @Override
    public CompletableFuture<Optional<Reply>> prepare(Request head) {
        return handler.prepare(head);
    }

    @Override
    public boolean isQuick(Request head) {
        return handler.isQuick(head);
    }

    @Override
    public int maxBodyBytes(Request head, int usual) {
        return handler.maxBodyBytes(head, usual);
    }

    @Override
    public List<Integer> cutPoints(Request head) {
        return handler.cutPoints(head);
    }

    @Override
    public Handshake handshake(Optional<String> serverName) {
        return handler.handshake(serverName);
    }

    @Override
    public Reply refuse(String path, int status) {
        return handler.refuse(path, status);
    }
}
