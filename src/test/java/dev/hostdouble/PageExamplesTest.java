package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.wire.Inventory;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Example;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page's own example calls, as printed: what the first lines of the start state say of them is true. */
class PageExamplesTest {
    private static final String PREFIX = "/api/v1";

    @Test
    void all_example_calls_work_but_those_that_the_start_state_names() throws Exception {
        Map<String, Integer> failed = new TreeMap<>();
        List<Documented> pages = Inventory.of("hosterapi");
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            for (Documented operation : pages) {
                HosterapiClient api =
                        new HosterapiClient(emulator, operation.operation().replace('/', '-'));
                int status = send(api, operation.example()).statusCode();
                if (status != 200) {
                    failed.put(operation.operation(), status);
                }
            }
        }
        assertThat(failed)
                .isEqualTo(new TreeMap<>(Map.of(
                        "hosterapi/dedicated.start", 404,
                        "hosterapi/dedicated.shutdown", 404,
                        "hosterapi/dedicated.reboot", 404,
                        "hosterapi/dedicated.console", 404,
                        "hosterapi/dedicated.status", 404,
                        "hosterapi/dedicated.config", 404,
                        "hosterapi/dedicated.terminate", 404,
                        "hosterapi/job.info", 404,
                        "hosterapi/server.rdns", 400,
                        "hosterapi/server.change", 404)));
        assertThat(Files.readString(Path.of("fixtures/worlds/default/hosterapi.yaml"))
                        .lines()
                        .findFirst())
                .get()
                .asString()
                .contains("Of the " + pages.size() + " example calls")
                .contains(pages.size() - failed.size() + " work");
    }

    @Test
    void the_examples_about_server_9_work_after_the_example_that_orders_it() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            List<Documented> pages = Inventory.of("hosterapi");
            for (Documented operation : pages) {
                if (!operation.example().path().startsWith(PREFIX + "/datacenter/dedicated/9/")) {
                    continue;
                }
                HosterapiClient api =
                        new HosterapiClient(emulator, operation.operation().replace('/', '-'));
                send(api, pages.get(1).example()).then().statusCode(200);
                api.advance("30s");
                assertThat(send(api, operation.example()).statusCode())
                        .as(operation.operation())
                        .isEqualTo(200);
            }
        }
    }

    private static Response send(HosterapiClient api, Example example) {
        String path = example.path().substring(PREFIX.length());
        return example.body().isNull()
                ? api.request().request(example.method(), path)
                : api.request()
                        .contentType("application/json")
                        .body(example.body().toString())
                        .request(example.method(), path);
    }
}
