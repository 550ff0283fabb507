package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.ProviderClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

/** The panel "Live" and the header: calls appear, are filtered and opened; the clock moves; nothing leaves the server. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveConsoleIT {
    private static final String STATUS = "/api/v1/datacenter/server/4001/status";

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    LiveConsoleIT() throws Exception {}

    @Test
    void a_call_appears_and_is_opened() throws Exception {
        ProviderClient client = new ProviderClient(server, "default");
        page.show("default", "#live");
        page.untilText(".panel-live .empty", "No calls yet");
        client.send("GET", STATUS, "");
        page.untilText("#calls [aria-rowindex='2']", "401");
    }
}
