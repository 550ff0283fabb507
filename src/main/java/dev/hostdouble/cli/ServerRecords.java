package dev.hostdouble.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that this user runs on this machine. {@code serve} writes a file for each into a folder for runtime files, which
 * holds nothing else and belongs to the user alone, and deletes it at the end; other commands read there where a server listens.
 * Where no such folder can be written there is no file, and nothing else changes.
 */
final class ServerRecords {
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-\\d{1,5}");
    private static final long MAX_BYTES = 4096;
    private static final int MAX_FILES = 1000;
    private static final String OWNER_ONLY = "rwx------";

    /** Twice the precision of the times of processes and files. */
    private static final Duration PRECISION = Duration.ofSeconds(2);

    private static final Path SELF = Path.of("/proc/self");

    private final List<Path> parents;

    /** The records in these folders; the first that can be written takes new ones. */
    ServerRecords(List<Path> parents) {
        this.parents = List.copyOf(parents);
    }

    /** The records in the folders that this system has for runtime files: those in memory first. */
    static ServerRecords of(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        Stream.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""), "/dev/shm", System.getProperty("java.io.tmpdir", ""))
                .filter(name -> !name.isBlank())
                .forEach(name -> {
                    try {
                        folders.add(Path.of(name));
                    } catch (InvalidPathException e) {
                        // a folder that does not exist: the next one
                    }
                });
        return new ServerRecords(folders.stream().filter(Path::isAbsolute).toList());
    }

    /** The file of a running server. */
    interface Entry extends AutoCloseable {
        /** Deletes it. */
        @Override
        void close();
    }

    /**
     * A server that runs.
     *
     * @param url its base URL, with the address that it is bound to
     * @param setPort the port that the environment or the settings file set where it was started; empty for none. A flag may have
     *     given it another one.
     */
    record Running(URI url, Optional<String> setPort) {}

    /** Records a server of this process until the entry is closed. */
    Entry add(Running server) {
        for (Path parent : parents) {
            try {
                Path file = write(folder(parent), server);
                return () -> delete(file);
            } catch (IOException | UnsupportedOperationException e) {
                // Loggers are not for this alone: most commands need none.
                log().debug("no record of the server in {}", parent, e);
            }
        }
        return () -> {};
    }

    private static Logger log() {
        return LoggerFactory.getLogger(ServerRecords.class);
    }

    private static Path write(Path folder, Running server) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            create(folder);
        }
        requireOwn(folder);
        entries(folder).stream().filter(entry -> !entry.isAlive()).forEach(entry -> delete(entry.file()));
        Path file = folder.resolve(
                ProcessHandle.current().pid() + "-" + server.url().getPort());
        Files.deleteIfExists(file);
        return Files.writeString(
                file,
                server.url() + "\n" + namespaces() + "\n" + server.setPort().orElse("") + "\n");
    }

    private static void create(Path folder) throws IOException {
        FileAttribute<?>[] ownerOnly = isPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            // by another server, or not ours: checked next
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log().debug("cannot delete {}", file, e);
        }
    }

    /** The servers that run. */
    List<Running> running() {
        List<Running> running = new ArrayList<>();
        for (Path parent : parents) {
            try {
                Path folder = folder(parent);
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    requireOwn(folder);
                    entries(folder).stream()
                            .filter(Recorded::isAlive)
                            .map(Recorded::server)
                            .forEach(running::add);
                }
            } catch (IOException | UnsupportedOperationException e) {
                // not readable: as if it were empty
            }
        }
        return running.stream()
                .distinct()
                .sorted(Comparator.comparing(Running::url))
                .toList();
    }

    private static Path folder(Path parent) throws IOException {
        return parent.resolve(isPosix(parent) ? "hostdouble-" + user() : "hostdouble");
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** The number of the user of this process. */
    private static Object user() throws IOException {
        return owner(Files.exists(SELF) ? SELF : Path.of(System.getProperty("user.home", "/")));
    }

    private static Object owner(Path path) throws IOException {
        return Files.getAttribute(
                path, "unix:uid", path.equals(SELF) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS});
    }

    /** Everybody can create a folder in a folder like {@code /tmp}: one of another user could lead a command anywhere. */
    private static void requireOwn(Path folder) throws IOException {
        if (isPosix(folder)
                && !(owner(folder).equals(user())
                        && PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                                .equals(OWNER_ONLY))) {
            throw new IOException(folder + " is not the folder of this user alone");
        }
    }

    /** What a file says, if it is of a process that could be seen from here. */
    private record Recorded(Path file, Running server, boolean isAlive) {}

    private static List<Recorded> entries(Path folder) throws IOException {
        List<Recorded> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                read(file).ifPresent(entries::add);
                if (entries.size() == MAX_FILES) {
                    break;
                }
            }
        }
        return entries;
    }

    private static Optional<Recorded> read(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        try {
            if (!name.matches()
                    || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            // Of another container: the process is not to be seen from here, nor is its port.
            if (lines.size() != 3 || !lines.get(1).equals(namespaces())) {
                return Optional.empty();
            }
            Optional<String> setPort = Optional.of(lines.get(2)).filter(port -> !port.isEmpty());
            return Optional.of(new Recorded(
                    file,
                    new Running(URI.create(lines.get(0)), setPort),
                    isRunning(Long.parseLong(name.group(1)), file)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a process has written a file: one that got its number later began after that. */
    private static boolean isRunning(long process, Path file) throws IOException {
        var written = Files.getLastModifiedTime(file).toInstant().plus(PRECISION);
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(found -> found.info()
                        .startInstant()
                        .map(started -> !started.isAfter(written))
                        .orElse(true))
                .isPresent();
    }

    /** What separates the processes and ports of containers that share a folder; empty where there is nothing of the kind. */
    private static String namespaces() {
        try {
            return Files.readSymbolicLink(SELF.resolve("ns/pid")) + " "
                    + Files.readSymbolicLink(SELF.resolve("ns/net"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
