package dev.hostdouble.vss;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.VssClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What stories about start states share: an emulator whose start state of VSS is the given text. */
abstract class OptionStory {
    @TempDir
    Path folder = Path.of("");

    /** What a test does with a world. */
    interface Story {
        void of(VssClient vss) throws IOException;
    }

    /** A world whose start state is that text. */
    void in(String state, Story story) throws Exception {
        in(Settings.forTests(), state, story);
    }

    void in(Settings settings, String state, Story story) throws Exception {
        Files.writeString(folder.resolve("vss.yaml"), state);
        try (Hostdouble emulator = Hostdouble.start(settings.withWorld(folder))) {
            story.of(new VssClient(emulator, "w"));
        }
    }
}
