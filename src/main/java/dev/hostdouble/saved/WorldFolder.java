package dev.hostdouble.saved;

import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.SavedWorld;
import dev.hostdouble.world.UnavailableWorldException;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldStore;
import dev.hostdouble.yaml.InputFile;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of {@code --state}: a file for each world. Several processes may share it. */
public final class WorldFolder implements WorldStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldFolder.class);

    /** How long a call waits for a world that another process has. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long MAX_BYTES =
            Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);

    /** About how much more memory a state needs while it is read than its text. */
    private static final long PARSED = 8;

    /** Larger files are read one at a time. */
    private static final long LARGE = 1 << 20;

    private final Path folder;
    private final String version;
    private final StateReader reader;
    private final WorldLocks locks;
    private final WorldRequests requests;
    private final WorldQueue queue;
    private final Map<String, Long> savedChanges = new ConcurrentHashMap<>();
    private final ReentrantLock large = new ReentrantLock();

    // Taken under the lock of a world, and kept after it until its file is written: who writes later has what is newer.
    private final List<Semaphore> writing =
            IntStream.range(0, 64).mapToObj(i -> new Semaphore(1)).toList();

    /**
     * The worlds in a folder.
     *
     * @param folder exists, or its name is {@code .} and the folder around it is made if it does not
     * @param version the version of this program
     * @param patience how long a call waits for a world that another process has
     * @throws IOException if files cannot be written there
     */
    public WorldFolder(Path folder, String version, StateReader reader, Duration patience) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        this.version = version;
        this.reader = reader;
        Path parent = this.folder.getParent();
        if (Files.notExists(this.folder) && parent != null && !Files.isDirectory(parent)) {
            throw new IOException("cannot write " + this.folder + ": no folder " + parent);
        }
        if (Files.notExists(this.folder)) {
            Files.createDirectories(this.folder); // another process may make it meanwhile
        }
        if (!Files.isWritable(this.folder)) {
            throw new IOException("cannot write " + this.folder + ": no permission");
        }
        this.requests = new WorldRequests(this.folder.resolve(".wanted"));
        this.locks = new WorldLocks(this.folder.resolve(".lock"));
        this.queue = new WorldQueue(locks, requests, patience);
    }

    /** Whether a path names a folder: it is one, or would be one, as {@code worlds/.} would. */
    public static boolean isFolder(Path path) {
        return Files.isDirectory(path) || path.endsWith(".");
    }

    @Override
    public CompletableFuture<Void> take(String name) {
        return queue.take(name);
    }

    @Override
    public void giveBack(String name) {
        savedChanges.remove(name);
        locks.giveBack(name);
    }

    /** The worlds that some process waits for. */
    List<String> wanted() throws IOException {
        return requests.list();
    }

    private Path file(String name) {
        return folder.resolve(WorldFileName.of(name) + ".json");
    }

    @Override
    public boolean load(World world, LongConsumer room) {
        Path file = file(world.name());
        if (Files.notExists(file)) {
            return false;
        }
        try {
            long size = Files.size(file);
            room.accept(PARSED * size);
            if (size > LARGE) {
                large.lock();
                try {
                    read(file, world);
                } finally {
                    large.unlock();
                }
            } else {
                read(file, world);
            }
        } catch (StateException | IllegalArgumentException | IOException | InvalidFileException e) {
            String reason = String.valueOf(e.getMessage());
            LOG.error(
                    "world {} cannot be loaded: {}",
                    world.name(),
                    reason.contains(file.toString()) ? reason : file + ": " + reason);
            throw new UnavailableWorldException("world '" + world.name()
                    + "' cannot be loaded; the log of the server says why. Mend its file, or delete it with DELETE"
                    + " /_emulator/worlds/" + world.name());
        }
        savedChanges.put(world.name(), world.changes());
        return true;
    }

    private void read(Path file, World world) throws IOException, InvalidFileException {
        SavedWorld saved;
        try (InputStream in = InputFile.open(file, MAX_BYTES)) {
            saved = reader.read(in);
        }
        StateReader.load(world, saved);
    }

    /** As {@link WorldStore#save}, unless its file has all that there is to save. */
    @Override
    public void save(World world) throws IOException {
        boolean timePasses = world.clock()
                .map(EmulatorClock::mode)
                .filter(mode -> mode.running())
                .isPresent();
        if (timePasses || isChanged(world)) {
            write(world);
        }
    }

    /** Whether it has changed since it was last saved here. Time that passes is no change. */
    boolean isChanged(World world) {
        return world.clock().isPresent() && !Objects.equals(savedChanges.get(world.name()), world.changes());
    }

    private record Snapshot(SavedWorld world, long changes) {}

    /** Saves a world. Its calls wait only while it is copied. */
    void write(World world) throws IOException {
        Semaphore turn = writing.get(Math.floorMod(world.name().hashCode(), writing.size()));
        Snapshot snapshot = world.with(session -> {
            Snapshot copy = new Snapshot(SavedWorld.of(world), world.changes());
            turn.acquireUninterruptibly();
            return copy;
        });
        try {
            StateWriter.requireSources(snapshot.world());
            AtomicFile.write(file(world.name()), out -> new StateWriter(out, version).world(snapshot.world()));
            savedChanges.put(world.name(), snapshot.changes());
        } catch (StateException | IOException e) {
            throw new IOException("world " + world.name() + " is not saved: " + e.getMessage(), e);
        } finally {
            turn.release();
        }
    }

    @Override
    public boolean delete(String name) throws IOException {
        Semaphore turn = writing.get(Math.floorMod(name.hashCode(), writing.size()));
        turn.acquireUninterruptibly();
        try {
            return AtomicFile.delete(file(name));
        } finally {
            turn.release();
        }
    }

    /** Releases all worlds that are still taken, and takes no more. */
    @Override
    public void close() {
        queue.close();
        locks.close();
    }
}
