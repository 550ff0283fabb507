package dev.hostdouble.saved;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The worlds that some process waits for, as empty files in a folder. Whoever has one of them releases it. */
final class WorldRequests {
    private final Path folder;

    /** Requests in a folder, which is made if it does not exist. */
    WorldRequests(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Asks for a world, if nobody does so already. */
    void add(String world) throws IOException {
        try {
            Files.createFile(file(world));
        } catch (FileAlreadyExistsException e) {
            // somebody else waits for it too
        }
    }

    /** Whether anybody asks for a world. */
    boolean has(String world) {
        return Files.exists(file(world));
    }

    /** Nobody waits for a world any more; whoever does asks again. */
    void remove(String world) throws IOException {
        Files.deleteIfExists(file(world));
    }

    /** The worlds that are asked for. */
    List<String> list() throws IOException {
        List<String> worlds = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(
                    file -> WorldFileName.world(file.getFileName().toString()).ifPresent(worlds::add));
        }
        return worlds;
    }

    private Path file(String world) {
        return folder.resolve(WorldFileName.of(world));
    }
}
