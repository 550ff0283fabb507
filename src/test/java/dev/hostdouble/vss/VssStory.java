package dev.hostdouble.vss;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.VssClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What stories about VSS share: one emulator on a manual clock, and a world for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VssStory {
    private final Hostdouble emulator;
    VssClient vss;

    VssStory() {
        try {
            emulator = Hostdouble.start(Settings.forTests());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        vss = new VssClient(emulator, "none");
    }

    @BeforeEach
    void ownWorld(TestInfo test) {
        vss = world("w" + Integer.toHexString(test.getDisplayName().hashCode()));
    }

    VssClient world(String name) {
        return new VssClient(emulator, name);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }
}
