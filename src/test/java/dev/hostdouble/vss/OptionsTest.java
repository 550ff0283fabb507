package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.basic;
import static dev.hostdouble.client.Credentials.bearer;
import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a world may choose, and which start states make no world. */
class OptionsTest {
    private static final Path SHIPPED = Path.of("fixtures/worlds/default/vss.yaml");
    private static final String STRANGE = "X-Forwarded-Host: proxy.example, inner.example";

    @TempDir
    private Path folder = Path.of("");

    /** What a test does with a world. */
    private interface Story {
        void of(VssClient vss) throws IOException;
    }

    /** A world whose start state is that text. */
    private void in(String state, Story story) throws Exception {
        in(Settings.forTests(), state, story);
    }

    private void in(Settings settings, String state, Story story) throws Exception {
        Files.writeString(folder.resolve("vss.yaml"), state);
        try (Hostdouble emulator = Hostdouble.start(settings.withWorld(folder))) {
            story.of(new VssClient(emulator, "w"));
        }
    }

    private void refused(String state, String... parts) throws Exception {
        Files.writeString(folder.resolve("vss.yaml"), state);
        assertThatThrownBy(() ->
                        Hostdouble.start(Settings.forTests().withWorld(folder)).close())
                .isInstanceOf(InvalidFileException.class)
                .message()
                .contains(parts)
                .containsPattern("vss\\.yaml:\\d+:\\d+: ");
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("data").forEach(image -> names.add(image.path("name").asText()));
        return names;
    }

    @Test
    void before_paging_there_were_names_and_paths_alone() throws Exception {
        in("profile: before-paging", vss -> {
            JsonNode all = vss.get("/v2/iso?page=7&per_page=3");
            assertThat(all.fieldNames()).toIterable().containsExactly("_links", "data", "meta");
            assertThat(all.path("meta").fieldNames()).toIterable().containsExactly("count", "time", "user");
            assertThat(all.path("data")).hasSize(224);
            assertThat(all.at("/meta/count").asInt()).isEqualTo(224);
            assertThat(all.at("/_links/api").asText()).endsWith("/v2/");
            assertThat(all.at("/_links/self").asText()).endsWith("/v2/iso");
            assertThat(all.at("/data/0").fieldNames()).toIterable().containsExactly("name", "path");

            List<String> ubuntu = names(vss.get("/v2/iso?name=UBUNTU-16&sort=name"));
            assertThat(ubuntu).isNotEmpty().isSorted().allMatch(name -> name.startsWith("ubuntu-16"));
            assertThat(ubuntu).noneMatch(name -> name.endsWith(".iso"));
            assertThat(names(vss.get("/v2/iso?sort=name"))).isSorted().hasSize(224);
            assertThat(names(vss.get("/v2/iso?sort=size"))).isEqualTo(names(all));
            assertThat(names(vss.get("/v2/iso?name=nothing"))).isEmpty();
            assertThat(names(vss.get("/v2/iso?filter=id,eq,1"))).hasSize(224);
            List<String> paths = new ArrayList<>();
            vss.get("/v2/iso?sort=path")
                    .path("data")
                    .forEach(image -> paths.add(image.path("path").asText()));
            assertThat(paths).isSorted();
        });
    }

    @Test
    void before_paging_the_description_names_other_parameters() throws Exception {
        in("profile: before-paging", vss -> {
            Seen reply = vss.send("OPTIONS", "/v2/iso", "");
            assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(VssClient.read(200, reply)
                            .at("/data/methods/GET/parameters")
                            .findValuesAsText("name"))
                    .containsExactly("name", "sort");
        });
        in("profile: current", vss -> assertThat(VssClient.read(200, vss.send("OPTIONS", "/v2/iso", ""))
                        .at("/data/methods/GET/parameters")
                        .findValuesAsText("name"))
                .containsExactly("page", "per_page", "expand", "filter", "sort"));
    }

    @Test
    void the_personal_list_may_be_the_pages_own() throws Exception {
        in("personal-pages: false", vss -> {
            JsonNode list = vss.get(PERSONAL + "?per_page=1");
            assertThat(list.path("meta").fieldNames()).toIterable().containsExactly("count", "time", "user");
            assertThat(VssClient.ids(list)).containsExactly(223, 224);
            assertThat(VssClient.ids(vss.get(PERSONAL + "?sort=id,desc&page=9")))
                    .containsExactly(224, 223);
            assertThat(vss.get("/v2/iso").at("/meta/pages/pages").asInt()).isEqualTo(23);
        });
    }

    @Test
    void links_may_forget_the_view() throws Exception {
        in("carry-view: false", vss -> {
            JsonNode pages =
                    vss.get("/v2/iso?expand=1&sort=name,desc&filter=id,gt,9").at("/meta/pages");
            for (String link : new String[] {"first_url", "last_url", "next_url"}) {
                assertThat(pages.path(link).asText()).matches(".*/v2/iso\\?per_page=10&page=\\d+");
            }
        });
    }

    @Test
    void a_comma_too_many_is_part_of_the_value_or_has_the_filter_ignored() throws Exception {
        String state = """
                images:
                  - { id: 1, path: "[a] x/1,2.iso", created-on: "2017-11-17T18:43:02Z" }
                  - { id: 2, path: "[a] x/2.iso", created-on: "2017-11-17T18:43:02Z" }
                """;
        in(state, vss -> {
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=name,eq,1,2.iso"))).containsExactly(1);
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=id,eq,1,2"))).containsExactly(1, 2);
        });
        in(state + "extra-commas: ignored", vss -> {
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=name,eq,1,2.iso"))).containsExactly(1, 2);
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=name,like,1,%"))).containsExactly(1, 2);
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=name,eq,2.iso"))).containsExactly(2);
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=id,in,2,3"))).containsExactly(2);
        });
    }

    private static Seen token(VssClient vss) {
        return vss.requestToken("", basic(USER, USER));
    }

    private static void assertRemaining(Seen reply, String remaining) {
        assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("5");
        assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(remaining);
        assertThat(reply.header("X-RateLimit-Reset")).isEqualTo("1706745615");
    }

    @Test
    void one_call_too_many_is_refused_where_the_limit_is_enforced() throws Exception {
        in("enforce-rate-limit: true", vss -> {
            Seen granted = token(vss);
            assertRemaining(granted, "4");
            String token = bearer(Seen.parse(granted.body()).path("token").asText());
            for (String remaining : new String[] {"3", "2", "1", "0"}) {
                assertRemaining(vss.send("GET", "/v2/iso/0", "", token), remaining);
            }
            vss.advance("10001ms");
            Seen refused = vss.send("PATCH", PERSONAL, "", token);
            VssClient.assertError(refused, 429, "too many requests", "You have exceeded your request rate");
            assertRemaining(refused, "0");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            VssClient.assertError(token(vss), 429, "too many requests", "You have exceeded your request rate");
            VssClient.assertUnauthorized(vss.send("GET", "/v2/iso", ""));
            assertThat(vss.callAs(VssClient.NEIGHBOUR, "GET", "/v2/iso").header("X-RateLimit-Remaining"))
                    .isEqualTo("3");
            vss.advance("4999ms");
            Seen again = vss.send("GET", "/v2/request/image_sync", "", token);
            assertThat(VssClient.read(200, again).path("data")).isEmpty();
            assertThat(again.header("X-RateLimit-Remaining")).isEqualTo("4");
            assertThat(again.header("X-RateLimit-Reset")).isEqualTo("1706745630");
        });
    }

    @Test
    void elsewhere_the_limit_is_told_and_nobody_refused() throws Exception {
        in("enforce-rate-limit: false", vss -> {
            for (int i = 0; i < 9; i++) {
                assertRemaining(vss.callAs(USER, "GET", "/v2/user"), String.valueOf(Math.max(0, 3 - i)));
            }
        });
    }

    private static JsonNode page(VssClient vss, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("Host: inner.example:8080");
        lines.add(bearer(vss.login(USER)));
        return VssClient.read(200, vss.send("GET", "/v2/iso", "", lines.toArray(String[]::new)));
    }

    private static String start(JsonNode page) {
        String next = page.at("/meta/pages/next_url").asText();
        String start = next.substring(0, next.indexOf("/v2/iso"));
        assertThat(page.at("/data/0").asText()).isEqualTo(start + "/v2/iso/1");
        return start;
    }

    @Test
    void a_proxy_is_believed_where_the_world_trusts_it() throws Exception {
        in("trust-forwarded: true", vss -> {
            assertThat(start(page(vss))).isEqualTo("http://inner.example:8080");
            assertThat(start(page(vss, "X-Forwarded-Proto: https"))).isEqualTo("https://inner.example:8080");
            assertThat(start(page(vss, "X-Forwarded-Proto: https", STRANGE))).isEqualTo("https://proxy.example");
            assertThat(start(page(vss, STRANGE, "X-Forwarded-Port: 8443"))).isEqualTo("http://proxy.example:8443");
            assertThat(start(page(vss, "X-Forwarded-Proto: https", STRANGE, "X-Forwarded-Port: 443")))
                    .isEqualTo("https://proxy.example");
            assertThat(start(page(vss, "X-Forwarded-Host: proxy.example:1", "X-Forwarded-Port: 2")))
                    .isEqualTo("http://proxy.example:1");
            assertThat(start(page(vss, STRANGE, "X-Forwarded-Prefix: /vss"))).isEqualTo("http://proxy.example/vss");
            assertThat(start(page(vss, "X-Forwarded-Host:  ", "X-Forwarded-Proto:")))
                    .isEqualTo("http://inner.example:8080");
        });
    }

    @Test
    void a_catalogue_may_be_as_large_as_the_provider_says() throws Exception {
        in("catalogue-size: 2500", vss -> {
            JsonNode first = vss.get("/v2/iso?per_page=250&sort=name&expand=1");
            assertThat(first.at("/meta/pages/total").asInt()).isEqualTo(2500);
            assertThat(names(first)).isSorted().hasSize(250);
            String next = first.at("/meta/pages/next_url").asText();
            List<Integer> ids = new ArrayList<>(VssClient.ids(first));
            while (!next.equals("null")) {
                JsonNode page = vss.get(next.substring(next.indexOf("/v2/")));
                ids.addAll(VssClient.ids(page));
                next = page.at("/meta/pages/next_url").asText();
            }
            assertThat(ids).hasSize(2500).doesNotHaveDuplicates();
            VssClient.assertNotFound(vss.call("GET", "/v2/iso?per_page=250&page=11"));
            assertThat(vss.get("/v2/iso/2500").at("/data/id").asInt()).isEqualTo(2500);
            assertThat(VssClient.ids(vss.get("/v2/iso"))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        });
        in("catalogue-size: 100", vss -> assertThat(
                        vss.get("/v2/iso").at("/meta/pages/total").asInt())
                .isEqualTo(224));
    }

    private static Seen with(VssClient vss, String body) {
        return vss.requestToken(body, basic(USER, USER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"otp\":null}", "{\"otp\":\"654321\"}", "{\"otp\":12345}", "{\"otp\":[\"123456\"]}"})
    void a_token_takes_a_one_time_password_where_one_is_required(String body) throws Exception {
        in("mfa: required", vss -> {
            VssClient.assertError(with(vss, body), 400, "bad request", "InvalidParameterValue: otp");
            for (String good : new String[] {"{\"otp\":\"123456\"}", "{\"otp\":123456}"}) {
                String token =
                        VssClient.read(200, with(vss, good)).path("token").asText();
                String claims =
                        new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
                assertThat(Seen.parse(claims).path("otp").asBoolean()).isTrue();
                JsonNode user = VssClient.read(200, vss.send("GET", "/v2/user", "", bearer(token)));
                assertThat(user.at("/data/totp/enabled").asBoolean()).isTrue();
            }
            VssClient.assertError(
                    vss.requestToken("{\"otp\":123456}", basic(USER, "x")),
                    401,
                    "unauthorized",
                    "Please authenticate to get your token.");
        });
    }

    @Test
    void nobody_gets_a_token_before_they_set_one_time_passwords_up() throws Exception {
        in("mfa: enforced", vss -> {
            for (String body : new String[] {"", "{\"otp\":null}", "{\"otp\":\"123456\"}"}) {
                VssClient.assertError(with(vss, body), 400, "bad request", "TotpEnforcement: Must enable TOTP");
            }
            VssClient.assertError(with(vss, "{"), 400, "bad request", "invalid request");
        });
    }

    @Test
    void synchronizations_may_be_faster_or_take_another_course() throws Exception {
        in("speed: 2", vss -> {
            String path = vss.sync();
            vss.advance("2500ms");
            assertThat(vss.request(path).path("status").asText()).isEqualTo("PROCESSED");
        });
        String course = "timelines: { user_iso.sync: [{ after: 0s, status: SUBMITTED, progress: 0 },"
                + " { after: 1m, status: ERROR_RETRY, progress: 0.5 }, { after: 2m, status: PROCESSED, progress: 1 }] }";
        in(course + "\nnext: { request: 7 }", vss -> {
            String path = vss.sync();
            assertThat(path).endsWith("/7");
            vss.advance("1m");
            assertThat(vss.request(path).path("status").asText()).isEqualTo("ERROR_RETRY");
            vss.advance("1m");
            assertThat(vss.request(path).path("status").asText()).isEqualTo("PROCESSED");
        });
    }

    @Test
    void a_client_that_polls_comes_to_an_end_without_sleeping() throws Exception {
        in(Settings.forTests().withClock(ClockMode.parse("step:500ms")), "speed: 1", vss -> {
            String path = vss.sync();
            int polls = 0;
            while (!vss.request(path).path("status").asText().equals("PROCESSED")) {
                assertThat(polls++).isLessThan(20);
            }
        });
    }

    @Test
    void any_token_is_the_first_users_where_anybody_may_come() throws Exception {
        in(
                Settings.forTests().withAnyToken(),
                "users: [{ name: jm, password: x }, { name: josem, password: y }]",
                vss -> {
                    assertThat(VssClient.read(200, vss.send("GET", "/v2/user", "", bearer("any")))
                                    .at("/data/username")
                                    .asText())
                            .isEqualTo("jm");
                    VssClient.assertUnauthorized(vss.send("GET", "/v2/user", "", bearer("")));
                    VssClient.assertUnauthorized(vss.send("GET", "/v2/user", ""));
                });
    }

    @Test
    void what_is_left_out_is_the_shipped_states() throws Exception {
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
                "mfa: maybe|/mfa|enforced",
                "speed: 0|/speed|0",
                "catalogue-size: -1|/catalogue-size|0",
                "catalogue-size: 1000001|/catalogue-size|1000000",
                "next: { request: 0 }|/next/request|1",
                "next: {}|/next|request",
                "catalog-size: 1|unknown key 'catalog-size'|did you mean 'catalogue-size'",
                "timelines: { iso.list: [] }|unknown key 'iso.list'|user_iso.sync",
                "images: [{ id: 1 }]|/images/0|path",
                "users: [{ name: 'a b', password: x }]|/users/0/name|pattern",
                "users: [{ name: a }]|/users/0|password"
            })
    void what_is_no_option_is_refused_with_its_line(String state, String where, String why) throws Exception {
        refused("# first line\n" + state, where, why, "vss.yaml:2:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: 2, |id: 1, |/images/1/id|public image 1 is there already, at /images/0/id",
                "created-on: \"2017-11-17T18:43:02Z\"|created-on: yesterday|/images/0/created-on|is no time such as 2017-11-17T18:43:11Z",
                "updated-on: \"2017-11-27T18:45:07Z\"|updated-on: \"2017-11-31T18:45:07Z\"|/images/8/updated-on|is no time",
                "name: jm|name: josem|/users/1/name|user josem is there already, at /users/0/name",
                "] josem/config-drive/501219a5|] jm/config-drive/501219a5|/users/0/images/0/path|must begin with '[vssUser-xfers] josem/'",
                "- { id: 223, path: \"[vssUser|- { id: 224, path: \"[vssUser|/users/0/images/1/id|personal image 224 is there already",
                "path: isos/SHA256SUMS|path: isos/Debian-9.3.0-amd64-netinst.iso|/users/0/store/3/path|is there already",
                "modified: \"2017-11-17T18:50:02Z\"|modified: \"17.11.2017\"|/users/0/store/0/modified|is no time",
                "speed: 1 |timelines: { user_iso.sync: [{ after: 1s, status: X, progress: 0 }] } |/timelines/user_iso.sync|after 0s"
            })
    void what_makes_no_sense_is_refused_with_its_line(String text, String by, String where, String why)
            throws Exception {
        String shipped = Files.readString(SHIPPED);
        assertThat(shipped).contains(text);
        refused(shipped.replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(by)), where, why);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() throws Exception {
        refused(
                "images:\n  - { id: 1, path: '[a] b', created-on: now }\n  - { id: 1, path: '[a] c', created-on: later }",
                "vss.yaml:2:",
                "'now' is no time",
                "vss.yaml:3:",
                "'later' is no time",
                "public image 1 is there already");
    }
}
