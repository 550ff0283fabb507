package dev.hostdouble.scenario;

import static dev.hostdouble.client.VssClient.USER;
import static dev.hostdouble.scenario.VssStories.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.VssClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What clients of VSS experience when they read a list page by page while a scenario is active. */
final class VssPagingStories {
    private static final String IMAGES = "/v2/iso";

    static final Map<String, Story<VssClient>> ALL = Map.ofEntries(
            Map.entry("vss/pages-shift-back", VssPagingStories::pagesShiftBack),
            Map.entry("vss/pages-shift-forward", VssPagingStories::pagesShiftForward),
            Map.entry("vss/token-expires-while-paging", VssPagingStories::tokenExpiresWhilePaging),
            Map.entry("vss/next-url-missing", VssPagingStories::nextUrlMissing),
            Map.entry("vss/next-url-unreachable", VssPagingStories::nextUrlUnreachable),
            Map.entry("vss/endless-pages", VssPagingStories::endlessPages),
            Map.entry("vss/total-as-text", VssPagingStories::totalAsText));

    private VssPagingStories() {}

    private static void countPages(VssClient client, List<Integer> seen, List<Integer> totals) {
        String token = client.login(USER);
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode reply = read(client, token, IMAGES + "?page=" + page);
            pages = reply.at("/meta/pages/pages").asInt();
            seen.addAll(VssClient.ids(reply));
            totals.add(reply.at("/meta/pages/total").asInt());
        }
    }

    private static String next(JsonNode page) {
        String url = page.at("/meta/pages/next_url").asText();
        return url.substring(url.indexOf("/v2/"));
    }

    private static void pagesShiftBack(VssClient client) {
        List<Integer> seen = new ArrayList<>();
        List<Integer> totals = new ArrayList<>();
        countPages(client, seen, totals);
        assertThat(seen).doesNotHaveDuplicates().hasSize(221).doesNotContain(11, 12, 13);
        assertThat(seen.subList(0, 11)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14);
        assertThat(totals).startsWith(224, 221).endsWith(221);
    }

    private static void pagesShiftForward(VssClient client) {
        List<Integer> seen = new ArrayList<>();
        List<Integer> totals = new ArrayList<>();
        countPages(client, seen, totals);
        assertThat(seen.subList(0, 13)).containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 11, 12, 13);
        assertThat(seen).hasSize(224).doesNotContain(1, 2, 3);
        assertThat(totals).startsWith(221, 224).endsWith(224);
    }

    private static void tokenExpiresWhilePaging(VssClient client) {
        String token = client.login(USER);
        String next = next(read(client, token, IMAGES));
        for (int i = 0; i < 2; i++) {
            assertThat(client.callWith(token, "GET", next).status()).isEqualTo(401);
        }
        JsonNode second = read(client, client.login(USER), next);
        assertThat(VssClient.ids(second)).startsWith(11);
    }

    private static void nextUrlMissing(VssClient client) {
        JsonNode first = read(client, client.login(USER), IMAGES);
        assertThat(first.at("/meta/pages/next_url").isNull()).isTrue();
        assertThat(first.at("/meta/pages/pages").asInt()).isEqualTo(23);
        assertThat(first.path("data")).hasSize(10);
    }

    private static void nextUrlUnreachable(VssClient client) {
        String token = client.login(USER);
        JsonNode first = read(client, token, IMAGES);
        assertThat(first.at("/meta/pages/next_url").asText())
                .isEqualTo("http://vss-backend.invalid:5000/v2/iso?per_page=10&page=2");
        assertThat(VssClient.ids(read(client, token, next(first)))).startsWith(11);
    }

    private static void endlessPages(VssClient client) {
        String token = client.login(USER);
        String second = next(read(client, token, IMAGES));
        String third = next(read(client, token, second));
        assertThat(third).endsWith("page=3");
        for (int i = 0; i < 3; i++) {
            JsonNode page = read(client, token, third);
            assertThat(VssClient.ids(page)).startsWith(11).hasSize(10);
            assertThat(next(page)).isEqualTo(third);
        }
    }

    private static void totalAsText(VssClient client) {
        JsonNode first = read(client, client.login(USER), IMAGES);
        assertThat(first.at("/meta/pages/total").toString()).isEqualTo("\"224\"");
        assertThat(first.at("/meta/pages/pages").toString()).isEqualTo("\"23\"");
        assertThat(first.at("/meta/pages/per_page").toString()).isEqualTo("10");
    }
}
