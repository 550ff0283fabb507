package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import org.junit.jupiter.api.Test;

/** The journal as a shell script. */
class CurlScriptTest {
    @Test
    void the_list_as_curl_is_a_script_in_the_order_of_the_calls() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            HosterapiClient client = new HosterapiClient(emulator, "curl-script");
            client.rules("""
                    - { on: hosterapi/server.create, effect: { lose_reply: true } }
                    """);
            client.call("GET", "/datacenter/server", "");
            client.call(
                    "POST",
                    "/datacenter/server",
                    "{\"template\":\"Debian10.0\",\"cpuCores\":1,\"mem\":1024,\"disk\":\"10G\",\"ipCount\":1}");
            client.awaitDeliveries();
            assertThat(client.control("GET", "requests?as=curl", "").body().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("# 1 hosterapi/server.list 200 complete"),
                            line -> assertThat(line).startsWith("curl ").contains("/api/v1/datacenter/server"),
                            line -> assertThat(line).isEqualTo("# 2 hosterapi/server.create 200 empty"),
                            line -> assertThat(line).startsWith("curl ").contains("Bearer ***", "cpuCores"));
            assertThat(client.control("GET", "requests?as=curl&secrets=keep&limit=1", "")
                            .body())
                    .startsWith("# 2 ")
                    .doesNotContain("***");
        }
    }
}
