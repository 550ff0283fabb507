package dev.hostdouble.saved;

import dev.hostdouble.world.DeletedWorldException;
import dev.hostdouble.world.NoRoomException;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves the worlds of a process into a {@link WorldFolder}, and releases those that other processes ask for. */
public final class SharedWorlds implements StateSaver {
    private static final Logger LOG = LoggerFactory.getLogger(SharedWorlds.class);
    private static final long LOOK_MILLIS = 200;
    private static final int THREADS = 4;

    private final WorldFolder folder;
    private final Worlds worlds;
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = DaemonThreads.scheduler("world-requests");
    private final ExecutorService workers = DaemonThreads.pool(THREADS, "world-leaves");

    /** Begins to release worlds. */
    public SharedWorlds(WorldFolder folder, Worlds worlds) {
        this.folder = folder;
        this.worlds = worlds;
        DaemonThreads.repeat(clock, LOOK_MILLIS, this::releaseWanted);
    }

    private void releaseWanted() {
        for (String name : wanted()) {
            if (worlds.isHere(name) && leaving.add(name)) {
                workers.execute(() -> release(name));
            }
        }
    }

    private List<String> wanted() {
        try {
            return folder.wanted();
        } catch (IOException e) {
            LOG.error("the worlds that others wait for cannot be read: {}", e.toString());
            return List.of();
        }
    }

    private void release(String name) {
        try {
            if (worlds.release(name)) {
                LOG.info("world {} is released to another server", name);
                refused.remove(name);
            }
        } catch (UncheckedIOException e) {
            if (refused.add(name)) {
                LOG.error("world {} stays here, although another server asks for it: {}", name, e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            LOG.error("world {} stays here, although another server asks for it", name, e);
        } finally {
            leaving.remove(name);
        }
    }

    /** Saves the worlds that have changed since their last time, one after the other. */
    @Override
    public void checkpoint() throws IOException {
        Set<String> problems = new TreeSet<>();
        for (World world : worlds.list()) {
            try {
                if (folder.isChanged(world)) {
                    folder.write(world);
                }
            } catch (DeletedWorldException e) {
                LOG.debug("a world has gone meanwhile", e);
            } catch (IOException | NoRoomException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        require(problems);
    }

    private static void require(Set<String> problems) throws IOException {
        if (!problems.isEmpty()) {
            String more = problems.size() == 1 ? "" : ", and " + (problems.size() - 1) + " more problems";
            throw new IOException(problems.iterator().next() + more);
        }
    }

    /** Saves and releases all worlds one by one: others can take the first ones while the rest is still being saved. */
    @Override
    public void end() throws IOException {
        Set<String> problems = ConcurrentHashMap.newKeySet();
        List<String> here = worlds.list().stream().map(World::name).toList();
        List<String> wanted = wanted().stream().filter(here::contains).toList();
        CompletableFuture<?>[] all = Stream.concat(wanted.stream(), here.stream())
                .distinct()
                .map(name -> CompletableFuture.runAsync(() -> end(name, problems), workers))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();
        clock.shutdown();
        workers.shutdown();
        folder.close();
        require(problems);
    }

    private void end(String name, Set<String> problems) {
        try {
            if (!worlds.release(name) && worlds.isHere(name)) {
                problems.add("somebody stays in world " + name);
            }
        } catch (UncheckedIOException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("world {} is not saved", name, e);
            problems.add("world " + name + ": " + e);
        }
    }
}
