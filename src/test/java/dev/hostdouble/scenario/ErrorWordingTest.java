package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Providers;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.scenario.effect.ErrorEffect;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.wire.StandardCall;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What injected errors say where the scenario leaves out what they are about, and the formats of their bodies. */
class ErrorWordingTest extends EffectStory {
    private static final String WORLD = "wording";

    private static String text(JsonNode body) {
        return body.path("error").asText(body.path("message").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_SUCH_VM    | PUT | /datacenter/server/4002/start          | 0x01: no vm with id 4002 found",
                "NO_SUCH_VM    | PUT | /datacenter/server/9999/start          | 0x01: no vm with id 9999 found",
                "SIGNAL_FAILED | PUT | /datacenter/server/4001/stop           | 0xa1: failed to send stop signal to vm",
                "SIGNAL_FAILED | PUT | /datacenter/server/4001/password/reset | 0xa1: failed to send start signal to"
                        + " vm",
                "NO_SUCH_VM    | GET | /datacenter/server                     | 0x01: no vm with id 4001 found",
            })
    void hosterapi_names_the_server_of_the_path_and_the_signal_of_the_operation(
            String error, String method, String path, String message) {
        effect("hosterapi/server.*", "{ error: " + error + " }");
        assertThat(text(client.hosterapi().call(method, path).json())).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "/datacenter/dedicated/order ~ {\"id\":84}          ~ 84",
                "/software/install           ~ {\"sid\":\"4002\"}     ~ 4002",
                "/software/install           ~ {\"sid|ip\":\"4003\"}  ~ 4003",
                "/software/uninstall         ~ {\"ip\":\"10.0.0.1\"}  ~ 10.0.0.1",
                "/software/uninstall         ~ {}                   ~ 4001",
            })
    void hosterapi_names_the_server_of_the_body(String path, String body, String id) {
        effect("[hosterapi/dedicated.order, hosterapi/software.*]", "{ error: NO_SUCH_VM }");
        assertThat(text(client.hosterapi().call("POST", path, body).json()))
                .isEqualTo("0x01: no vm with id " + id + " found");
    }

    @Test
    void hostkey_names_the_id_of_the_body_of_the_query_or_in_brackets() {
        effect("hostkey/*", "{ error: INVALID_ID }");
        assertThat(text(client.hostkey().call("eq", "show", "id", "457").json()))
                .isEqualTo("invalid argument id '457'");
        assertThat(text(client.hostkey()
                        .call("iso", "update", "params[id]", "124")
                        .json()))
                .isEqualTo("invalid argument id '124'");
        assertThat(text(client.send("GET", "/eq.php?action=show&token=HOSTKEY_TOKEN&id=458", "")
                        .json()))
                .isEqualTo("invalid argument id '458'");
        // The example of the page, where the call says nothing.
        assertThat(text(client.hostkey().call("eq", "list").json())).matches("invalid argument id '[^']+'");
    }

    @Test
    void hostkey_gives_a_reason_that_suits_the_operation() {
        client.rules("""
                - { on: hostkey/vm.create_snapshot, effect: { error: SNAPSHOT_CREATION_FAILED } }
                - { on: hostkey/vm.remove_snapshot, effect: { error: SNAPSHOT_REMOVAL_FAILED } }
                """);
        assertThat(text(client.hostkey()
                        .call("vm", "create_snapshot", "id", "456", "name", "first")
                        .json()))
                .isEqualTo("failed to request snapshot creation for 456 - VM is locked");
        assertThat(text(client.hostkey()
                        .call("vm", "remove_snapshot", "id", "456", "name", "first")
                        .json()))
                .isEqualTo("failed to request snapshot removal for 456 - snapshot not found");
    }

    @Test
    void hostkey_names_a_server_where_the_call_has_the_id_of_an_image() {
        client.rules("""
                - { on: hostkey/iso.delete, effect: { error: ISO_IN_USE } }
                - { on: hostkey/iso.mount_iso, effect: { error: ALREADY_MOUNTED } }
                """);
        assertThat(text(client.hostkey().call("iso", "delete", "id", "123").json()))
                .isEqualTo("ISO is mounted on server 456");
        assertThat(text(client.hostkey()
                        .call("iso", "mount_iso", "id", "457", "iso", "x.iso")
                        .json()))
                .isEqualTo("ISO is already mounted on server 457");
    }

    @Test
    void what_the_scenario_gives_comes_first_and_can_be_filled_in() {
        client.rules("""
            - { on: hosterapi/server.start, effect: { error: NO_SUCH_VM, sid: 7 } }
            - { on: hosterapi/server.stop, effect: { error: NO_SUCH_VM, with: { sid: "{{query.q}}/{{call}}" } } }
            """);
        assertThat(client.hosterapi().error(404, "PUT", "/datacenter/server/4001/start"))
                .isEqualTo("0x01: no vm with id 7 found");
        assertThat(client.hosterapi().error(404, "PUT", "/datacenter/server/4001/stop?q=x"))
                .isEqualTo("0x01: no vm with id x/1 found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "code   | {\"code\":-1,\"message\":\"invalid argument id '456'\"}",
                "result | {\"result\":-1,\"error\":\"invalid argument id '456'\"}",
                "both   | {\"code\":-1,\"message\":\"invalid argument id '456'\",\"result\":-1,\"error\":\"invalid"
                        + " argument id '456'\"}",
            })
    void hostkey_formats_an_error_in_the_envelope_that_the_scenario_names(String envelope, String body) {
        effect("hostkey/*", "{ error: INVALID_ID, envelope: " + envelope + " }");
        for (String module : List.of("eq", "vm")) {
            Seen reply = client.hostkey().call(module, module.equals("eq") ? "show" : "load_stats", "id", "456");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invalid token", "Invalid hash", "Session expired", "Permission denied"})
    void hostkey_has_several_texts_for_a_session_that_has_ended(String text) {
        effect("hostkey/eq.list", "{ error: " + text.replace(' ', '_') + ", envelope: both }");
        assertThat(client.hostkey().call("eq", "list").body())
                .isEqualTo("{\"code\":-2,\"message\":\"" + text + "\",\"result\":-1,\"error\":\"" + text + "\"}");
    }

    @Test
    void every_error_says_something_in_every_place_on_every_operation() throws Exception {
        StartStates startStates = new StartStates(Providers.ALL);
        WorldSettings settings = new WorldSettings(ClockMode.MANUAL, 1, false, false, 10, 10, WorldSettings.hostClock())
                .withNow(StartDate.at(EmulatorClock.START));
        Worlds worlds = new Worlds(settings, startStates.read(startStates.sources(Optional.empty())));
        int said = 0;
        for (StandardCall call : StandardCall.all().values()) {
            worlds.delete(WORLD);
            call.prepare(worlds, WORLD);
            for (ApiError error : call.provider().errors()) {
                if (ErrorCatalogue.placeholders(error).isEmpty()) {
                    continue;
                }
                worlds.get(WORLD).run(session -> {
                    session.scenarios().clear();
                    session.install(new Rule("rule", call.operation(), new ErrorEffect(error.name(), Map.of())));
                });
                Reply reply = call.call(worlds, WORLD);
                assertThat(reply.answer()).as(call.operation()).isEqualTo(error.name());
                assertThat(Seen.parse(reply.body().text()))
                        .as(call.operation() + " " + error.name())
                        .anySatisfy(member -> assertThat(member.asText()).matches(filled(error)));
                said++;
            }
        }
        assertThat(said).isGreaterThan(300);
    }

    /** The template with something that is no blank and no brace in each place. */
    private static Pattern filled(ApiError error) {
        StringBuilder pattern = new StringBuilder();
        for (String part : error.template().split("(?=\\{)|(?<=})", -1)) {
            pattern.append(part.startsWith("{") ? "[^{}\\s](.*[^{}\\s])?" : Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
