package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Common names of credentials are masked at every provider, in everything that shows calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommonCredentialsTest {
    private static final List<String> NAMES = List.of(
            "token",
            "access_token",
            "refreshToken",
            "api_key",
            "apikey",
            "API-Key",
            "secret",
            "client_secret",
            "pwd",
            "passwd",
            "rootPassword",
            "rootpass",
            "vnc_password",
            "sshKey",
            "signature",
            "sig",
            "pin");
    private static final String SECRET = "Sec9Horse77x";
    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    CommonCredentialsTest() throws Exception {}

    private static void assertMasked(ProviderClient client, String operation) {
        client.awaitDeliveries();
        List<String> views = new ArrayList<>(List.of("replay", "report", "report?as=markdown"));
        for (String as : List.of("", "&as=curl", "&as=har")) {
            views.add("requests?limit=1000" + as);
        }
        int calls = client.controlled("GET", "requests", "").path("total").asInt();
        assertThat(calls).isPositive();
        for (int n = 1; n <= Math.min(calls, 8); n++) {
            views.add("requests/" + n);
            views.add("requests/" + n + "?as=curl");
        }
        for (String view : views) {
            String shown = client.control("GET", view, "").body();
            assertThat(shown).as(operation + " " + view).isNotEmpty().doesNotContain(SECRET);
        }
        assertThat(client.control("GET", "requests?as=curl&limit=1000&secrets=keep", "")
                        .body())
                .contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/datacenter/server", "/iso.php", "/v2/iso", "/nowhere"})
    void a_name(String path) {
        ProviderClient client = new ProviderClient(emulator, path.replaceAll("\\W", "-") + "x");
        for (String name : NAMES) {
            client.send("GET", path + "?a=1&" + name + "=" + SECRET, "");
            client.send("POST", path, name + "=" + SECRET, FORM);
            client.send("POST", path, "{\"a\":[{\"" + name + "\":\"" + SECRET + "\"}]}", JSON);
            client.send("POST", path, "<a><b " + name + "=\"" + SECRET + "\"/></a>", "Content-Type: application/xml");
            client.send(
                    "POST",
                    path,
                    "<a><n:" + name + " x='1'>" + SECRET + "</n:" + name + "></a>",
                    "Content-Type: text/xml");
            client.send(
                    "POST",
                    path,
                    "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + SECRET + "\r\n--b--\r\n",
                    "Content-Type: multipart/form-data; boundary=b");
            client.send("GET", path, "", "Referer: https://h/x?a=1&" + name + "=" + SECRET);
            client.send("GET", path + "?params[url]=https%3A%2F%2Fh%2Fx%3F" + name + "%3D" + SECRET, "");
        }
        assertMasked(client, path);
    }

    @Test
    void a_part_of_a_multipart_body_that_contains_a_url() {
        ProviderClient client = new ProviderClient(emulator, "part");
        client.send(
                "POST",
                "/iso.php",
                "--b\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nhttps://u:" + SECRET + "@h/x.iso?sig="
                        + SECRET + "\r\n--b--\r\n",
                "Content-Type: multipart/form-data; boundary=b");
        assertMasked(client, "upload");
    }

    @Test
    void a_number_stays_a_number_in_a_recording() {
        ProviderClient client = new ProviderClient(emulator, "pin");
        client.send(
                "POST",
                "/api/v1/datacenter/server",
                "{\"pin\":739164}",
                JSON,
                Credentials.bearer(Credentials.HOSTERAPI_TOKEN));
        String recording = client.control("GET", "replay", "").body();
        assertThat(recording).doesNotContain("739164").containsPattern("pin\\\\?\":[1-9]{6}");
        assertThat(client.control("GET", "requests/1", "").body())
                .contains("***")
                .doesNotContain("739164");
    }

    @Test
    void the_key_of_a_callback_is_none() {
        ProviderClient client = new ProviderClient(emulator, "callback");
        client.send("GET", "/eq_callback.php?action=check&key=0a461c00000000000000000000000461", "");
        for (String view : List.of("requests", "requests/1", "replay")) {
            assertThat(client.control("GET", view, "").body()).as(view).contains("0a461c00000000000000000000000461");
        }
    }
}
