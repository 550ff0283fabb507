package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.job.JobFault;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Section "Dedicated": the market, orders, and one owned server. */
@ExtendWith(EmulatorExtension.class)
class DedicatedTest {
    private static final String DEDICATED = "/datacenter/dedicated";
    private static final String DONE = "{\"result\":true}";
    private static final String NONE = "{\"result\":false,\"error\":\"0x01: no vm with id %s found\"}";
    private static final Map<String, Object> ORDER =
            Map.of("id", 9, "template", "Debian Buster", "ipCount", "2", "hostname", "myserver.example.com");

    private final HosterapiClient api;

    DedicatedTest(HosterapiClient api) {
        this.api = api;
    }

    private void order() {
        api.post(DEDICATED + "/order", ORDER).then().statusCode(200).body(equalTo(DONE));
    }

    private String state(int id) {
        return api.get(DEDICATED + "/" + id + "/status").jsonPath().getString("result.state");
    }

    @Test
    void the_market_is_that_of_the_page_with_all_its_quirks() {
        assertThat(api.read(DEDICATED + "/market"))
                .isEqualTo("{\"result\":[{\"id\":9,\"model\":\"HP ProLiant BL460c G8\",\"description\":\"\","
                        + "\"configuration\":{\"cpu\":{\"type\":\"Intel Xeon E5-2609 v2\",\"count\":\"1\"},"
                        + "\"ram\":{\"type\":\"DDR3 ECC\",\"size\":\"32\"},"
                        + "\"storage\":{\"type\":\"SSD\",\"count\":\"2\",\"size\":\"250\"},\"price\":39,"
                        + "\"location\":{\"id\":2,\"name\":\"Maincubes, Frankfurt\"}}},"
                        + "{\"id\":84,\"model\":\"Generic\",\"description\":null,"
                        + "\"configuration\":{\"cpu\":{\"type\":\"AMD Ryzen 7 3800X\",\"count\":\"1\"},"
                        + "\"ram\":{\"type\":\"DDR4 ECC\",\"size\":\"32 GB DDR4 ECC\"},"
                        + "\"storage\":{\"type\":\"NVMe\",\"count\":\"2\",\"size\":\"256\"},\"price\":139,"
                        + "\"location\":{\"id\":1,\"name\":\"Maincubes, Frankfurt\"}}}]}");
    }

    @Test
    void templates_keep_their_order_and_their_duplicates() {
        List<String> templates = api.get(DEDICATED + "/templates").jsonPath().getList("result");

        assertThat(templates)
                .containsExactly(
                        "CentOS 7 (latest) (DE)",
                        "Debian 8 Jessie (DE)",
                        "Debian 9 Stretch (DE)",
                        "Ubuntu 16.04 LTS",
                        "Ubuntu 18.04 LTS (DE)",
                        "OpenSuse 42.3",
                        "VMware ESXi 6.5 U1",
                        "VMware ESXi 6.5 U2",
                        "Debian 10 Buster (DE)",
                        "Proxmox VE 6 (DE)",
                        "Debian 10 Buster - Software RAID (DE)",
                        "[COPY] Debian 10 Buster - Software RAID (DE) Test",
                        "CentOS 7 (latest)",
                        "Debian Jessie",
                        "Debian Stretch",
                        "Ubuntu 16.04 LTS",
                        "Ubuntu 18.04 LTS",
                        "OpenSuse 42.3",
                        "VMware ESXi 6.5 U1",
                        "VMware ESXi 6.5 U2",
                        "Debian Buster",
                        "Proxmox VE 6",
                        "Ubuntu 20.04 LTS");
    }

    @Test
    void an_ordered_server_is_owned_before_its_order_is_complete() {
        order();

        api.get(DEDICATED + "/market").then().body("result.id", equalTo(List.of(84)));
        assertThat(api.read(DEDICATED))
                .isEqualTo("{\"result\":[{\"id\":1,\"orderComplete\":true},{\"id\":9,\"orderComplete\":false}]}");
        assertThat(api.read(DEDICATED + "/9/status")).isEqualTo("{\"result\":{\"state\":\"halted\"}}");
    }

    @Test
    void an_order_is_complete_after_a_while_and_the_server_runs() {
        order();
        api.advance("29999ms");
        assertThat(state(9)).isEqualTo("halted");
        api.advance("1ms");

        assertThat(api.read(DEDICATED))
                .isEqualTo("{\"result\":[{\"id\":1,\"orderComplete\":true},{\"id\":9,\"orderComplete\":true}]}");
        assertThat(state(9)).isEqualTo("running");
        assertThat(api.read(DEDICATED + "/9/config"))
                .matches("\\{\"result\":\\{\"ssh\":\\{\"root\":\\{\"password\":\"[A-Za-z0-9]{12}\"},"
                        + "\"user\":\\{\"username\":\"user\",\"password\":\"[A-Za-z0-9]{12}\"}},"
                        + "\"ips\":\\[\"37.114.34.10\",\"37.114.34.11\"],\"template\":\"Debian Buster\","
                        + "\"configuration\":\\{\"cpu\":\\{\"type\":\"Intel Xeon E5-2609 v2\",\"count\":\"1\"},"
                        + "\"ram\":\\{\"size\":\"32\",\"type\":\"DDR3 ECC\"},\"price\":39,"
                        + "\"storage\":\\{\"size\":\"250\",\"type\":\"SSD\",\"count\":\"2\"},"
                        + "\"location\":\\{\"id\":2,\"name\":\"Maincubes, Frankfurt\"}}}}");
    }

    @Test
    void an_order_without_a_count_gets_one_address() {
        api.post(DEDICATED + "/order", Map.of("id", 84, "template", "Proxmox VE 6"));
        api.advance("30s");

        api.get(DEDICATED + "/84/config").then().body("result.ips", equalTo(List.of("37.114.34.10")));
    }

    @Test
    void a_failed_order_vanishes_from_the_list() {
        api.injectJobFault("hosterapi/dedicated.order", new JobFault.Fail("out of stock", 0.5));
        order();
        api.get(DEDICATED).then().body("result", hasSize(2));
        api.advance("30s");

        assertThat(api.read(DEDICATED)).isEqualTo("{\"result\":[{\"id\":1,\"orderComplete\":true}]}");
        api.get(DEDICATED + "/9/status").then().statusCode(404).body(equalTo(NONE.formatted(9)));
    }

    @Test
    void only_servers_on_the_market_can_be_ordered() {
        order();
        api.post(DEDICATED + "/order", ORDER).then().statusCode(404).body(equalTo(NONE.formatted(9)));
        api.post(DEDICATED + "/order", Map.of("id", 77, "template", "Debian Buster"))
                .then()
                .statusCode(404)
                .body(equalTo(NONE.formatted(77)));
    }

    @Test
    void missing_parameters_of_an_order_are_reported_in_order() {
        missing(api.post(DEDICATED + "/order"), "id");
        missing(api.post(DEDICATED + "/order", Map.of("template", "Debian Buster")), "id");
        missing(api.post(DEDICATED + "/order", Map.of("id", 9)), "template");
        missing(api.post(DEDICATED + "/order", Map.of("id", 9, "template", "Debian10.0")), "template");
        missing(
                api.post(DEDICATED + "/order", Map.of("id", 9, "template", "Debian Buster", "ipCount", "x")),
                "ipCount");
        api.get(DEDICATED + "/market").then().body("result", hasSize(2));
    }

    private static void missing(Response reply, String name) {
        reply.then().statusCode(400).body("error", equalTo("0xb1: Missing required parameter " + name));
    }

    @Test
    void the_config_of_the_page_stands_at_the_start() {
        assertThat(api.read(DEDICATED + "/1/config"))
                .isEqualTo("{\"result\":{\"ssh\":{\"root\":{\"password\":\"UOosKBueLhn8\"},"
                        + "\"user\":{\"username\":\"user\",\"password\":\"UOosKBueLhn8\"}},"
                        + "\"ips\":[\"92.246.85.200\"],\"template\":\"Debian Jessie\","
                        + "\"configuration\":{\"cpu\":{\"type\":\"Intel Xeon E5-2609 v1\",\"count\":\"1\"},"
                        + "\"ram\":{\"size\":\"16\",\"type\":\"DDR3 ECC\"},\"price\":0,"
                        + "\"storage\":{\"size\":\"240\",\"type\":\"SSD\",\"count\":\"2\"},"
                        + "\"location\":{\"id\":2,\"name\":\"SkyLink, Eygelshoven\"}}}}");
    }

    @Test
    void a_config_tells_hostname_and_mac_where_the_world_says_so(@TempDir Path folder) throws Exception {
        try (Hostdouble telling = WorldFolder.start(folder, "dedicated-details: false", "dedicated-details: true")) {
            assertThat(new HosterapiClient(telling, "telling").read(DEDICATED + "/1/config"))
                    .contains("\"template\":\"Debian Jessie\",\"hostname\":\"myserver.example.com\","
                            + "\"mac\":\"9c:b6:54:8e:1d:20\",\"configuration\":");
        }
    }

    @Test
    void a_server_halts_starts_and_reboots_after_a_while() {
        api.put(DEDICATED + "/1/shutdown").then().statusCode(200).body(equalTo(DONE));
        api.advance("4s");
        assertThat(state(1)).isEqualTo("running");
        api.advance("1s");
        assertThat(state(1)).isEqualTo("halted");
        api.put(DEDICATED + "/1/reboot").then().body(equalTo(DONE));
        api.advance("1m");
        assertThat(state(1)).isEqualTo("halted");
        api.put(DEDICATED + "/1/start").then().body(equalTo(DONE));
        api.advance("5s");
        assertThat(state(1)).isEqualTo("running");
    }

    @Test
    void a_start_during_a_shutdown_finds_a_running_server_and_does_nothing() {
        api.put(DEDICATED + "/1/shutdown");
        api.advance("4s");
        api.put(DEDICATED + "/1/start");
        api.advance("1m");

        assertThat(state(1)).isEqualTo("halted");
    }

    @Test
    void a_server_not_yet_delivered_does_not_start() {
        order();
        api.put(DEDICATED + "/9/start")
                .then()
                .statusCode(500)
                .body("error", equalTo("0xa1: failed to send start signal to vm"));
        api.get(DEDICATED + "/9/config").then().statusCode(500);
        api.advance("10s");

        assertThat(state(9)).isEqualTo("halted");
    }

    @Test
    void a_failed_signal_is_reported() {
        api.fail("dedicated.start", HosterError.SIGNAL_FAILED, Map.of("signal", "start"));

        api.put(DEDICATED + "/1/start")
                .then()
                .statusCode(500)
                .body(equalTo("{\"result\":false,\"error\":\"0xa1: failed to send start signal to vm\"}"));
    }

    @Test
    void a_reinstall_halts_the_server_and_brings_other_passwords() {
        api.put(DEDICATED + "/1/reinstall", Map.of("template", "Debian Buster"))
                .then()
                .statusCode(200)
                .body(equalTo(DONE));
        assertThat(state(1)).isEqualTo("halted");
        api.get(DEDICATED + "/1/config").then().body("result.template", equalTo("Debian Jessie"));
        api.advance("30s");

        assertThat(state(1)).isEqualTo("running");
        api.get(DEDICATED + "/1/config").then().body("result.template", equalTo("Debian Buster"));
        assertThat(api.read(DEDICATED + "/1/config")).doesNotContain("UOosKBueLhn8");
    }

    @Test
    void a_reinstall_needs_a_template() {
        missing(api.put(DEDICATED + "/1/reinstall"), "template");
        missing(api.put(DEDICATED + "/1/reinstall", Map.of("template", "Debian10.0")), "template");
        assertThat(state(1)).isEqualTo("running");
    }

    @Test
    void a_failed_reinstall_leaves_the_old_system_running() {
        String before = api.read(DEDICATED + "/1/config");
        api.injectJobFault("hosterapi/dedicated.reinstall", new JobFault.Fail("broken", 0));
        api.put(DEDICATED + "/1/reinstall", Map.of("template", "Debian Buster"));
        api.advance("30s");

        assertThat(state(1)).isEqualTo("running");
        assertThat(api.read(DEDICATED + "/1/config")).isEqualTo(before);
    }

    @Test
    void a_terminated_server_is_gone_at_once_and_not_back_on_the_market() {
        api.post(DEDICATED + "/1/terminate").then().statusCode(200).body(equalTo(DONE));

        assertThat(api.read(DEDICATED)).isEqualTo("{\"result\":[]}");
        api.get(DEDICATED + "/1/config").then().statusCode(404).body(equalTo(NONE.formatted(1)));
        api.get(DEDICATED + "/market").then().body("result.id", equalTo(List.of(9, 84)));
        api.post(DEDICATED + "/1/terminate").then().statusCode(404);
    }

    @Test
    void a_server_cannot_be_terminated_before_it_is_delivered() {
        order();
        api.post(DEDICATED + "/9/terminate").then().statusCode(500);
        api.advance("30s");
        api.post(DEDICATED + "/9/terminate").then().statusCode(200);

        assertThat(api.read(DEDICATED)).isEqualTo("{\"result\":[{\"id\":1,\"orderComplete\":true}]}");
    }

    @Test
    void the_console_leads_to_this_server_in_tests() {
        assertThat(api.read(DEDICATED + "/1/console")).startsWith("{\"result\":\"http:\\/\\/127.0.0.1:");
        api.get(DEDICATED + "/4001/console").then().statusCode(404).body(equalTo(NONE.formatted(4001)));
    }

    @Test
    void a_server_on_the_market_is_not_owned() {
        api.get(DEDICATED + "/9/status").then().statusCode(404).body(equalTo(NONE.formatted(9)));
    }
}
