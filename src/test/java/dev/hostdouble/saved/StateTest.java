package dev.hostdouble.saved;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.JsonEdit;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.effect.ErrorEffect;
import dev.hostdouble.yaml.SchemaCheck;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET state} and {@code PUT state} as users meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "/_emulator/state";

    private final Hostdouble emulator = start();

    private static Hostdouble start() {
        try {
            return Hostdouble.start(Settings.forTests());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private HosterapiClient client(String world) {
        return new HosterapiClient(emulator, world);
    }

    private String state(String world) {
        Seen seen = client(world).send("GET", STATE, "");
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        return seen.body();
    }

    private Seen put(String world, String state) {
        return client(world).send("PUT", STATE, state);
    }

    /** A world with something under way at each provider. */
    private String busy(String world) {
        client(world).reinstall();
        client(world).order();
        new HostkeyClient(emulator, world).send("GET", "/", "");
        new VssClient(emulator, world).call("GET", "/v2/iso?limit=1");
        emulator.world(world).advance(java.time.Duration.ofSeconds(3));
        return state(world);
    }

    @Test
    void a_state_that_is_loaded_elsewhere_has_the_same_bytes_and_goes_on_alike() {
        String saved = busy("from");
        assertThat(put("to", saved).status()).isEqualTo(200);
        assertThat(state("to")).isEqualTo(saved);
        List.of("from", "to").forEach(world -> emulator.world(world).advance(java.time.Duration.ofHours(1)));
        assertThat(client("to").servers()).isEqualTo(client("from").servers());
        assertThat(state("to")).isEqualTo(state("from"));
    }

    @Test
    void a_fork_goes_on_alike_and_apart() {
        String saved = busy("trunk");
        Seen made = client("trunk").send("PUT", "/_emulator/worlds/branch", "{\"from\":\"trunk\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(state("branch")).isEqualTo(saved);
        client("branch").call("POST", HosterapiClient.SERVERS + "/4002/delete?force=1");
        assertThat(state("trunk")).isEqualTo(saved);
        assertThat(state("branch")).isNotEqualTo(saved);
        Seen again = client("trunk").send("PUT", "/_emulator/worlds/branch", "{\"from\":\"trunk\"}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(state("branch")).isEqualTo(saved);
    }

    @Test
    void a_fork_needs_another_world_that_exists() {
        client("oak").servers();
        assertThat(client("oak")
                        .send("PUT", "/_emulator/worlds/oak", "{\"from\":\"oak\"}")
                        .status())
                .isEqualTo(400);
        Seen unknown = client("oak").send("PUT", "/_emulator/worlds/elm", "{\"from\":\"oka\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("oak");
        assertThat(client("elm").send("GET", STATE, "").status()).isEqualTo(404);
    }

    @Test
    void a_reset_goes_back_to_the_start_of_the_loaded_world() {
        String saved = busy("before").replace("\"seed\": 1", "\"seed\": 7");
        assertThat(put("after", saved).status()).isEqualTo(200);
        assertThat(client("after").send("POST", "/_emulator/reset", "").status())
                .isEqualTo(200);
        assertThat(state("after")).contains("\"seed\": 7").contains("\"elapsed\":\"PT0S\"");
        assertThat(client("after").servers()).isEqualTo(client("untouched").servers());
    }

    @Test
    void the_schema_that_editors_get_accepts_what_is_saved() throws JsonProcessingException {
        Seen schema = client("schema").send("GET", "/_emulator/schemas/state.schema.json", "");
        assertThat(schema.status()).isEqualTo(200);
        JsonNode saved = JSON.readTree(busy("valid"));
        assertThat(SchemaCheck.of(JSON.readTree(schema.body())).problems(saved)).isEmpty();
    }

    @Test
    void a_scenario_without_a_text_cannot_be_saved() {
        Rule rule = new Rule("any", "hosterapi/server.list", new ErrorEffect("UNAUTHORIZED", Map.of()));
        Scenario built = new Scenario("built", "", OptionalLong.empty(), List.of(rule), List.of(), "");
        emulator.world("java").run(session -> session.activate(built));
        Seen refused = client("java").send("GET", STATE, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Java code built the scenario 'built'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|line 1, column 2: invalid JSON",
                "[]|expected a JSON object with the member",
                "``|expected a JSON object with the member",
                "{\"state\":2}|/state: unknown version 2 of the format: expected 1",
                "{\"state\":\"1\"}|expected a JSON object with the member",
                "{\"state\":1,\"state\":1}|a member that is there twice",
                "{\"replay\":2}|expected a JSON object with the member",
                "{\"state\":1}|required property 'seed' not found",
            })
    void what_is_no_state_is_refused(String text, String why) {
        Seen refused = put("none", text);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().replace("\\\"", "\"")).contains(why);
        assertThat(client("none").send("GET", STATE, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/clock/now|\"soon\"|/clock: invalid time",
                "/clock/now|\"+999999999-01-01T00:00:00Z\"|/clock: invalid time",
                "/clock/mode|\"slow\"|/clock/mode: ",
                "/clock/elapsed|\"PT-5S\"|/clock/elapsed: ",
                "/clock/elapsed|\"PT9999999H\"|elapsed time",
                "/clock/later|1|'later'",
                "/startedAt|\"2024\"|/startedAt: invalid time",
                "/seed|1.5|/seed: ",
                "/seed|9223372036854775808|/seed: ",
                "/windows/nobody|[]|/windows",
                "/journal/calls|-1|/journal/calls: ",
                "/start/own/hosterapi.yaml|\"tokens: 5\"|/start: hosterapi.yaml:1",
                "/tables/hostkey_iso|null|/tables/hostkey_iso: ",
                "/tables/hostkey_isos|[]|hostkey_isos",
                "/tables/hostkey_iso/0/size|\"5\"|/tables/hostkey_iso/0/size: ",
                "/tables/hostkey_iso/0/size|-5|/tables/hostkey_iso/0: does not hold: size is not negative",
                "/tables/hostkey_iso/1/id|9223372036854775807|/tables/hostkey_iso/1: does not hold: id is from 1",
                "/tables/hostkey_server/0/owner|\"nobody@example.com\"|/tables/hostkey_server/0: does not hold: owner",
                "/tables/hostkey_server/0/memory_mb|2147483648|/tables/hostkey_server/0/memory_mb: ",
                "/tables/hostkey_account/0/role|\"KING\"|/tables/hostkey_account/0: does not hold: role is CLIENT",
                "/tables/hosterapi_server/0/template|\"Debian99\"|/tables/hosterapi_server/0: does not hold: template",
                "/tables/hosterapi_server/0/disk|\"big\"|/tables/hosterapi_server/0: does not hold: cpu_cores",
                "/tables/hosterapi_server/1/id|4001|/tables/hosterapi_server/1: another row has the same key",
                "/tables/hosterapi_backup/0/server|5|/tables/hosterapi_backup/0: does not hold: server is the id",
                "/tables/job/0/timeline|\"soon\"|/tables/job/0: timeline cannot be read",
                "/tables/job/0/operation|\"hosterapi/server.list\"|/tables/job/0: no operation",
                "/tables/job/0/ends_at|5|/tables/job/0: ends_at must follow",
                "/tables/job/1/argument|\"[1]\"|/tables/job/1: the operation hosterapi/server.create cannot read argument, target or output",
                "/tables/job/0/argument|\"{\"|/tables/job/0: the operation hosterapi/server.reinstall cannot read argument, target or output",
                "/tables/hosterapi_token/0/account|\"a b\"|/tables/hosterapi_token/0: does not hold: account is 1 to 64",
                "/tables/job/0/target|\"a b\"|/tables/job/0: does not hold: target names a resource",
                "/tables/sequence/0/next_value|-9223372036854775808|/tables/sequence/0: does not hold: next_value is from 1",
                "/tables/sequence/0/next_value|9223372036854775807|/tables/sequence/0: does not hold: next_value is from 1",
                "/tables/hosterapi_incident/0/types|\"x\"|/tables/hosterapi_incident/0: does not hold: types is a JSON array",
                "/tables/hosterapi_server/0/ordered_template|\"x\"|/tables/hosterapi_server/0: does not hold: ordered_template",
                "/tables/job/0/number|0|/tables/job/0: does not hold: number is from 1",
                "/tables/vss_iso/3/name|\"other.iso\"|/tables/vss_iso/3: name and data_store must be those in path",
                "/tables/vss_iso/3/created_on|\"yesterday\"|/tables/vss_iso/3: created_on and updated_on",
                "/tables/vss_user_image/0/kind|\"FLOPPY\"|/tables/vss_user_image/0: kind must be that of path: ISO",
                "/tables/vss_user_image/0/kind|\"DISC\"|/tables/vss_user_image/0: does not hold: kind is ISO, FLOPPY",
                "/tables/vss_file/0/path|\"../x\"|/tables/vss_file: the path '../x' is not allowed",
                "/tables/vss_file/0/username|\"nobody\"|/tables/vss_file/0: does not hold: username",
            })
    void a_state_that_was_changed_into_one_that_cannot_be_is_refused_whole(String pointer, String value, String why)
            throws JsonProcessingException {
        String world = "edit" + Integer.toHexString((pointer + value).hashCode());
        String before = busy(world);
        JsonNode json = JSON.readTree(before);
        JsonNode changed = JsonEdit.with(json, JsonPointer.compile(pointer), JSON.readTree(value));
        Seen refused = put(world, JSON.writeValueAsString(changed));
        assertThat(refused.body()).contains(why);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(state(world)).isEqualTo(before);
    }

    @Test
    void a_name_that_was_changed_by_hand_sorts_by_the_new_name() {
        String saved = busy("renamed");
        String edited = saved.replaceFirst(
                "\"name\":\"[^\"]+\\.iso\"(.*?)/[^/\"]+\\.iso\"", "\"name\":\"000.iso\"$1/000.iso\"");
        assertThat(edited).isNotEqualTo(saved);
        Seen loaded = put("renamed", edited);
        assertThat(loaded.status()).as(loaded.body()).isEqualTo(200);
        assertThat(state("renamed")).contains("000iso\\u0000000.iso");
    }
}
