package dev.hostdouble.vss;

import static dev.hostdouble.client.VssClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.VssClient;
import org.junit.jupiter.api.Test;

/** Images come and go where the list works differently: in a large catalogue, and before paging. */
class ChangedCatalogueTest extends OptionStory {
    private static int total(VssClient vss, String filter) {
        return vss.get("/v2/iso?filter=" + filter).at("/meta/pages/total").asInt();
    }

    /** Counts of a large catalogue are cached: of ranges, and of other filters. */
    @Test
    void a_large_catalogue_counts_anew_after_a_change() throws Exception {
        in("catalogue-size: 2500", vss -> {
            int below = total(vss, "id,le,100");
            int windows = total(vss, "path,like,%25windows%25");
            assertThat(below).isEqualTo(100);
            assertThat(total(vss, "")).isEqualTo(2500);

            assertThat(vss.change("{\"vss/image\":\"first\",\"removed\":true,\"count\":3}"))
                    .isTrue();
            assertThat(total(vss, "id,le,100")).isEqualTo(97);
            assertThat(total(vss, "path,like,%25windows%25")).isEqualTo(windows - 3);
            assertThat(total(vss, "")).isEqualTo(2497);

            assertThat(vss.change("{\"vss/image\":\"new\",\"at\":\"front\",\"name\":\"Windows.iso\"}"))
                    .isTrue();
            VssClient.assertNotFound(vss.call("GET", "/v2/iso/2"));
            assertThat(total(vss, "path,like,%25windows%25")).isEqualTo(windows - 2);
            assertThat(ids(vss.get("/v2/iso?per_page=3"))).containsExactly(1, 4, 5);
            assertThat(ids(vss.get("/v2/iso?per_page=2&sort=id,desc"))).containsExactly(2502, 2501);
            assertThat(ids(vss.get("/v2/iso?per_page=1&filter=name,eq,Windows.iso")))
                    .containsExactly(1);

            assertThat(vss.change("{\"vss/image\":\"new\",\"add\":2}")).isTrue();
            JsonNode last = vss.get("/v2/iso?per_page=250&page=10");
            assertThat(ids(last)).endsWith(2503, 2504).hasSize(250);
        });
    }

    @Test
    void the_list_before_paging_changes_too() throws Exception {
        in("profile: before-paging", vss -> {
            int all = vss.get("/v2/iso").path("data").size();
            assertThat(vss.change("{\"vss/image\":\"new\",\"name\":\"zzz.iso\"}"))
                    .isTrue();
            JsonNode data = vss.get("/v2/iso?sort=name").path("data");
            assertThat(data).hasSize(all + 1);
            assertThat(data.path(all).path("name").asText()).isEqualTo("zzz");
        });
    }
}
