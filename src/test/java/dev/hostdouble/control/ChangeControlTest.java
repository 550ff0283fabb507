package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes that a provider makes by itself, as tests ask for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeControlTest {
    private static final String STOP = "{\"hosterapi/vm\":4001,\"state\":\"stopped\"}";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private HosterapiClient api = new HosterapiClient(emulator, "none");

    ChangeControlTest() throws Exception {}

    @BeforeEach
    void ownWorld(TestInfo test) {
        api = new HosterapiClient(
                emulator, "changes-" + Integer.toHexString(test.getDisplayName().hashCode()));
    }

    @Test
    void a_change_says_whether_anything_changed() {
        assertThat(api.control("POST", "changes", STOP).body()).isEqualTo("{\"changed\":true}\n");
        assertThat(api.control("POST", "changes", STOP).body()).isEqualTo("{\"changed\":false}\n");
    }

    @Test
    void a_change_is_recorded_for_a_replay() {
        api.servers();
        api.change(STOP);
        JsonNode event = api.controlled("GET", "replay", "").at("/events/1");
        assertThat(event.path("change"))
                .isEqualTo(ControlJson.parse(Bytes.of(STOP)).orElseThrow());
    }

    @Test
    void a_reset_takes_changes_back() {
        api.change("{\"hosterapi/vm\":4001,\"removed\":true}");
        api.world().reset();
        assertThat(api.servers()).isEqualTo("[4001,4002,4003]");
    }

    @Test
    void all_kinds_are_listed() {
        JsonNode changes = api.controlled("GET", "changes", "").path("changes");
        List<String> kinds = new ArrayList<>();
        for (Provider provider : Providers.ALL) {
            provider.changes().stream().map(ProviderChange::key).forEach(kinds::add);
        }
        assertThat(changes.findValuesAsText("change")).isEqualTo(kinds).contains("vss/image", "hostkey/iso");
        JsonNode vm = changes.path(kinds.indexOf("hosterapi/vm"));
        assertThat(vm.toString())
                .isEqualTo("{\"change\":\"hosterapi/vm\",\"value\":\"the id of a virtual server: a whole number\","
                        + "\"options\":[{\"name\":\"state\",\"value\":\"running or stopped or suspended\"},"
                        + "{\"name\":\"removed\",\"value\":\"true\"}],"
                        + "\"oneOf\":[[\"state\",\"removed\"]],\"atMostOneOf\":[],"
                        + "\"description\":\"A virtual server starts, stops, is suspended or is gone.\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|expected one key that says what changes, such as hosterapi/vm. Allowed: hos",
                "{\"state\":\"stopped\"}|expected one key that says what changes",
                "{\"hosterapi/vm\":4001,\"hostkey/iso\":1}|expected one key that says what changes",
                "{\"hosterapi/vn\":4001}|unknown change 'hosterapi/vn'; did you mean 'hosterapi/vm'? Allowed: ",
                "{\"hosterapi/vm\":\"x\",\"removed\":true}|invalid hosterapi/vm 'x'. Expected the id of a virtual server",
                "{\"hosterapi/vm\":-1,\"removed\":true}|invalid hosterapi/vm '-1'",
                "{\"hosterapi/vm\":null,\"removed\":true}|invalid hosterapi/vm 'null'",
                "{\"hosterapi/vm\":[4001],\"removed\":true}|invalid hosterapi/vm '[4001]'",
                "{\"hosterapi/vm\":1.5,\"removed\":true}|invalid hosterapi/vm '1.5'",
                "{\"hosterapi/vm\":4001}|hosterapi/vm needs state or removed",
                "{\"hosterapi/vm\":4001,\"state\":\"stoped\"}"
                        + "|invalid state 'stoped'; did you mean 'stopped'? Expected running or stopped",
                "{\"hosterapi/vm\":4001,\"stat\":\"stopped\"}"
                        + "|unknown option 'stat' of hosterapi/vm; did you mean 'state'? Allowed: state, removed; hosterapi/vm",
                "{\"hosterapi/vm\":4001,\"state\":\"stopped\",\"removed\":true}|state and removed exclude each other",
                "{\"hosterapi/vm\":4001,\"removed\":false}|invalid removed 'false'. Expected true",
                "{\"vss/image\":\"frist\",\"removed\":true}"
                        + "|invalid vss/image 'frist'; did you mean 'first'? Expected the id of a public image: a whole"
                        + " number, or first or last, or new",
                "{\"vss/image\":\"new\",\"add\":0}|invalid add '0'. Expected how many: a whole number from 1 to 10000",
                "{\"vss/image\":\"new\",\"removed\":true}|unknown option 'removed' of vss/image. Allowed: add, name, at, id",
                "{\"vss/image\":\"new\",\"at\":\"end\",\"id\":5}|at and id exclude each other",
                "{\"hostkey/token\":\"\",\"revoked\":true}|invalid hostkey/token ''. Expected a token, or the login",
                "[]|expected a JSON object",
                "{|invalid JSON",
            })
    void an_invalid_change_says_what_is_allowed(String json, String message) {
        Seen reply = api.control("POST", "changes", json);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).startsWith(message);
        assertThat(api.servers()).isEqualTo("[4001,4002,4003]");
    }
}
