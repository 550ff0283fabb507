package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be ordered, as clients choose from it. */
class CatalogueTest extends HostkeyStory {
    private static final String NOBODY = "";

    private static List<JsonNode> rows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<Integer> ids(JsonNode array) {
        return rows(array).stream().map(row -> row.path("id").asInt()).toList();
    }

    @Test
    void names_lead_to_ids_of_a_preset_and_of_what_suits_it() {
        JsonNode presets = call(CLIENT, "presets", "list", "location", "NL").path("presets");
        JsonNode pico = rows(presets).stream()
                .filter(preset -> preset.path("name").asText().equals("vm.pico"))
                .findFirst()
                .orElseThrow();
        assertThat(pico.path("active").asInt()).isEqualTo(1);
        String id = pico.path("id").asText();
        JsonNode systems =
                call(CLIENT, "os", "list", "location", "NL", "instance_id", id).path("os_list");
        assertThat(ids(systems)).contains(219, 237).doesNotContain(190);
        JsonNode plans = call(NOBODY, "traffic_plans", "list", "location", "NL", "instance", id)
                .path("traffic_plans");
        assertThat(ids(plans)).containsExactly(37, 40, 25);
        assertThat(ids(call(CLIENT, "software", "list", "location", "NL", "instance_id", id)
                        .path("software")))
                .containsExactly(101, 102);
    }

    @Test
    void the_first_plan_without_a_surcharge_can_be_ordered() {
        for (String location : List.of("NL", "US", "FI")) {
            JsonNode plans = call(CLIENT, "traffic_plans", "list", "location", location, "instance", "108")
                    .path("traffic_plans");
            assertThat(rows(plans).stream()
                            .filter(plan -> plan.path("active").asInt() == 1
                                    && plan.path("price").asDouble() == 0
                                    && plan.path("currency_id").asInt() == 0)
                            .map(plan -> plan.path("id").asInt()))
                    .as(location)
                    .containsExactly(location.equals("US") ? 38 : 37);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "presets, list, ''",
        "presets, groups, ''",
        "presets, info, ''",
        "presets, search, 'name vm.pico'",
        "os, list, ''",
        "traffic_plans, list, ''",
        "software, list, ''"
    })
    void no_token_is_needed_but_a_wrong_one_is_refused(String module, String action, String parameters) {
        String[] all = parameters.isEmpty() ? new String[0] : new String[] {"name", "vm.pico"};
        JsonNode without = call(NOBODY, module, action, all);
        assertThat(without.has("code")).as(without.toString()).isFalse();
        assertThat(call(CLIENT, module, action, all)).isEqualTo(without);
        assertThat(call("stale", module, action, all).path("message").asText()).isEqualTo("Invalid token");
    }

    @Test
    void a_search_shows_as_many_free_servers_as_there_are_with_ids_of_their_own() {
        JsonNode all = call(CLIENT, "presets", "search", "name", "vm.pico").path("servers");
        assertThat(all).hasSize(25 + 10 + 5);
        Set<Integer> ids = new HashSet<>(ids(all));
        assertThat(ids).hasSize(40);
        ids.retainAll(ids(call(CLIENT, "presets", "search", "name", "110").path("servers")));
        assertThat(ids).isEmpty();
        assertThat(ids(call(CLIENT, "presets", "search", "name", "108", "location", "fi")
                        .path("servers")))
                .containsExactly(50201, 50202, 50203, 50204, 50205);
        assertThat(call(CLIENT, "presets", "search", "name", "vm.nano").path("servers"))
                .as("a retired preset")
                .isEmpty();
    }

    @Test
    void the_lists_for_a_server_are_of_where_it_is_and_what_it_has() {
        JsonNode systems = call(CLIENT, "os", "list", "id", "456").path("os_list");
        assertThat(ids(systems)).contains(190);
        assertThat(call(NOBODY, "os", "list", "id", "456").path("message").asText())
                .isEqualTo("Authorization required");
        for (String module : List.of("os", "traffic_plans", "software")) {
            assertThat(call(CLIENT, module, "list", "id", "457").path("message").asText())
                    .as(module)
                    .isEqualTo("Server not found");
            assertThat(call(STAFF, module, "list", "id", "457").path("result").asText())
                    .as(module)
                    .isEqualTo("OK");
        }
    }

    @ParameterizedTest
    @CsvSource({"location, XX", "instance_id, 999", "instance_id, nothing", "location, ''' OR 1=1--'"})
    void what_nobody_sells_has_nothing_that_suits_it(String name, String value) {
        assertThat(call(NOBODY, "os", "list", name, value).path("os_list")).isEmpty();
        assertThat(call(NOBODY, "traffic_plans", "list", name, value).path("traffic_plans"))
                .isEmpty();
        assertThat(call(NOBODY, "software", "list", name, value).path("message").asText())
                .isEqualTo("soft/list: no software found");
    }

    @Test
    void bare_metal_has_disks_as_a_text() {
        JsonNode metal = call(CLIENT, "presets", "show", "id", "bm.v1-small").at("/presets/0");
        assertThat(metal.path("virtual").asInt()).isZero();
        assertThat(metal.path("hdd").asText()).isEqualTo("2x960");
        assertThat(call(CLIENT, "presets", "show", "id", "108")
                        .at("/presets/0/hdd")
                        .isInt())
                .isTrue();
    }

    @Test
    void every_location_of_a_preset_has_a_price_for_resellers() {
        for (JsonNode preset : call(NOBODY, "presets", "info").path("presets")) {
            List<String> locations = new ArrayList<>();
            preset.path("price").fieldNames().forEachRemaining(locations::add);
            assertThat(String.join(",", locations))
                    .isEqualTo(preset.path("locations").asText());
            assertThat(preset.path("price").findValuesAsText("EUR"))
                    .as(preset.toString())
                    .hasSameSizeAs(locations)
                    .allMatch(price -> Double.parseDouble(price) > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"euro", "EUR;USD", "'EUR, USD'", "'EUR,'", "'1,2'"})
    void currencies_are_codes_with_commas_between_them(String currencies) {
        JsonNode refused = call(NOBODY, "presets", "info", "currencies", currencies);
        assertThat(refused.path("message").asText()).isEqualTo("Invalid currency format");
        assertThat(refused.has("description")).isTrue();
    }

    @Test
    void a_server_shows_its_hardware_and_its_operating_system() {
        JsonNode server = call(CLIENT, "eq", "show", "id", "456");
        assertThat(server.at("/server_data/hwconfig")).isEqualTo(server.path("hardware"));
        assertThat(server.at("/hardware/ram_mb").asInt()).isEqualTo(4096);
        assertThat(server.at("/interfaces/0/mac")).isEqualTo(server.at("/IP/0/MAC"));
        assertThat(server.at("/OS/name").asText()).isEqualTo("Debian 12");
    }
}
