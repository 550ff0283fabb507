package dev.hostdouble.vss;

import static dev.hostdouble.client.VssClient.PERSONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.yaml.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which start states are refused, and what a start state takes from the shipped one. */
class StartStateTest extends OptionStory {
    private static final Path SHIPPED = Path.of("fixtures/worlds/default/vss.yaml");

    private void refused(String state, String... parts) throws Exception {
        Files.writeString(folder.resolve("vss.yaml"), state);
        assertThatThrownBy(() ->
                        Hostdouble.start(Settings.forTests().withWorld(folder)).close())
                .isInstanceOf(InvalidFileException.class)
                .message()
                .contains(parts)
                .containsPattern("vss\\.yaml:\\d+:\\d+: ");
    }

    @Test
    void nobody_must_set_up_what_the_version_does_not_have() throws Exception {
        refused("mfa: enforced\nprofile: before-paging\n", "before-paging has no /tf/enable");
        in(
                "mfa: enforced\nprofile: before-paging\nusers: [{ name: u, password: u, totp: AUTHENTICATOR }]",
                vss -> assertThat(vss.requestToken("{\"otp\":\"123456\"}", "Authorization: Basic dTp1")
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void what_a_start_state_leaves_out_comes_from_the_shipped_one() throws Exception {
        in("users: [{ name: u, password: u }]", vss -> {
            assertThat(VssClient.read(200, vss.callAs("u", "GET", "/v2/iso"))
                            .at("/meta/pages/total")
                            .asInt())
                    .isEqualTo(224);
            assertThat(VssClient.read(200, vss.callAs("u", "GET", PERSONAL)).path("data"))
                    .isEmpty();
        });
        in("images: []", vss -> {
            assertThat(vss.get("/v2/iso").path("data")).isEmpty();
            assertThat(vss.get(PERSONAL).path("data")).hasSize(2);
        });
        in("speed: 1\nimages: []\nusers: []", vss -> VssClient.assertUnauthorized(vss.send("GET", "/v2/iso", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile: currant|/profile|before-paging",
                "personal-pages: yes please|/personal-pages|boolean",
                "extra-commas: some|/extra-commas|ignored",
                "bad-values: some|/bad-values|nothing",
                "text-order: utf8|/text-order|locale",
                "like-case: lower|/like-case|insensitive",
                "images: [{ id: 224, path: '[a] b', created-on: '2017-11-17T18:43:02Z' }]|/users/0/images/1/id|image 224 is a duplicate of /images/0/id",
                "users: [{ name: u, password: u, images: [{ id: 7, path: '[vssUser-xfers] u/b', created-on: '2017-11-17T18:43:02Z' }] }]|/users/0/images/0/id|image 7 is a duplicate of /images/6/id",
                "mfa: maybe|/mfa|enforced",
                "speed: 0|/speed|0",
                "catalogue-size: -1|/catalogue-size|0",
                "catalogue-size: 1000001|/catalogue-size|1000000",
                "next: { request: 0 }|/next/request|1",
                "catalog-size: 1|unknown key 'catalog-size'|did you mean 'catalogue-size'",
                "timelines: { iso.list: [] }|unknown key 'iso.list'|user_iso.sync",
                "images: [{ id: 1 }]|/images/0|path",
                "users: [{ name: 'a b', password: x }]|/users/0/name|letters, digits",
                "users: [{ name: a }]|/users/0|password"
            })
    void an_invalid_option_is_refused_with_its_line(String state, String where, String why) throws Exception {
        refused("# first line\n" + state, where, why, "vss.yaml:2:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: 2, |id: 1, |/images/1/id|image 1 is a duplicate of /images/0/id",
                "created-on: \"2017-11-17T18:43:02Z\"|created-on: yesterday|/images/0/created-on|expected ISO-8601, e.g. 2024-02-01T00:00:00Z",
                "updated-on: \"2017-11-27T18:45:07Z\"|updated-on: \"2017-11-31T18:45:07Z\"|/images/8/updated-on|invalid time",
                "name: jm|name: josem|/users/1/name|user josem is a duplicate of /users/0/name",
                "] josem/config-drive/501219a5|] jm/config-drive/501219a5|/users/0/images/0/path|must begin with '[vssUser-xfers] josem/'",
                "- { id: 223, path: \"[vssUser|- { id: 224, path: \"[vssUser|/users/0/images/1/id|image 224 is a duplicate",
                "path: isos/SHA256SUMS|path: isos/Debian-9.3.0-amd64-netinst.iso|/users/0/store/3/path|is a duplicate",
                "path: isos/SHA256SUMS|path: isos/../SHA256SUMS|/users/0/store/3/path|'isos/../SHA256SUMS' is not the path of a file",
                "path: isos/SHA256SUMS|path: isos/|/users/0/store/3/path|no slash at the start or the end",
                "{ id: 222, path: \"[vss|{ id: 223, path: \"[vss|/users/0/images/0/id|image 223 is a duplicate of /images/221/id",
                "modified: \"2017-11-17T18:50:02Z\"|modified: \"17.11.2017\"|/users/0/store/0/modified|invalid time",
                "FreeDOS-1.2.img|FreeDOS-1.2.iso|/floppy-images/3/path|is not a floppy image: expected it to end in one of [.flp, .img]",
                "{ id: 4, path: \"[vss-ISOs] Tools|{ id: 3, path: \"[vss-ISOs] Tools|/floppy-images/3/id|floppy image 3 is a duplicate",
                "moref: vm-2190|moref: vm-2182|/users/0/vms/1/moref|virtual machine vm-2182 is a duplicate",
                "uuid: 50128758-774e-a3df-7137-5b6aa38aa760|uuid: 501219a5-a563-787c-f334-e7b65e829dca|/users/0/vms/1/uuid|is a duplicate",
                "power: poweredOff|created-on: soon|/users/0/vms/1/created-on|invalid time",
                "moref: vm-2190|moref: vm_2190|/users/0/vms/1/moref|vm_2190",
                "speed: 1 |timelines: { user_iso.sync: [{ after: 1s, status: X, progress: 0 }] } |/timelines/user_iso.sync|after 0s"
            })
    void a_contradiction_is_refused_with_its_line(String text, String by, String where, String why) throws Exception {
        String shipped = Files.readString(SHIPPED);
        assertThat(shipped).contains(text);
        refused(shipped.replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(by)), where, why);
    }

    @Test
    void all_errors_are_reported_at_once() throws Exception {
        refused(
                "images:\n  - { id: 1, path: '[a] b', created-on: now }\n  - { id: 1, path: '[a] c', created-on: later }",
                "vss.yaml:2:",
                "invalid time 'now'",
                "vss.yaml:3:",
                "invalid time 'later'",
                "image 1 is a duplicate");
    }

    @Test
    void a_sync_that_has_ended_keeps_its_result() throws Exception {
        in(
                "requests: [{ id: 40, user: josem, state: finished, age: 1h, added: ['[a] a.iso'], warnings: [b is not an ISO image] },"
                        + " { id: 41, user: josem, state: failed, error: cannot read a.iso }]",
                vss -> {
                    JsonNode finished = vss.get("/v2/request/image_sync/40").path("data");
                    assertThat(finished.path("status").asText()).isEqualTo("PROCESSED");
                    assertThat(finished.path("added").toString()).isEqualTo("[\"[a] a.iso\"]");
                    assertThat(finished.at("/message/warnings").toString()).isEqualTo("[\"b is not an ISO image\"]");
                    assertThat(finished.path("updated_on").asText()).isEqualTo("2024-01-31 18:00:00 EST");
                    JsonNode failed = vss.get("/v2/request/image_sync/41").path("data");
                    assertThat(failed.path("status").asText()).isEqualTo("ERROR");
                    assertThat(failed.at("/message/errors").toString()).isEqualTo("[\"cannot read a.iso\"]");
                    assertThat(vss.get("/v2/request/image_sync?filter=status,eq,ERROR")
                                    .path("data"))
                            .hasSize(1);
                });
    }

    @Test
    void a_running_sync_goes_on() throws Exception {
        in("requests: [{ id: 41, user: josem, age: 3s }]", vss -> {
            assertThat(vss.get("/v2/request/image_sync/41").at("/data/status").asText())
                    .isEqualTo("IN_PROGRESS");
            vss.advance("2s");
            assertThat(vss.get("/v2/request/image_sync/41").at("/data/status").asText())
                    .isEqualTo("PROCESSED");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ id: 42, user: jm }|/requests/0/id: must be below next.request, 42",
                "{ id: 41, user: eve }|/requests/0/user: no user 'eve': expected one of [josem, jm]",
                "{ id: 41, user: jm }, { id: 41, user: jm }|/requests/1/id: request 41 is a duplicate",
                "{ id: 41, user: jm, age: 5s }|/requests/0/age: a job that began 5s ago does not run any more",
                "{ id: 41, user: jm, age: long }|/requests/0/age: invalid duration 'long'",
                "{ id: 41, user: jm, state: failed }|/requests/0/error: expected an error if the state is failed",
                "{ id: 41, user: jm, error: x }|/requests/0/error: expected an error if the state is failed",
                "{ id: 41, user: jm, added: [x] }|/requests/0: only a finished request has added",
                "{ id: 41, user: jm, status: ERROR }|unknown key 'status'",
                "{ id: 41 }|user"
            })
    void what_a_request_cannot_be_is_named_with_its_place(String requests, String problem) throws Exception {
        refused("requests: [" + requests + "]", problem);
    }
}
