package dev.hostdouble.scenario;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What stories about scenarios share: one emulator on a manual clock, and clients in a world for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScenarioStory {
    @AutoClose
    final Hostdouble emulator;

    AllProviders client;

    ScenarioStory() {
        try {
            emulator = Hostdouble.start(Settings.forTests());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        client = new AllProviders(emulator, "default");
    }

    @BeforeEach
    void ownWorld(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName() + test.getDisplayName();
        client = new AllProviders(emulator, "w" + Integer.toHexString(name.hashCode()));
    }
}
