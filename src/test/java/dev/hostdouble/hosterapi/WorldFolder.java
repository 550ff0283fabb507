package dev.hostdouble.hosterapi;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Emulators whose start state differs from the shipped one in one place. */
final class WorldFolder {
    private static final Path SHIPPED = Path.of("fixtures", "worlds", "default", "hosterapi.yaml");

    private WorldFolder() {}

    /** An emulator on the shipped start state, that text in it replaced. */
    static Hostdouble start(Path folder, String text, String by) throws IOException, InvalidFileException {
        String shipped = Files.readString(SHIPPED);
        if (!shipped.contains(text)) {
            throw new IllegalArgumentException("the start state says nowhere: " + text);
        }
        Files.writeString(folder.resolve("hosterapi.yaml"), shipped.replace(text, by));
        return Hostdouble.start(Settings.forTests().withWorld(folder));
    }
}
