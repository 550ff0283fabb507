package dev.hostdouble.saved;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks on worlds that the operating system takes back when the process ends, however it ends. Each is a lock on one byte of one
 * file, because an open file for each world would be too many.
 */
final class WorldLocks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldLocks.class);

    /**
     * The files that this process has open. An operating system gives all locks of a process on a file back as soon as it closes
     * the file once, so it must open each only once.
     */
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private final Shared file;
    private final Map<String, FileLock> held = new ConcurrentHashMap<>();
    private boolean isClosed; // guarded by OPEN

    private static final class Shared {
        private final Path path;
        private final FileChannel channel;
        private int users;

        Shared(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }
    }

    /** Locks on worlds, as bytes of a file that is made if it does not exist. */
    WorldLocks(Path file) throws IOException {
        synchronized (OPEN) {
            Path folder = file.toAbsolutePath().getParent();
            Path path = folder == null ? file : folder.toRealPath().resolve(file.getFileName());
            Shared known = OPEN.get(path);
            if (known == null) {
                known = new Shared(path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                OPEN.put(path, known);
            }
            known.users++;
            this.file = known;
        }
    }

    /**
     * Takes the lock of a world; false if anybody has it, another thread of this process too. Not on a thread that may be
     * interrupted: that would close the file.
     */
    boolean tryTake(String world) throws IOException {
        try {
            FileLock lock = file.channel.tryLock(position(world), 1, false);
            if (lock == null) {
                return false;
            }
            held.put(world, lock);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Gives the lock of a world back, if it was taken. */
    void giveBack(String world) {
        FileLock lock = held.remove(world);
        if (lock != null) {
            try {
                lock.release();
            } catch (IOException e) {
                LOG.warn("the lock of world {} cannot be given back: {}", world, e.getMessage());
            }
        }
    }

    /** Gives all locks back. */
    @Override
    public void close() {
        held.keySet().forEach(this::giveBack);
        synchronized (OPEN) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            file.users--;
            if (file.users == 0) {
                OPEN.remove(file.path);
                try {
                    file.channel.close();
                } catch (IOException e) {
                    LOG.warn("{} cannot be closed: {}", file.path, e.getMessage());
                }
            }
        }
    }

    /** The place of the byte of a world. Two worlds with the same one could only wait for each other. */
    private static long position(String world) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(world.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() >>> 2;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
