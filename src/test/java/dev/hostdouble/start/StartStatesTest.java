package dev.hostdouble.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Providers;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Start states: the shipped one is valid, and an invalid one is refused with its line. */
class StartStatesTest {
    private static final Path SHIPPED = Path.of("fixtures/worlds/default");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_shipped_states_meet_their_schemas() throws Exception {
        for (Provider provider : Providers.ALL) {
            Document document =
                    Document.read(provider.stateFile(), Files.readString(SHIPPED.resolve(provider.stateFile())));
            document.check(provider.stateSchema());
            assertThat(provider.reader().read(document)).isNotNull();
        }
    }

    private static List<StartState> read(Path folder) throws InvalidFileException, IOException {
        StartStates startStates = new StartStates(Providers.ALL);
        return startStates.read(startStates.sources(Optional.of(folder)));
    }

    private void assertRefused(String from, String to, String... parts) throws Exception {
        assertRefusedIn("hosterapi.yaml", from, to, parts);
    }

    private void assertHostkeyRefused(String from, String to, String... parts) throws Exception {
        assertRefusedIn("hostkey.yaml", from, to, parts);
    }

    private void assertRefusedIn(String file, String from, String to, String... parts) throws Exception {
        String shipped = Files.readString(SHIPPED.resolve(file));
        assertThat(shipped).contains(from);
        Files.writeString(folder.resolve(file), shipped.replace(from, to));
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidFileException.class)
                .message()
                .contains(parts)
                .containsPattern(Pattern.quote(file) + ":\\d+:\\d+: ");
    }

    @Test
    void an_unknown_key_is_named_with_what_is_allowed() throws Exception {
        assertRefused("speed: 1", "sped: 1", "unknown key 'sped'", "did you mean 'speed'");
    }

    @Test
    void a_value_out_of_range_is_named() throws Exception {
        assertRefused("speed: 1", "speed: 0", "/speed");
    }

    @Test
    void an_invalid_disk_size_is_named_with_its_place() throws Exception {
        assertRefused("disk: 80G", "disk: 80X", "/servers/1/disk");
    }

    @Test
    void a_duplicate_server_is_refused() throws Exception {
        assertRefused("id: 4002", "id: 4001", "/servers/1/id", "server 4001 is a duplicate of /servers/0/id");
    }

    @Test
    void a_duplicate_address_is_refused() throws Exception {
        assertRefused("ips: [37.114.34.3]", "ips: [37.114.34.2]", "address 37.114.34.2 is a duplicate");
    }

    @Test
    void an_account_without_a_token_is_refused() throws Exception {
        assertRefused("id: 4002", "id: 4002\n    account: acme", "/servers/1/account", "no token of account 'acme'");
        assertRefused("id: 1\n", "id: 1\n    account: acme\n", "/dedicated/0/account", "expected one of [reseller]");
        assertRefused(
                "id: 4002", "id: 4002\n    account: the other", "/servers/1/account", "the reseller it belongs to");
    }

    @Test
    void an_unknown_template_is_refused() throws Exception {
        assertRefused("template: Ubuntu20.04", "template: Ubuntu99", "'Ubuntu99' is neither in templates");
    }

    @Test
    void a_timeline_that_does_not_start_at_zero_is_refused() throws Exception {
        assertRefused(
                "speed: 1",
                "timelines: { server.start: [{ after: 1s, status: queued, progress: 0 }] }",
                "the first step of a timeline must be after 0s");
    }

    @Test
    void an_invalid_duration_is_refused() throws Exception {
        assertRefused(
                "speed: 1",
                "timelines: { server.start: [{ after: soon, status: queued, progress: 0 }] }",
                "invalid duration 'soon'");
    }

    @Test
    void a_duplicate_key_is_refused() throws Exception {
        assertRefused("speed: 1", "speed: 1\nspeed: 2", "speed");
    }

    @Test
    void broken_yaml_is_refused_with_its_line() throws Exception {
        assertRefused("speed: 1", "speed: [1", "hosterapi.yaml");
    }

    @Test
    void a_file_that_is_no_start_state_is_refused() throws Exception {
        Files.writeString(folder.resolve("hoster.yaml"), "");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("hoster.yaml")
                .hasMessageContaining("hosterapi.yaml")
                .hasMessageContaining("hostkey.yaml");
    }

    @Test
    void a_huge_file_is_refused() throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "#".repeat(Document.MAX_SIZE + 1));
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("larger than 2 MiB");
    }

    @Test
    void a_bomb_of_aliases_is_refused_quickly() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }
        Files.writeString(folder.resolve("hosterapi.yaml"), bomb);
        assertThatThrownBy(() -> read(folder)).isInstanceOf(InvalidFileException.class);
    }

    @Test
    void a_provider_without_a_file_in_the_folder_gets_the_shipped_state() throws Exception {
        assertThat(read(folder)).hasSize(Providers.ALL.size());
        Files.copy(SHIPPED.resolve("hostkey.yaml"), folder.resolve("hostkey.yaml"));
        assertThat(read(folder)).hasSize(Providers.ALL.size());
    }

    static List<Provider> providers() {
        return Providers.ALL;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void every_key_of_the_shipped_state_stands_alone(Provider provider) throws Exception {
        Document shipped = Document.read(provider.stateFile(), Files.readString(SHIPPED.resolve(provider.stateFile())));
        ObjectMapper json = new ObjectMapper();
        for (Map.Entry<String, JsonNode> key : shipped.root().properties()) {
            Map<String, JsonNode> alone = Map.of(key.getKey(), key.getValue());
            Files.writeString(folder.resolve(provider.stateFile()), json.writeValueAsString(alone));
            assertThat(read(folder)).hasSize(Providers.ALL.size());
        }
    }

    @Test
    void a_mapping_is_completed_key_by_key() throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "limits: { servers: 3 }\nnext: { job: 23 }\n");
        assertThat(read(folder)).hasSize(Providers.ALL.size());
    }

    @Test
    void what_does_not_fit_the_rest_of_the_shipped_state_is_named() throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "templates: [Debian10.0]\nunlisted-templates: []\n");
        assertThatThrownBy(() -> read(folder))
                .hasMessage(folder.resolve("hosterapi.yaml")
                        + ":1:1: /servers/0/template: 'Ubuntu20.04' is neither in templates nor in unlisted-templates"
                        + " (a value of the shipped hosterapi.yaml, which fills in what this file leaves out)");
    }

    @Test
    void an_unknown_envelope_is_named_with_the_allowed_ones() throws Exception {
        assertHostkeyRefused("error-envelope: code ", "error-envelope: brown ", "/error-envelope", "both");
    }

    @Test
    void an_image_id_at_or_above_the_next_one_is_refused() throws Exception {
        assertHostkeyRefused("next: { iso: 125", "next: { iso: 124", "/isos/1/id", "must be below next.iso, 124");
    }

    @Test
    void a_history_id_at_or_above_the_next_one_is_refused() throws Exception {
        assertHostkeyRefused("history: 3 }", "history: 2 }", "/isos/1/history/0/id", "must be below next.history, 2");
    }

    @Test
    void an_owner_without_an_account_is_refused() throws Exception {
        assertHostkeyRefused(
                "owner: neighbour@example.com", "owner: nobody@example.com", "/servers/1/owner", "no account 'nobody@");
    }

    @Test
    void a_duplicate_token_is_refused() throws Exception {
        assertHostkeyRefused(
                "[" + Credentials.HOSTKEY_STAFF + "]",
                "[" + Credentials.HOSTKEY_CLIENT + "]",
                "/accounts/3/tokens/0",
                "is a duplicate of /accounts/0");
    }

    @Test
    void an_invalid_time_is_refused() throws Exception {
        assertHostkeyRefused(
                "created-at: \"2024-01-15T10:30:00Z\"",
                "created-at: yesterday",
                "invalid time 'yesterday': expected ISO-8601");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(folder.resolve("hosterapi.yaml") + ":1: " + message);
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused() throws Exception {
        Files.write(folder.resolve("hosterapi.yaml"), new byte[] {(byte) 0xfe, (byte) 0xff, 0, 'a'});
        assertRefused("not UTF-8");
    }

    @Test
    void a_folder_where_a_file_is_expected_is_refused() throws Exception {
        Files.createDirectory(folder.resolve("hosterapi.yaml"));
        assertRefused("is a folder; expected a file");
    }

    @Test
    void a_dangling_link_is_refused() throws Exception {
        Files.createSymbolicLink(folder.resolve("hosterapi.yaml"), Path.of("gone.yaml"));
        assertThatThrownBy(() -> read(folder))
                .hasMessage("cannot read " + folder.resolve("hosterapi.yaml") + ": no such file");
    }

    @Test
    void files_that_editors_and_kubernetes_leave_behind_are_skipped() throws Exception {
        Files.createDirectory(folder.resolve("..2026_11_21"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_21"));
        Files.copy(SHIPPED.resolve("hosterapi.yaml"), folder.resolve("..data").resolve("hosterapi.yaml"));
        Files.createSymbolicLink(folder.resolve("hosterapi.yaml"), Path.of("..data/hosterapi.yaml"));
        Files.writeString(folder.resolve(".hosterapi.yaml.swp"), "");
        assertThat(read(folder)).hasSize(Providers.ALL.size());
    }
}
