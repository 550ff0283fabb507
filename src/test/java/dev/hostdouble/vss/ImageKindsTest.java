package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.provider.FileStore.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Floppy images, VM images and VMDK files: public lists, personal lists, and syncs that pick up their own files. */
class ImageKindsTest extends VssStory {
    private static final String FLOPPIES = "/v2/user/image/floppy";
    private static final String VM_IMAGES = "/v2/user/image/vm";
    private static final String VMDKS = "/v2/user/file/vmdk";
    private static final String ISOS = VssClient.PERSONAL;

    private List<String> names(String target) {
        List<String> names = new ArrayList<>();
        vss.get(target)
                .path("data")
                .forEach(image -> names.add(image.path("name").asText()));
        return names;
    }

    private JsonNode sync(String path) {
        String url = VssClient.read(202, vss.call("PATCH", path))
                .at("/data/_links/request")
                .asText();
        vss.advance("5s");
        return vss.get(url.substring(url.indexOf("/v2/"))).path("data");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/user/image/floppy,image_sync,drivers.flp",
        "/v2/user/image/vm,image_sync,photon-2.0.ova",
        "/v2/user/file/vmdk,vmdk_sync,data.vmdk",
        "/v2/user/image/iso,image_sync,Debian-9.3.0-amd64-netinst.iso"
    })
    void a_sync_picks_up_the_files_of_its_kind_alone(String path, String type, String name) {
        JsonNode request = sync(path);

        assertThat(request.path("type").asText()).isEqualTo(type);
        assertThat(request.path("username").asText()).isEqualTo("josem");
        assertThat(request.path("added")).hasSize(1);
        assertThat(request.at("/added/0").asText()).endsWith("/" + name);
        assertThat(request.path("deleted")).isEmpty();
        assertThat(request.at("/message/warnings")).hasSize(1); // isos/SHA256SUMS
        assertThat(names(path)).contains(name);
        for (String other : List.of(FLOPPIES, VM_IMAGES, VMDKS)) {
            assertThat(names(other)).hasSize(other.equals(path) ? 1 : 0);
        }
        assertThat(names(ISOS)).hasSize(path.equals(ISOS) ? 3 : 2);
    }

    @Test
    void a_file_that_is_gone_leaves_the_list_of_its_kind_alone() {
        sync(FLOPPIES);
        sync(VMDKS);
        vss.remove("floppies/drivers.flp");
        vss.remove("disks/data.vmdk");

        assertThat(sync(VMDKS).at("/deleted/0").asText()).endsWith("data.vmdk");
        assertThat(names(VMDKS)).isEmpty();
        assertThat(names(FLOPPIES)).containsExactly("drivers.flp");
    }

    @Test
    void the_end_of_a_name_tells_the_kind_in_upper_case_too() {
        vss.put("A.FLP", "2024-01-01T00:00:00Z");
        vss.put("b.img", "2024-01-01T00:00:00Z");
        vss.put("flp", "2024-01-01T00:00:00Z");
        vss.put("c.flp.iso", "2024-01-01T00:00:00Z");

        sync(FLOPPIES);
        assertThat(names(FLOPPIES)).containsExactly("A.FLP", "b.img", "drivers.flp");
        sync(ISOS);
        assertThat(names(ISOS)).contains("c.flp.iso").doesNotContain("A.FLP");
    }

    @Test
    void an_unreadable_file_spoils_the_syncs_of_its_kind_alone() {
        vss.put(new StoredFile("bad.flp", Instant.parse("2024-01-01T00:00:00Z"), true));

        assertThat(sync(FLOPPIES).path("status").asText()).isEqualTo("ERROR");
        assertThat(names(FLOPPIES)).isEmpty();
        assertThat(sync(VM_IMAGES).path("status").asText()).isEqualTo("PROCESSED");
    }

    @Test
    void requests_are_in_the_list_of_their_kind_alone() {
        sync(FLOPPIES);
        sync(VMDKS);
        sync(ISOS);

        assertThat(VssClient.ids(vss.get(VssClient.SYNCS))).containsExactly(42, 44);
        assertThat(VssClient.ids(vss.get("/v2/request/vmdk_sync"))).containsExactly(43);
        assertThat(VssClient.ids(vss.get("/v2/request/vmdk_sync?expand=1&filter=status,eq,PROCESSED&sort=id,desc")))
                .containsExactly(43);
        assertThat(vss.get("/v2/request/vmdk_sync/43").at("/data/run_time").asInt())
                .isEqualTo(5);
        VssClient.assertNotFound(vss.call("GET", "/v2/request/vmdk_sync/42"));
        VssClient.assertNotFound(vss.callAs(VssClient.NEIGHBOUR, "GET", "/v2/request/vmdk_sync/43"));
    }

    @Test
    void public_lists_have_pages_filters_and_ids_of_their_own() {
        assertThat(VssClient.ids(vss.get("/v2/floppy?per_page=3&page=2"))).containsExactly(4);
        assertThat(VssClient.ids(vss.get("/v2/floppy?filter=name,like,pvscsi%25&sort=name,desc")))
                .containsExactly(3, 2, 1);
        assertThat(VssClient.ids(vss.get("/v2/image?expand=1&filter=updated_on,gt,2017-12-01")))
                .containsExactly(3);
        assertThat(VssClient.ids(vss.get("/v2/image?filter=public,eq,false"))).isEmpty();
        assertThat(vss.get("/v2/floppy/1").at("/data/name").asText()).endsWith(".flp");
        assertThat(vss.get("/v2/image/1").at("/data/name").asText()).endsWith(".ova");
        VssClient.assertNotFound(vss.call("GET", "/v2/floppy/10"));
        VssClient.assertNotFound(vss.call("GET", "/v2/floppy?page=2"));
    }

    @Test
    void personal_images_are_those_of_the_caller_and_of_one_kind() {
        sync(FLOPPIES);

        assertThat(vss.get(FLOPPIES + "/227").at("/data/public").asBoolean(true))
                .isFalse();
        VssClient.assertNotFound(vss.call("GET", ISOS + "/227"));
        VssClient.assertNotFound(vss.call("GET", VMDKS + "/227"));
        VssClient.assertNotFound(vss.callAs(VssClient.NEIGHBOUR, "GET", FLOPPIES + "/227"));
        assertThat(vss.get(FLOPPIES + "?per_page=1").at("/meta/pages/total").asInt())
                .isEqualTo(1);
    }

    @Test
    void the_provider_adds_and_removes_images_of_each_kind() {
        assertThat(vss.change("{\"vss/user-image\":\"josem\",\"added\":true,\"name\":\"x.vmdk\"}"))
                .isTrue();
        assertThat(vss.change("{\"vss/user-image\":\"josem\",\"added\":true,\"name\":\"x.vmdk\"}"))
                .isFalse();
        assertThat(names(VMDKS)).containsExactly("x.vmdk");
        assertThat(sync(VMDKS).path("added")).hasSize(1);
        assertThat(vss.change("{\"vss/user-image\":\"josem\",\"removed\":true,\"name\":\"x.vmdk\"}"))
                .isTrue();
        assertThat(names(VMDKS)).containsExactly("data.vmdk");
    }

    @Test
    void what_links_name_answers() {
        for (String path : List.of("/v2", "/v2/user/image", "/v2/user/file", "/v2/request")) {
            for (JsonNode url : vss.get(path).path("data")) {
                assertThat(vss.get(url.asText().substring(url.asText().indexOf("/v2")))
                                .path("data"))
                        .as(url.asText())
                        .isNotNull();
            }
        }
    }
}
