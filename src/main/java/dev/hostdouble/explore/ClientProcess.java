package dev.hostdouble.explore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the client as a process of its own, with a folder of its own for temporary files. */
record ClientProcess(List<String> command, Duration timeout) implements ClientProgram {
    /** How much of what it prints is kept: the end of it. */
    private static final int KEPT_BYTES = 16 << 10;

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String TMPDIR = "TMPDIR";
    private static final Logger LOG = LoggerFactory.getLogger(ClientProcess.class);

    @Override
    public ClientExit run(Map<String, String> environment, BooleanSupplier isEnough)
            throws IOException, InterruptedException {
        Path temporary = Files.createTempDirectory("hostdouble-explore-");
        Ending ending = new Ending(temporary);
        try {
            ending.happensAtExit();
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().put(TMPDIR, temporary.toString());
            long start = System.nanoTime();
            Process process = builder.start();
            ending.process = process;
            process.getOutputStream().close(); // nobody answers what it asks
            Tail tail = new Tail(process.getInputStream());
            tail.start();
            boolean ended = await(process, start, isEnough);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            OptionalInt code = ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
            if (!ended) {
                kill(process);
            }
            tail.join(1000); // a child of the client may hold the pipe open; to kill a process that has ended closes it
            return new ClientExit(code, took, tail.text());
        } finally {
            ending.happensNow();
        }
    }

    private boolean await(Process process, long start, BooleanSupplier isEnough) throws InterruptedException {
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - start > timeout.toNanos() || isEnough.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Leaves nothing of a run behind, also when this process is ended by a signal. */
    private static final class Ending extends Thread {
        private static final Duration LONGEST = Duration.ofSeconds(2);

        private final Path temporary;
        private volatile @Nullable Process process;

        Ending(Path temporary) {
            super("end-client");
            this.temporary = temporary;
        }

        void happensAtExit() throws InterruptedException {
            try {
                Runtime.getRuntime().addShutdownHook(this);
            } catch (IllegalStateException e) {
                delete();
                new CountDownLatch(1).await(); // this process ends already, so nothing is started any more
            }
        }

        void happensNow() {
            clear();
            try {
                Runtime.getRuntime().removeShutdownHook(this);
            } catch (IllegalStateException e) {
                // This process ends already.
            }
        }

        @Override
        public void run() {
            clear();
        }

        private void clear() {
            Process started = process;
            if (started != null) {
                kill(started);
                children().forEach(ProcessHandle::destroyForcibly);
                try {
                    started.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS); // until then it may write files
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            delete();
        }

        /** On Linux also those whose parent has ended: their environment has the folder of this run. */
        private Stream<ProcessHandle> children() {
            String mark = TMPDIR + "=" + temporary + "\0";
            return ProcessHandle.allProcesses().filter(any -> {
                try {
                    byte[] environment = Files.readAllBytes(Path.of("/proc/" + any.pid() + "/environ"));
                    return new String(environment, StandardCharsets.UTF_8).contains(mark);
                } catch (IOException e) {
                    return false;
                }
            });
        }

        private void delete() {
            try {
                ClientProcess.delete(temporary);
            } catch (IOException e) {
                LOG.debug("cannot delete {}", temporary, e); // such as a folder that the client has made read-only
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // the client may have removed it itself
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Reads what the client prints, so that it never waits, and keeps the end. */
    private static final class Tail extends Thread {
        private final InputStream in;
        private final byte[] ring = new byte[KEPT_BYTES];
        private long read;

        Tail(InputStream in) {
            super("client-output");
            this.in = in;
            setDaemon(true);
        }

        @Override
        public void run() {
            byte[] some = new byte[8192];
            try {
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                    keep(some, n);
                }
            } catch (IOException e) {
                // The process has ended: what is there is all there is.
            }
        }

        private synchronized void keep(byte[] some, int n) {
            for (int i = 0; i < n; i++) {
                ring[(int) (read++ % KEPT_BYTES)] = some[i];
            }
        }

        synchronized String text() {
            int length = (int) Math.min(read, KEPT_BYTES);
            byte[] last = new byte[length];
            for (int i = 0; i < length; i++) {
                last[i] = ring[(int) ((read - length + i) % KEPT_BYTES)];
            }
            return new String(last, StandardCharsets.UTF_8);
        }
    }
}
