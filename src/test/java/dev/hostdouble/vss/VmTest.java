package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual machines, and the images in their drives. */
class VmTest extends VssStory {
    private static final String VM = "/v2/vm/vm-2182";
    private static final String OFF = "/v2/vm/vm-2190";
    private static final String CHANGES = "/v2/request/change";
    private static final String OWN = "[vssUser-xfers] josem/config-drive/501219a5-a563-787c-f334-e7b65e829dca-ud.iso";
    private static final String OWN_FILE = "config-drive/501219a5-a563-787c-f334-e7b65e829dca-ud.iso";
    private static final String CENTOS = "[vss-ISOs] Linux/CentOS/CentOS-7.4-1708-x86_64-Minimal.iso";

    private Seen patch(String target, String json) {
        return vss.send("PATCH", target, json, bearer(vss.login(VssClient.USER)), "Content-Type: application/json");
    }

    private JsonNode drive(String vm, int unit) {
        JsonNode data = vss.get(vm + "/cd/" + unit).path("data");
        assertThat(data).hasSize(1);
        return data.get(0);
    }

    private JsonNode change(String vm, int unit, String json) {
        String url = VssClient.read(202, patch(vm + "/cd/" + unit, json))
                .at("/data/_links/request")
                .asText();
        vss.advance("5s");
        return vss.get(url.substring(url.indexOf("/v2/"))).path("data");
    }

    private List<String> morefs(String query) {
        List<String> morefs = new ArrayList<>();
        vss.get("/v2/vm?expand=1&" + query)
                .path("data")
                .forEach(vm -> morefs.add(vm.path("moref").asText()));
        return morefs;
    }

    @Test
    void machines_are_listed_filtered_and_found_by_moref_and_uuid() {
        assertThat(morefs("sort=name,asc")).containsExactly("vm-2190", "vm-2182");
        assertThat(morefs("filter=hostname,like,front%25")).containsExactly("vm-2182");
        assertThat(morefs("filter=path,like,%25Batch")).containsExactly("vm-2190");
        assertThat(morefs("filter=ip_address,eq,142.1.216.23;power_state,eq,poweredOn"))
                .containsExactly("vm-2182");
        assertThat(morefs("filter=memory_gb,gt,1")).containsExactly("vm-2182");
        assertThat(morefs("per_page=1&page=2")).containsExactly("vm-2190");
        assertThat(morefs("filter=uuid,eq,50128758-774e-a3df-7137-5b6aa38aa760"))
                .containsExactly("vm-2190");
        assertThat(vss.get("/v2/vm/501219a5-a563-787c-f334-e7b65e829dca")
                        .at("/data/moref")
                        .asText())
                .isEqualTo("vm-2182");
        assertThat(vss.get(VM).at("/data/name/full_name").asText()).isEqualTo("1612T-frontend");
    }

    @Test
    void machines_of_others_do_not_exist() {
        VssClient.read(404, vss.callAs(VssClient.NEIGHBOUR, "GET", VM));
        VssClient.assertNotFound(vss.callAs(VssClient.NEIGHBOUR, "GET", VM + "/cd"));
        VssClient.assertNotFound(vss.callAs(VssClient.NEIGHBOUR, "PATCH", VM + "/cd/1"));
        assertThat(VssClient.read(200, vss.callAs(VssClient.NEIGHBOUR, "GET", "/v2/vm"))
                        .path("data"))
                .isEmpty();
    }

    @Test
    void an_image_is_put_into_a_drive_when_its_request_has_been_processed() {
        assertThat(drive(VM, 2).path("backing").asText()).isEqualTo("client");
        VssClient.read(202, patch(VM + "/cd/2", "{\"iso\":\"" + CENTOS + "\"}"));
        vss.advance("4s");
        assertThat(drive(VM, 2).path("backing").asText()).isEqualTo("client");
        assertThat(vss.get(CHANGES + "/42").at("/data/status").asText()).isEqualTo("IN_PROGRESS");
        vss.advance("1s");

        assertThat(drive(VM, 2).path("backing").asText()).isEqualTo(CENTOS);
        assertThat(drive(VM, 2).path("connected").asBoolean()).isTrue();
        JsonNode request = vss.get(CHANGES + "/42").path("data");
        assertThat(request.path("status").asText()).isEqualTo("PROCESSED");
        assertThat(request.path("vm_moref").asText()).isEqualTo("vm-2182");
        assertThat(request.at("/value/0").asText()).isEqualTo(CENTOS);
        VssClient.assertNotFound(vss.callAs(VssClient.NEIGHBOUR, "GET", CHANGES + "/42"));
        VssClient.assertNotFound(vss.call("GET", VssClient.SYNCS + "/42"));
    }

    @Test
    void the_clients_own_drive_takes_the_place_of_an_image() {
        assertThat(change(VM, 1, "{}").at("/value/0").asText()).isEqualTo("client");
        assertThat(drive(VM, 1).path("backing").asText()).isEqualTo("client");
        assertThat(drive(VM, 1).path("connected").asBoolean(true)).isFalse();
        change(VM, 1, "{\"iso\":\"" + OWN + "\"}");
        assertThat(drive(VM, 1).path("backing").asText()).isEqualTo(OWN);
        change(VM, 1, "{\"iso\":null}");
        assertThat(drive(VM, 1).path("backing").asText()).isEqualTo("client");
        change(VM, 1, "{\"schedule\":\"2024-02-01 00:00\",\"user_meta\":{}}");
        assertThat(vss.send(
                                "PATCH",
                                VM + "/cd/1?iso=1",
                                "{\"iso\":\"10\"}",
                                bearer(vss.login(VssClient.USER)),
                                "Content-Type: application/json")
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"backing\":\"1\"}", "{\"connected\":true}", "{\"ISO\":\"10\"}"})
    void a_change_that_does_not_say_so_ejects_nothing(String body) {
        for (String query : List.of("", "?iso=1")) {
            Seen refused = vss.send(
                    "PATCH",
                    VM + "/cd/1" + query,
                    body,
                    bearer(vss.login(VssClient.USER)),
                    "Content-Type: application/json");
            VssClient.assertError(refused, 400, "bad request", "InvalidParameterValue: iso");
        }
        VssClient.read(400, vss.send("PATCH", VM + "/cd/1?iso=1", "{}", bearer(vss.login(VssClient.USER))));
        assertThat(drive(VM, 1).path("backing").asText()).isEqualTo(OWN);
    }

    @Test
    void the_drive_of_a_machine_that_is_off_holds_an_image_but_is_not_connected() {
        change(OFF, 1, "{\"iso\":10}");
        assertThat(drive(OFF, 1).path("backing").asText()).endsWith("MS_Win2003std_R2_SP2_DISK1.iso");
        assertThat(drive(OFF, 1).path("connected").asBoolean(true)).isFalse();
    }

    @Test
    void an_image_that_a_sync_takes_away_stays_in_its_drive_but_is_not_connected() {
        vss.remove(OWN_FILE);
        String request = vss.sync();
        assertThat(drive(VM, 1).path("connected").asBoolean()).isTrue();
        vss.advance("5s");

        assertThat(vss.request(request).at("/message/warnings").toString())
                .contains(OWN + " is gone from a drive of vm-2182");
        assertThat(drive(VM, 1).path("backing").asText()).isEqualTo(OWN);
        assertThat(drive(VM, 1).path("connected").asBoolean(true)).isFalse();
        VssClient.read(400, patch(VM + "/cd/2", "{\"iso\":\"" + OWN + "\"}"));
    }

    @Test
    void a_change_fails_if_its_image_is_gone_before_it_is_made() {
        VssClient.read(202, patch(VM + "/cd/2", "{\"iso\":\"10\"}"));
        assertThat(vss.change("{\"vss/image\":10,\"removed\":true}")).isTrue();
        vss.advance("5s");

        JsonNode request = vss.get(CHANGES + "?expand=1&filter=status,eq,ERROR").at("/data/0");
        assertThat(request.at("/message/errors/0").asText()).endsWith("does not exist");
        assertThat(drive(VM, 2).path("backing").asText()).isEqualTo("client");
    }

    @Test
    void of_two_changes_of_a_drive_the_later_counts() {
        VssClient.read(202, patch(VM + "/cd/2", "{\"iso\":\"10\"}"));
        VssClient.read(202, patch(VM + "/cd/2", "{\"iso\":\"11\"}"));
        vss.advance("5s");
        assertThat(drive(VM, 2).path("backing").asText()).endsWith("DISK2.iso");
        assertThat(VssClient.ids(vss.get(CHANGES + "?sort=id,desc"))).containsExactly(43, 42);
        assertThat(VssClient.ids(vss.get(CHANGES + "?filter=vm_name,like,1612T%25;vm_moref,eq,vm-2190")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iso\":\"no\"}",
                "{\"iso\":\"999999999999999999999\"}",
                "{\"iso\":\"-1\"}",
                "{\"iso\":[\"10\"]}",
                "{\"iso\":{}}",
                "{\"iso\":true}",
                "{\"iso\":\"[vssUser-xfers] jm/x.iso\"}",
                "{\"iso\":\"[vss-ISOs] VMware/floppies/pvscsi-WindowsXP.flp\"}",
                "{\"iso\":\"' OR 1=1 --\"}"
            })
    void an_image_that_the_user_cannot_use_is_refused(String json) {
        VssClient.assertError(patch(VM + "/cd/1", json), 400, "bad request", "InvalidParameterValue: iso");
        assertThat(vss.get(CHANGES).path("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"iso\"", "{\"iso\"", "iso=10"})
    void a_body_that_is_no_object_is_refused(String body) {
        VssClient.assertError(patch(VM + "/cd/1", body), 400, "bad request", "invalid request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cd/0", "/cd/3", "/cd/4294967297", "/cd/99999999999999999999"})
    void a_drive_that_a_machine_does_not_have_is_not_found(String drive) {
        VssClient.assertNotFound(vss.call("GET", VM + drive));
        VssClient.assertNotFound(vss.call("PATCH", VM + drive));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/vm/VM-2182", "/v2/vm/2182", "/v2/vm/..", "/v2/vm/%27"})
    void a_machine_that_does_not_exist_is_not_found(String target) {
        VssClient.assertNotFound(vss.call("GET", target));
    }

    @Test
    void a_saved_state_keeps_what_is_in_drives_and_what_is_about_to_be() {
        change(VM, 2, "{\"iso\":\"10\"}");
        VssClient.read(202, patch(OFF + "/cd/1", "{}"));
        Seen saved = vss.control("GET", "state", "");
        assertThat(saved.status()).isEqualTo(200);
        change(VM, 2, "{}");
        assertThat(drive(VM, 2).path("backing").asText()).isEqualTo("client");

        vss.controlled("PUT", "state", saved.body());
        assertThat(drive(VM, 2).path("backing").asText()).endsWith("DISK1.iso");
        assertThat(drive(OFF, 1).path("backing").asText()).isEqualTo(CENTOS);
        vss.advance("5s");
        assertThat(drive(OFF, 1).path("backing").asText()).isEqualTo("client");
    }

    @Test
    void other_methods_are_not_allowed() {
        assertThat(vss.call("DELETE", VM).status()).isEqualTo(405);
        assertThat(vss.call("PUT", VM + "/cd/1").header("Allow")).isEqualTo("GET, HEAD, OPTIONS, PATCH");
    }
}
