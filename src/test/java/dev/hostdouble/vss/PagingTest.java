package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.world.WorldContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the 224 public images, and how to go from one to the next. */
class PagingTest extends VssStory {
    private static final String LIST = "/v2/iso";

    private static JsonNode pages(JsonNode page) {
        return page.at("/meta/pages");
    }

    /** The ids of the public images in those places. */
    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .map(place -> place <= 222 ? place : place + 2) // 223 and 224 are personal images
                .boxed()
                .toList();
    }

    /** The path and query of a URL of this server. */
    private static String target(String url) {
        return url.substring(url.indexOf("/v2/"));
    }

    /** The ids on all pages from that one on, as a client sees them who follows {@code next_url}. */
    private List<Integer> walk(String target) {
        List<Integer> ids = new ArrayList<>();
        String next = target;
        String before = "null";
        while (!next.equals("null")) {
            JsonNode page = vss.get(target(next));
            ids.addAll(VssClient.ids(page));
            assertThat(page.at("/meta/count").asInt())
                    .isEqualTo(page.path("data").size());
            assertThat(pages(page).path("prev_url").asText()).isEqualTo(before);
            before = pages(page).path("page").asInt() == 1
                    ? pages(page).path("first_url").asText()
                    : next;
            next = pages(page).path("next_url").asText();
        }
        return ids;
    }

    @Test
    void there_are_23_pages_of_224_images() {
        JsonNode first = vss.get(LIST);
        assertThat(first.fieldNames()).toIterable().containsExactly("data", "meta");
        assertThat(first.path("meta").fieldNames())
                .toIterable()
                .containsExactly("_link", "count", "pages", "time", "user");
        assertThat(pages(first).fieldNames())
                .toIterable()
                .containsExactly("first_url", "last_url", "next_url", "page", "pages", "per_page", "prev_url", "total");
        assertThat(pages(first).path("pages").asInt()).isEqualTo(23);
        assertThat(pages(first).path("total").asInt()).isEqualTo(224);
        assertThat(pages(first).path("prev_url").isNull()).isTrue();
        assertThat(first.at("/meta/time").asText()).matches("0\\.\\d{5}s");
        assertThat(first.at("/meta/user").asText()).isEqualTo("josem");
        assertThat(VssClient.ids(first)).isEqualTo(range(1, 10));

        JsonNode last = vss.get(target(pages(first).path("last_url").asText()));
        assertThat(VssClient.ids(last)).isEqualTo(range(221, 224));
        assertThat(last.at("/meta/count").asInt()).isEqualTo(4);
        assertThat(pages(last).path("next_url").isNull()).isTrue();
        assertThat(pages(last).path("prev_url").asText()).endsWith("?per_page=10&page=22");
    }

    @Test
    void following_the_links_shows_each_image_once() {
        assertThat(walk(LIST)).isEqualTo(range(1, 224));
        assertThat(walk(LIST + "?per_page=7")).isEqualTo(range(1, 224));
    }

    @Test
    void following_the_links_keeps_filter_and_sort() {
        String view = "expand=1&filter=name,like,%x64%;path,ne,x;nonsense&sort=data_store,desc;name&per_page=";
        List<Integer> all = VssClient.ids(vss.get(LIST + "?" + view + 250));
        assertThat(all).hasSizeBetween(11, 223).doesNotHaveDuplicates();
        assertThat(walk(LIST + "?" + view + 10)).isEqualTo(all);
        assertThat(walk(LIST + "?" + view + 1)).isEqualTo(all);
        String next = pages(vss.get(LIST + "?" + view + 10)).path("next_url").asText();
        assertThat(target(next))
                .isEqualTo("/v2/iso?per_page=10&page=2"
                        + "&filter=name%2Clike%2C%25x64%25%3Bpath%2Cne%2Cx%3Bnonsense&sort=data_store%2Cdesc%3Bname");
        assertThat(vss.get(target(next)).at("/data/0").asText()).contains("/v2/iso/");
    }

    @Test
    void expanded_images_are_what_their_urls_show() {
        JsonNode plain = vss.get(LIST + "?page=3");
        JsonNode expanded = vss.get(LIST + "?page=3&expand=1");
        for (int i = 0; i < 10; i++) {
            JsonNode one = vss.get(target(plain.at("/data/" + i).asText()));
            assertThat(one.path("data")).isEqualTo(expanded.at("/data/" + i));
            assertThat(one.at("/meta/_link/self").asText())
                    .isEqualTo(plain.at("/data/" + i).asText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "per_page=10&page=1, 10, 1, 23",
        "page=23, 10, 23, 23",
        "per_page=224, 224, 1, 1",
        "per_page=223, 223, 1, 2",
        "per_page=250, 250, 1, 1",
        "per_page=251, 250, 1, 1",
        "per_page=99999999999999999999999, 250, 1, 1",
        "per_page=112&page=2, 112, 2, 2",
        "per_page=1&page=224, 1, 224, 224",
        "per_page=ten, 10, 1, 23",
        "per_page=&page=, 10, 1, 23",
        "per_page=1.5, 10, 1, 23",
        "page=two, 10, 1, 23",
        "page=1e1, 10, 1, 23",
        "page=%2B2, 10, 2, 23",
        "page=+2, 10, 2, 23",
        "page=02, 10, 2, 23",
        "page=2&page=3, 10, 2, 23",
        "per_page=0, 0, 1, 0",
        "page[]=2, 10, 1, 23",
        "Page=2&PER_PAGE=20, 10, 1, 23"
    })
    void a_page_has_the_requested_size(String query, int perPage, int page, int pages) {
        JsonNode list = vss.get(LIST + "?" + query);
        assertThat(pages(list).path("per_page").asInt()).isEqualTo(perPage);
        assertThat(pages(list).path("page").asInt()).isEqualTo(page);
        assertThat(pages(list).path("pages").asInt()).isEqualTo(pages);
        int first = (page - 1) * perPage + 1;
        assertThat(VssClient.ids(list)).isEqualTo(range(first, Math.min(first + perPage - 1, 224)));
        assertThat(list.at("/meta/count").asInt()).isEqualTo(list.path("data").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=24",
                "page=0",
                "page=-1",
                "per_page=-1",
                "per_page=250&page=2",
                "per_page=112&page=3",
                "per_page=0&page=2",
                "page=99999999999999999999999",
                "page=-99999999999999999999999",
                "page=2147483648",
                "per_page=250&page=4294967297",
                "page=2&filter=id,eq,1",
                "page=2&filter=id,eq,0"
            })
    void a_page_out_of_range_is_not_found(String query) {
        VssClient.assertNotFound(vss.call("GET", LIST + "?" + query));
    }

    @Test
    void a_list_changes_nothing_in_the_world_also_after_a_call_that_was_refused() {
        vss.get("/v2/iso");
        long before = WorldContent.hash(vss.world());
        VssClient.assertNotFound(vss.call("GET", "/v2/iso?page=99"));
        vss.get("/v2/iso");
        assertThat(WorldContent.hash(vss.world())).isEqualTo(before);
    }

    @Test
    void the_parameters_of_a_list_stand_in_the_query_and_not_in_a_body() {
        Seen reply = vss.send(
                "GET",
                "/v2/iso?per_page=3",
                "{\"per_page\":\"5\",\"page\":\"2\",\"expand\":\"1\"}",
                Credentials.bearer(vss.login(VssClient.USER)),
                "Content-Type: application/json");
        assertThat(reply.body()).isEqualTo(vss.call("GET", "/v2/iso?per_page=3").body());
    }

    @Test
    void a_list_of_nothing_has_one_empty_page() {
        JsonNode none = vss.get(LIST + "?filter=id,eq,0");
        assertThat(none.path("data")).isEmpty();
        assertThat(pages(none).path("total").asInt()).isEqualTo(0);
        assertThat(pages(none).path("next_url").isNull()).isTrue();
        assertThat(pages(none).path("prev_url").isNull()).isTrue();
    }

    private void assertStart(String start, String path, String... headers) {
        String token = Credentials.bearer(vss.login(VssClient.USER));
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add(token);
        String target = path + LIST + "?page=2";
        JsonNode page = VssClient.read(200, vss.send("GET", target, "", lines.toArray(String[]::new)));
        for (String member : new String[] {"first_url", "last_url", "next_url", "prev_url"}) {
            assertThat(pages(page).path(member).asText()).startsWith(start + "/v2/iso?per_page=10&page=");
        }
        assertThat(page.at("/data/0").asText()).isEqualTo(start + "/v2/iso/11");
        assertThat(page.at("/meta/_link/self").asText()).isEqualTo(start + "/v2/iso");
    }

    @Test
    void urls_are_those_of_the_host_the_client_named() {
        assertStart("http://vss.example:8443", "", "Host: vss.example:8443");
        assertStart("http://vss.example", "", "Host: vss.example");
        assertStart("http://[::1]:99", "", "Host: [::1]:99");
    }

    @Test
    void urls_stay_in_the_world_that_the_path_names() {
        assertStart(
                "http://vss.example/_w/" + vss.world().name(),
                "/_w/" + vss.world().name(),
                "Host: vss.example");
    }

    @Test
    void forwarded_headers_are_ignored_by_default() {
        assertStart(
                "http://vss.example",
                "",
                "Host: vss.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Prefix: /evil");
    }

    @Test
    void the_commands_of_the_page_work_as_they_stand() {
        JsonNode found = vss.get(LIST + "?filter=name,like,CentO%&sort=name,desc&expand=1");
        List<String> names = new ArrayList<>();
        found.path("data").forEach(image -> names.add(image.path("name").asText()));
        assertThat(names).isNotEmpty().allMatch(name -> name.startsWith("CentO"));
        assertThat(names).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(VssClient.ids(vss.get(LIST + "?filter=name%2Clike%2CCentO%25&sort=name%2Cdesc")))
                .isEqualTo(VssClient.ids(found));
    }

    @Test
    void the_personal_list_has_its_links_and_no_pages() {
        JsonNode list = vss.get(VssClient.PERSONAL + "?per_page=1&page=2&sort=id,desc");
        assertThat(list.fieldNames()).toIterable().containsExactly("_links", "data", "meta");
        assertThat(list.path("meta").fieldNames()).toIterable().containsExactly("count", "time", "user");
        assertThat(VssClient.ids(list)).containsExactly(224, 223);
        assertThat(list.at("/_links/self").asText()).endsWith("/v2/user/image/iso");
        assertThat(list.at("/_links/user").asText()).endsWith("/v2/user/image");
        assertThat(VssClient.read(200, vss.callAs(VssClient.NEIGHBOUR, "GET", VssClient.PERSONAL))
                        .path("data"))
                .isEmpty();
        VssClient.assertNotFound(vss.callAs(VssClient.NEIGHBOUR, "GET", VssClient.PERSONAL + "/224"));
    }

    @Test
    void head_answers_like_get_without_a_body() {
        Seen head = vss.call("HEAD", LIST);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/iso/0", "/v2/iso/223", "/v2/iso/227", "/v2/iso/999999999999999999999999"})
    void an_unknown_image_is_not_found(String path) {
        VssClient.assertNotFound(vss.call("GET", path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v2/iso/x", "/v2/iso/-1", "/v2/iso/1.0", "/v2/iso/1/2", "/v2/isos", "/v2//", "/v2/iso/%ff"})
    void an_unknown_path_is_not_found_even_without_a_token(String path) {
        VssClient.assertError(vss.send("GET", path, ""), 404, "not found", "invalid resource URI");
    }
}
