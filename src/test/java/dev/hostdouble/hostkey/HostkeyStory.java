package dev.hostdouble.hostkey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What stories about HOSTKEY share: one emulator on a manual clock, a world for each test, and a client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostkeyStory {
    static final String CLIENT = Credentials.HOSTKEY_CLIENT;
    static final String NEIGHBOUR = Credentials.HOSTKEY_NEIGHBOUR;
    static final String STAFF = Credentials.HOSTKEY_STAFF;
    static final String ADMIN = Credentials.HOSTKEY_ADMIN;

    private final Hostdouble emulator;
    HostkeyClient hostkey;

    HostkeyStory() {
        this(Settings.forTests());
    }

    HostkeyStory(Settings settings) {
        try {
            emulator = Hostdouble.start(settings);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        hostkey = new HostkeyClient(emulator, "none");
    }

    /** Settings of a world with other options than the shipped one, as lines of its file. */
    static Settings with(String... options) {
        try {
            Path folder = Files.createTempDirectory("hostkey-options");
            String state = Files.readString(Path.of("fixtures/worlds/default/hostkey.yaml"));
            for (String option : options) {
                String name = option.substring(0, option.indexOf(':'));
                state = option + "\n" + state.replaceAll("(?m)^" + name + ":.*$", "");
            }
            Files.writeString(folder.resolve("hostkey.yaml"), state);
            return Settings.forTests().withWorld(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void ownWorld(TestInfo test) {
        hostkey = new HostkeyClient(
                emulator, "w" + Integer.toHexString(test.getDisplayName().hashCode()));
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    /** Calls an action with that token; parameters alternate with their values. */
    JsonNode call(String token, String module, String action, String... parameters) {
        return hostkey.readAs(token, module, action, parameters);
    }
}
