package dev.hostdouble.hostkey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
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
