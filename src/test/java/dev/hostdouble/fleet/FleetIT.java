package dev.hostdouble.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.fleet.FleetClient.OwnWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers behind HAProxy share a folder of worlds. */
class FleetIT {
    private static final int WORLDS = 1000;
    private static final int CLIENTS = 6;
    private static final int WORLDS_PER_CLIENT = 4;
    private static final Pattern HOURS = Pattern.compile("\"elapsed\":\"PT(?:(\\d+)H|0S)");

    private final Path folder;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private List<FleetClient> clients = List.of();

    FleetIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void end() {
        clients.forEach(FleetClient::end);
        servers.forEach(ServerProcess::close);
        threads.shutdown();
    }

    @Test
    void no_world_is_split_or_lost_when_servers_end_return_and_crash() throws Exception {
        Balancer.program("haproxy");
        for (int i = 0; i < 3; i++) {
            servers.add(new ServerProcess(folder.resolve("worlds")));
        }
        for (ServerProcess server : servers) {
            server.awaitReady();
        }
        List<Integer> ports = servers.stream().map(ServerProcess::port).toList();
        try (Balancer haproxy = Balancer.haproxy(ports, folder)) {
            spread(haproxy.url());
            clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> new FleetClient(haproxy.url(), number, WORLDS_PER_CLIENT))
                    .toList();
            clients.forEach(client -> running.add(threads.submit(client)));
            awaitRounds(2);
            assertThat(failures()).containsOnly(0);
            endOne();
            returnIt();
            crashOne();
            clients.forEach(FleetClient::end);
            for (Future<?> client : running) {
                client.get();
            }
        }
    }

    /** Each world is in one server, whichever way the calls name it. */
    private void spread(URI fleet) throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < WORLDS; i++) {
            String world = "w" + i;
            String header = "Emulator-World: " + world;
            calls.add(() -> Reply.to(fleet, "GET", "/_w/" + world + "/nowhere", "")
                            .status()
                    + Reply.to(fleet, "GET", "/nowhere", "", header).status()
                    + Reply.to(fleet, "PUT", "/_emulator/worlds/" + world, "").status());
        }
        ExecutorService few = Executors.newFixedThreadPool(CLIENTS);
        for (Future<Integer> statuses : few.invokeAll(calls)) {
            assertThat(statuses.get()).isEqualTo(404 + 404 + 200);
        }
        few.shutdown();
        List<Integer> sizes = new ArrayList<>();
        for (ServerProcess server : servers) {
            sizes.add((int) server.worlds().stream()
                    .filter(name -> !name.equals("default"))
                    .count());
        }
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(WORLDS);
        assertThat(whereAll()).hasSizeGreaterThanOrEqualTo(WORLDS);
        assertThat(sizes).allMatch(size -> size > WORLDS / 5, "more than a fifth of the worlds");
    }

    /** Which server each world is in; fails if one is in two. */
    private Map<String, ServerProcess> whereAll() {
        Map<String, ServerProcess> where = new HashMap<>();
        for (ServerProcess server : servers) {
            for (String world : server.worlds()) {
                assertThat(where.put(world, server)).as(world).isNull();
            }
        }
        return where;
    }

    private ServerProcess busiest() {
        Map<String, ServerProcess> where = whereAll();
        return servers.stream()
                .max((a, b) -> Long.compare(loaded(where, a), loaded(where, b)))
                .orElseThrow();
    }

    private static long loaded(Map<String, ServerProcess> where, ServerProcess server) {
        return where.entrySet().stream()
                .filter(one -> one.getValue() == server && one.getKey().startsWith("load-"))
                .count();
    }

    private void endOne() throws Exception {
        ServerProcess ended = busiest();
        assertThat(ended.terminate()).isZero();
        servers.remove(ended);
        awaitRounds(2);
        assertThat(failures()).allMatch(count -> count <= 1, "at most one failed call");
        assertThat(loaded(whereAll(), servers.get(0)) + loaded(whereAll(), servers.get(1)))
                .isEqualTo(CLIENTS * WORLDS_PER_CLIENT);
        servers.add(ended);
    }

    private void returnIt() throws Exception {
        ServerProcess returned = servers.get(2);
        returned.restart();
        await(() -> returned.worlds().stream().anyMatch(world -> world.startsWith("load-")));
        awaitRounds(2);
        assertThat(failures()).allMatch(count -> count <= 1, "at most one failed call");
        assertThat(loaded(whereAll(), returned)).isPositive();
    }

    private void crashOne() throws Exception {
        for (OwnWorld world : worlds()) {
            int hours = world.hours();
            await(() -> saved(world) >= hours);
            world.proven(hours);
        }
        ServerProcess crashed = busiest();
        clients.forEach(client -> client.onlyLooks(true));
        awaitRounds(1);
        crashed.kill();
        clients.forEach(FleetClient::mustSucceed);
        servers.remove(crashed);
        awaitRounds(3);
        // A process that is killed still accepts connections while the system closes its other ones: whoever has lost
        // one call may
        // lose the next one too.
        assertThat(failures()).allMatch(count -> count <= 2, "at most two failed calls");
        assertThat(loaded(whereAll(), servers.get(0)) + loaded(whereAll(), servers.get(1)))
                .isEqualTo(CLIENTS * WORLDS_PER_CLIENT);
        clients.forEach(client -> client.onlyLooks(false));
        awaitRounds(2);
    }

    private List<OwnWorld> worlds() {
        return clients.stream().flatMap(client -> client.worlds().stream()).toList();
    }

    private List<Integer> failures() {
        return clients.stream().map(FleetClient::failures).toList();
    }

    /** How many hours a world has in its file. */
    private int saved(OwnWorld world) {
        try {
            Matcher hours = HOURS.matcher(Files.readString(folder.resolve("worlds/" + world.name() + ".json")));
            return hours.find() && hours.group(1) != null ? Integer.parseInt(hours.group(1)) : 0;
        } catch (IOException e) {
            return -1; // no checkpoint yet
        }
    }

    /** Waits until every world has been called that many times more. */
    private void awaitRounds(int more) throws Exception {
        for (OwnWorld world : worlds()) {
            int enough = world.rounds() + more;
            await(() -> world.rounds() >= enough);
        }
    }

    private void await(BooleanSupplier condition) throws Exception {
        while (!condition.getAsBoolean()) {
            for (Future<?> client : running) {
                if (client.isDone()) {
                    client.get(); // throws what it has found
                }
            }
            Thread.sleep(20);
        }
    }
}
