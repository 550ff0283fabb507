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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs the client as a process of its own, with a folder of its own for temporary files. */
record ClientProcess(List<String> command, Duration timeout) implements ClientProgram {
    /** How much of what it prints is kept: the end of it. */
    private static final int KEPT_BYTES = 16 << 10;

    private static final Duration LOOK = Duration.ofMillis(50);

    @Override
    public ClientExit run(Map<String, String> environment, BooleanSupplier isEnough)
            throws IOException, InterruptedException {
        Path temporary = Files.createTempDirectory("hostdouble-explore-");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().put("TMPDIR", temporary.toString());
            long start = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close(); // nobody answers what it asks
            Thread ending = new Thread(() -> kill(process), "end-client");
            Runtime.getRuntime().addShutdownHook(ending);
            Tail tail = new Tail(process.getInputStream());
            tail.start();
            try {
                boolean ended = await(process, start, isEnough);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                OptionalInt code = ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
                if (!ended) {
                    kill(process);
                }
                tail.join(
                        1000); // a child of the client may hold the pipe open; to kill a process that has ended closes
                // it
                return new ClientExit(code, took, tail.text());
            } finally {
                kill(process);
                forget(ending);
            }
        } finally {
            delete(temporary);
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

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // This process ends already.
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
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
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
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
