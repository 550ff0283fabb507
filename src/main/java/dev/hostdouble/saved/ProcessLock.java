package dev.hostdouble.saved;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps other processes, and other servers in this one, from using a file. The operating system ends it with the process. */
final class ProcessLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessLock.class);

    /**
     * The lock files of this process. An operating system takes all locks of a process on a file back as soon as the process
     * closes the file once, so no second server in this process may even open it.
     */
    private static final Set<Path> OPEN = new HashSet<>();

    private final Path path;
    private final FileChannel channel;
    private boolean isClosed; // guarded by OPEN

    /**
     * Locks a file, by an empty one beside it. That one stays: if it were deleted, two processes could have locks on two files of
     * that name.
     *
     * @throws IOException if another server has the lock
     */
    ProcessLock(Path file) throws IOException {
        synchronized (OPEN) {
            path = file.toAbsolutePath().resolveSibling(".").toRealPath().resolve(file.getFileName() + ".lock");
            if (OPEN.contains(path)) {
                throw inUse(file);
            }
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean isLocked = false;
            try {
                isLocked = channel.tryLock() != null;
            } finally {
                if (!isLocked) {
                    channel.close();
                }
            }
            if (!isLocked) {
                throw inUse(file);
            }
            OPEN.add(path);
        }
    }

    private static IOException inUse(Path file) {
        return new IOException("cannot use " + file + ": another server uses it");
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            OPEN.remove(path);
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("a lock cannot be given back: {}", e.getMessage());
            }
        }
    }
}
