package dev.hostdouble.saved;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps other processes, and other servers in this one, from using a file. The operating system ends it with the process. */
final class ProcessLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessLock.class);

    private final FileChannel channel;

    /**
     * Locks a file, by an empty one beside it. That one stays: if it were deleted, two processes could have locks on two files of
     * that name.
     *
     * @throws IOException if another process has the lock
     */
    ProcessLock(Path file) throws IOException {
        channel = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try {
            isLocked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            LOG.debug("locked by this process", e);
        }
        if (!isLocked) {
            channel.close();
            throw new IOException("cannot use " + file + ": another server uses it");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("a lock cannot be given back: {}", e.getMessage());
        }
    }
}
