package dev.hostdouble.fleet;

import dev.hostdouble.client.HosterapiClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A client with worlds of its own, who orders, starts, stops and polls without a pause, and knows what each of its worlds must
 * be like. Ends with an exception as soon as one of them is not.
 */
final class FleetClient implements Runnable {
    private static final int FIRST_SERVERS = 3;
    private static final int MOST_ORDERS = 4;
    private static final int CALLS_PER_ORDER = 4;

    private final URI fleet;
    private final List<OwnWorld> worlds;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean onlyLooks;
    private volatile boolean ends;
    private volatile boolean mayFail = true;

    FleetClient(URI fleet, int number, int worlds) {
        this.fleet = fleet;
        this.worlds = IntStream.range(0, worlds)
                .mapToObj(i -> new OwnWorld("load-" + number + "-" + i))
                .toList();
    }

    /** What a world is like: the hours since its start, the jobs that it has had, the orders among them, and server 4002. */
    record State(int hours, int jobs, int orders, boolean runs) {
        State after(int hour) {
            return new State(hour, jobs, orders, runs);
        }

        State switched() {
            return new State(hours, jobs + 1, orders, !runs);
        }

        State ordered() {
            return new State(hours, jobs + 1, orders + 1, runs);
        }
    }

    List<OwnWorld> worlds() {
        return worlds;
    }

    /** How many calls have failed since this was last asked. */
    int failures() {
        return failures.getAndSet(0);
    }

    /** Whether it only polls; meanwhile each of its worlds may once be as it was before. */
    void onlyLooks(boolean looks) {
        onlyLooks = looks;
    }

    /** From now on, a call that fails is a fault: the server that was killed is gone. */
    void mustSucceed() {
        mayFail = false;
    }

    void end() {
        ends = true;
    }

    @Override
    public void run() {
        while (!ends) {
            worlds.forEach(OwnWorld::round);
        }
    }

    /** Something that a world is not as it must be. */
    private static final class DifferenceException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DifferenceException(String message) {
            super(message);
        }
    }

    /** A call that had no answer. */
    private static final class FailedCallException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedCallException(String message) {
            super(message);
        }
    }

    final class OwnWorld {
        private final String name;
        private final Map<List<Integer>, State> seen = new HashMap<>();
        private Instant start = Instant.EPOCH;
        private volatile State state = new State(0, 0, 0, true);
        private State next = state; // if the call under way takes effect
        private final AtomicInteger rounds = new AtomicInteger();
        private int proven;
        private boolean wentBack;

        OwnWorld(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        int rounds() {
            return rounds.get();
        }

        int hours() {
            return state.hours();
        }

        /** It cannot go back further than this. */
        void proven(int hours) {
            proven = hours;
        }

        private Reply call(String method, String path, String body) {
            boolean wasForgiven = mayFail;
            Reply reply = Reply.to(fleet, method, "/_w/" + name + path, body);
            if (reply.isFailure()) {
                require(wasForgiven, method + " " + path + " failed after the killed server was gone", reply);
                failures.incrementAndGet();
                throw new FailedCallException(method + " " + path + " in " + name + ": " + reply.bytes());
            }
            return reply;
        }

        private void require(boolean holds, String what, Reply reply) {
            if (!holds) {
                throw new DifferenceException(name + " at " + state + ": " + what + ": " + reply.bytes());
            }
        }

        private void reached(State reached) {
            state = reached;
            next = reached;
            seen.put(List.of(reached.hours(), reached.jobs()), reached);
        }

        void round() {
            try {
                if (rounds.get() == 0) {
                    start = Instant.parse(
                            call("POST", "/_emulator/reset", "").status() == 200
                                    ? now(call("GET", "/_emulator/clock", ""))
                                    : "");
                    reached(state);
                }
                if (onlyLooks) {
                    look();
                } else {
                    change();
                }
            } catch (FailedCallException e) {
                lookAgain();
            }
            rounds.incrementAndGet();
        }

        /** The call after the failed one may fail, too: the test counts how many do. */
        private void lookAgain() {
            try {
                look();
            } catch (FailedCallException e) {
                look();
            }
        }

        private static String now(Reply reply) {
            return reply.json().path("now").asText();
        }

        private int hoursOf(Reply reply) {
            return (int) Duration.between(start, Instant.parse(now(reply))).toHours();
        }

        private void change() {
            next = state.after(state.hours() + 1);
            Reply moved = call("POST", "/_emulator/clock/advance", "{\"by\":\"1h\"}");
            require(hoursOf(moved) == next.hours(), "the clock", moved);
            reached(next);
            Reply servers = call("GET", "/api/v1" + HosterapiClient.SERVERS, "");
            require(servers.json().path("result").size() == FIRST_SERVERS + state.orders(), "servers", servers);
            Reply status = call("GET", "/api/v1" + HosterapiClient.SERVERS + "/4002/status", "");
            require(
                    status.json().at("/result/state").asText().equals(state.runs() ? "running" : "stopped"),
                    "status",
                    status);
            next = state.switched();
            Reply done =
                    call("PUT", "/api/v1" + HosterapiClient.SERVERS + "/4002/" + (state.runs() ? "stop" : "start"), "");
            require(done.json().path("result").asBoolean(), "start or stop", done);
            reached(next);
            if (state.orders() < MOST_ORDERS && rounds.get() % CALLS_PER_ORDER == 0) {
                order();
            }
            Reply jobs = call("GET", "/_emulator/jobs?limit=1", "");
            require(jobs.json().at("/jobs/0/number").asInt() == state.jobs(), "jobs", jobs);
        }

        private void order() {
            next = state.ordered();
            Reply ordered = call(
                    "POST", "/api/v1" + HosterapiClient.SERVERS, HosterapiClient.form(HosterapiClient.smallServer()));
            int job = ordered.json().at("/result/jobId").asInt();
            require(job > 0, "order", ordered);
            reached(next);
            Reply ticket = call("GET", "/api/v1/job/" + job, "");
            require(ticket.status() == 200, "job", ticket);
        }

        /** A call that failed has taken effect, or it has not. After a crash, the world may also be as it was before. */
        private void look() {
            Reply clock = call("GET", "/_emulator/clock", "");
            Reply jobs = call("GET", "/_emulator/jobs?limit=1", "");
            if (onlyLooks) {
                clock = call("GET", "/_emulator/clock", ""); // the crash may have been between the two
            }
            int hours = hoursOf(clock);
            List<Integer> found =
                    List.of(hours, jobs.json().at("/jobs/0/number").asInt());
            seen.put(List.of(next.hours(), next.jobs()), next);
            boolean isLatest = found.equals(List.of(state.hours(), state.jobs()))
                    || found.equals(List.of(next.hours(), next.jobs()));
            if (!isLatest) {
                require(onlyLooks && !wentBack, "lost or doubled, now " + found, jobs);
                require(hours >= proven, "older than the last checkpoint, which had " + proven + " hours", jobs);
                wentBack = true;
            }
            State known = seen.get(found);
            require(known != null, "never was like this", jobs);
            reached(Objects.requireNonNull(known));
        }
    }
}
