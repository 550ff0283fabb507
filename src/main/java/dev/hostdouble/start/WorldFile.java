package dev.hostdouble.start;

import dev.hostdouble.world.StartDate;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of a start state's folder that belongs to no provider.
 *
 * @param now when worlds start, unless the command line says so
 */
public record WorldFile(StartDate now) {
    /** The name of the file. */
    public static final String NAME = "world.yaml";

    private static final String SCHEMA = "/dev/hostdouble/schemas/world.schema.json";

    private record Content(String now) {}

    /**
     * The one in a folder; empty if there is none.
     *
     * @throws InvalidFileException naming line and column of everything that is wrong
     */
    public static Optional<WorldFile> of(Optional<Path> folder) throws InvalidFileException, IOException {
        Optional<Path> file = folder.map(known -> known.resolve(NAME)).filter(Files::exists);
        return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
    }

    /**
     * Reads and checks the file.
     *
     * @throws InvalidFileException naming line and column of everything that is wrong
     */
    public static WorldFile read(Path file) throws InvalidFileException, IOException {
        Document document = Document.read(file.toString(), StartStates.text(file));
        document.check(SCHEMA);
        String now = document.as(Content.class).now();
        StartDate date = StartDate.HOST;
        try {
            date = StartDate.parse(now);
        } catch (IllegalArgumentException e) {
            document.addProblem("/now", String.valueOf(e.getMessage()));
        }
        document.throwIfInvalid();
        return new WorldFile(date);
    }
}
