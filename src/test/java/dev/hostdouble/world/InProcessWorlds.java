package dev.hostdouble.world;

import dev.hostdouble.Providers;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.start.StartStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Worlds with the shipped start state and no server, to look at what is open in them. */
final class InProcessWorlds {
    static final String DELETE = "POST /api/v1/datacenter/server/4003/delete?force=1";
    static final String LIST = "GET /api/v1/datacenter/server";
    static final String REINSTALL = "PUT /api/v1/datacenter/server/4001/reinstall";

    /** Calls of all providers that read, change, start jobs, use up rates and get random values. */
    static final List<String> STORY = List.of(
            LIST,
            REINSTALL,
            "PUT /api/v1/datacenter/server/4001/password/reset",
            "GET /api/v1/datacenter/server/4001/console",
            DELETE,
            "GET /api/v1/job/15",
            "GET /iso.php?action=list_iso&token=any",
            "GET /vm.php?action=create_snapshot&token=any&id=456&name=first",
            "GET /v2/iso?limit=3",
            "GET /v2/user/image/iso",
            "GET /nowhere",
            LIST);

    final Worlds worlds;
    final MovableClock wall = new MovableClock(Instant.parse("2025-06-01T12:00:00Z"));

    InProcessWorlds(String clock, StartDate now, MemoryBudget memory) {
        this(clock, now, memory, false);
    }

    InProcessWorlds(String clock, StartDate now, MemoryBudget memory, boolean evicts) {
        worlds = new Worlds(
                new WorldSettings(ClockMode.parse(clock), 1, true, false, 100, 200, wall)
                        .withNow(now)
                        .withMemory(memory, evicts),
                shipped());
    }

    /** Worlds whose clocks stand still at the start of tests. */
    InProcessWorlds() {
        this("manual", StartDate.at(EmulatorClock.START), MemoryBudget.ofHeap());
    }

    private static List<StartState> shipped() {
        try {
            return new StartStates(Providers.ALL).read(Map.of());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The request of a call such as {@code GET /v2/iso?limit=3}. */
    static Request request(String call) {
        int space = call.indexOf(' ');
        int query = call.indexOf('?');
        return new Request(
                call.substring(0, space),
                "http",
                "x",
                "",
                call.substring(space + 1, query < 0 ? call.length() : query),
                query < 0 ? "" : call.substring(query + 1),
                Headers.of("Authorization", "Bearer 1|x"),
                Bytes.NONE,
                List.of());
    }

    /** Answers a call such as {@code GET /v2/iso?limit=3} in a world; everything that a client sees of it. */
    String call(String world, String call) {
        Reply reply = worlds.handle(world, request(call));
        return call + ": " + reply.status() + " " + reply.headers() + " " + reply.body();
    }

    /** The answers to {@link #STORY}. */
    List<String> story(String world) {
        List<String> told = new ArrayList<>();
        for (String call : STORY) {
            told.add(call(world, call));
        }
        worlds.get(world).advance(Duration.ofMinutes(5));
        told.add(call(world, LIST));
        told.add(call(world, "GET /api/v1/job/15"));
        return told;
    }

    World world(String name) {
        return worlds.get(name);
    }

    boolean isOpen(String name) {
        return world(name).with(session -> session.state().openDatabase() != null);
    }

    /** Opens everything in a world. */
    void open(String name) {
        world(name).run(session -> session.state().instances());
    }

    /** Makes a world a copy of another one. */
    void fork(String from, String to) {
        worlds.create(to);
        WorldCopy.of(world(from)).into(world(to));
    }
}
