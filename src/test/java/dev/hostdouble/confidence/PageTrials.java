package dev.hostdouble.confidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Clients that read the public images of VSS page by page. */
final class PageTrials {
    private static final String IMAGES = "/v2/iso";

    /** More pages than there are. */
    private static final int PATIENCE = 60;

    static final List<Trial> ALL = List.of(
            trial(
                    "pages through images that shift while it reads",
                    "vss/pages-shift-forward",
                    client -> countsPages(client).equals(all(client)),
                    client -> startsAgain(client).equals(all(client))),
            trial(
                    "pages through images that shift while it reads",
                    "vss/pages-shift-back",
                    client -> countsPages(client).equals(all(client)),
                    client -> startsAgain(client).equals(all(client))),
            trial(
                    "comes to an end although the pages do not",
                    "vss/endless-pages",
                    client -> pagesRead(client, false) < PATIENCE,
                    client -> pagesRead(client, true) < PATIENCE),
            trial(
                    "notices a link to the next page that is missing or wrong",
                    "vss/next-url-missing",
                    client -> pagesRead(client, false) == 23,
                    client -> {
                        JsonNode first = client.vss().get(IMAGES);
                        return VssClient.ids(first).size()
                                < first.at("/meta/pages/total").asInt();
                    }),
            trial(
                    "renews an expired token of VSS, and goes on where it was",
                    "vss/token-expires-while-paging",
                    client -> countsPages(client).equals(all(client)),
                    client -> {
                        List<Integer> ids = new ArrayList<>();
                        for (int page = 1; page <= 23; page++) {
                            Seen reply = client.vss().call("GET", IMAGES + "?page=" + page);
                            if (reply.status() == 401) {
                                client.vss().loginAgain();
                                reply = client.vss().call("GET", IMAGES + "?page=" + page);
                            }
                            ids.addAll(VssClient.ids(reply.json()));
                        }
                        return ids.equals(all(client));
                    }));

    private PageTrials() {}

    private static Trial trial(String sentence, String scenario, Trial.Attempt naive, Trial.Attempt robust) {
        return new Trial(sentence, scenario, "PageTrials", naive, robust);
    }

    /** The ids of all images there are in the end, on one page. */
    private static List<Integer> all(AllProviders client) {
        client.vss().loginAgain();
        return VssClient.ids(client.vss().get(IMAGES + "?per_page=250"));
    }

    private static List<Integer> countsPages(AllProviders client) {
        List<Integer> ids = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode reply = client.vss().call("GET", IMAGES + "?page=" + page).json();
            pages = Math.max(pages, reply.at("/meta/pages/pages").asInt());
            ids.addAll(VssClient.ids(reply));
        }
        return ids;
    }

    /** Starts again whenever the total changes. */
    private static List<Integer> startsAgain(AllProviders client) {
        List<Integer> ids = new ArrayList<>();
        int total = -1;
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode reply = client.vss().get(IMAGES + "?page=" + page);
            pages = reply.at("/meta/pages/pages").asInt();
            if (total >= 0 && reply.at("/meta/pages/total").asInt() != total) {
                ids.clear();
                total = -1;
                page = 0;
            } else {
                total = reply.at("/meta/pages/total").asInt();
                ids.addAll(VssClient.ids(reply));
            }
        }
        return ids;
    }

    /** How many pages a client reads that follows the links, and perhaps stops at a page that has nothing new. */
    private static int pagesRead(AllProviders client, boolean stops) {
        Set<Integer> seen = new HashSet<>();
        String next = IMAGES;
        int pages = 0;
        while (!next.isEmpty() && pages < PATIENCE) {
            JsonNode reply = client.vss().get(next);
            pages++;
            if (!seen.addAll(VssClient.ids(reply)) && stops) {
                return pages;
            }
            String url = reply.at("/meta/pages/next_url").asText("");
            next = url.startsWith("http") ? url.substring(url.indexOf("/v2/")) : "";
        }
        return pages;
    }
}
