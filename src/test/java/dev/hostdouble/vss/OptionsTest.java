package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.bearer;
import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.world.ClockMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a start state can choose about lists, links and synchronizations. */
class OptionsTest extends OptionStory {
    private static final Comparator<String> BY_LETTERS =
            Comparator.comparing(text -> text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    private static final String STRANGE = "X-Forwarded-Host: proxy.example, inner.example";

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
            assertThat(ubuntu)
                    .isNotEmpty()
                    .isSortedAccordingTo(BY_LETTERS)
                    .allMatch(name -> name.startsWith("ubuntu-16"));
            assertThat(ubuntu).noneMatch(name -> name.endsWith(".iso"));
            assertThat(names(vss.get("/v2/iso?sort=name")))
                    .isSortedAccordingTo(BY_LETTERS)
                    .hasSize(224);
            assertThat(names(vss.get("/v2/iso?sort=size"))).isEqualTo(names(all));
            assertThat(names(vss.get("/v2/iso?name=nothing"))).isEmpty();
            assertThat(names(vss.get("/v2/iso?filter=id,eq,1"))).hasSize(224);
            List<String> paths = new ArrayList<>();
            vss.get("/v2/iso?sort=path")
                    .path("data")
                    .forEach(image -> paths.add(image.path("path").asText()));
            assertThat(paths).isSortedAccordingTo(BY_LETTERS);
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
    void the_personal_list_can_have_pages() throws Exception {
        in("personal-pages: true", vss -> {
            JsonNode list = vss.get(PERSONAL + "?per_page=1&sort=id,desc");
            assertThat(list.path("meta").fieldNames()).toIterable().containsExactly("count", "pages", "time", "user");
            assertThat(VssClient.ids(list)).containsExactly(224);
            String next = list.at("/meta/pages/next_url").asText();
            assertThat(VssClient.ids(vss.get(next.substring(next.indexOf("/v2/")))))
                    .containsExactly(223);
            VssClient.assertNotFound(vss.call("GET", PERSONAL + "?page=2"));
            assertThat(parameters(vss, PERSONAL)).containsExactly("page", "per_page", "filter", "sort");
        });
        in("personal-pages: false", vss -> assertThat(parameters(vss, PERSONAL)).containsExactly("filter", "sort"));
    }

    private static List<String> parameters(VssClient vss, String path) {
        return VssClient.read(200, vss.send("OPTIONS", path, ""))
                .at("/data/methods/GET/parameters")
                .findValuesAsText("name");
    }

    @Test
    void links_can_keep_everything() throws Exception {
        in("carry-expand: true", vss -> assertThat(vss.get("/v2/iso?sort=name,desc&expand=1")
                        .at("/meta/pages/next_url")
                        .asText())
                .endsWith("/v2/iso?per_page=10&page=2&expand=1&sort=name%2Cdesc"));
    }

    @Test
    void links_can_drop_the_query() throws Exception {
        in("carry-view: false", vss -> {
            JsonNode pages =
                    vss.get("/v2/iso?expand=1&sort=name,desc&filter=id,gt,9").at("/meta/pages");
            for (String link : new String[] {"first_url", "last_url", "next_url"}) {
                assertThat(pages.path(link).asText()).matches(".*/v2/iso\\?per_page=10&page=\\d+");
            }
        });
    }

    @Test
    void an_extra_comma_is_part_of_the_value_or_the_filter_is_ignored() throws Exception {
        String state = """
                images:
                  - { id: 1, path: "[a] x/1,2.iso", created-on: "2017-11-17T18:43:02Z" }
                  - { id: 2, path: "[a] x/2.iso", created-on: "2017-11-17T18:43:02Z" }
                """;
        in(state, vss -> {
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=name,eq,1,2.iso"))).containsExactly(1);
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=id,eq,1,2"))).isEmpty();
        });
        in(state + "extra-commas: ignored", vss -> {
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=name,eq,1,2.iso"))).containsExactly(1, 2);
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=name,like,1,%"))).containsExactly(1, 2);
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=name,eq,2.iso"))).containsExactly(2);
            assertThat(VssClient.ids(vss.get("/v2/iso?filter=id,in,2,3"))).containsExactly(2);
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
    void forwarded_headers_are_used_if_the_world_trusts_them() throws Exception {
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
    void the_size_of_the_catalogue_can_be_chosen() throws Exception {
        in("catalogue-size: 2500", vss -> {
            JsonNode first = vss.get("/v2/iso?per_page=250&sort=name&expand=1");
            assertThat(first.at("/meta/pages/total").asInt()).isEqualTo(2500);
            assertThat(names(first)).isSortedAccordingTo(BY_LETTERS).hasSize(250);
            String next = first.at("/meta/pages/next_url").asText();
            List<Integer> ids = new ArrayList<>(VssClient.ids(first));
            while (!next.equals("null")) {
                JsonNode page = vss.get(next.substring(next.indexOf("/v2/")));
                ids.addAll(VssClient.ids(page));
                next = page.at("/meta/pages/next_url").asText();
            }
            assertThat(ids).hasSize(2500).doesNotHaveDuplicates();
            VssClient.assertNotFound(vss.call("GET", "/v2/iso?per_page=250&page=11"));
            assertThat(vss.get("/v2/iso/2502").at("/data/id").asInt()).isEqualTo(2502);
            VssClient.assertNotFound(vss.call("GET", "/v2/iso/224"));
            assertThat(VssClient.ids(vss.get("/v2/iso"))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        });
        in("catalogue-size: 100", vss -> assertThat(
                        vss.get("/v2/iso").at("/meta/pages/total").asInt())
                .isEqualTo(224));
    }

    @Test
    void synchronizations_can_be_faster_or_have_another_timeline() throws Exception {
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
    void a_polling_client_finishes_without_sleeping() throws Exception {
        in(Settings.forTests().withClock(ClockMode.parse("step:500ms")), "speed: 1", vss -> {
            String path = vss.sync();
            int polls = 0;
            while (!vss.request(path).path("status").asText().equals("PROCESSED")) {
                assertThat(polls++).isLessThan(20);
            }
        });
    }
}
