package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits of the provider's own JSON: what they change, and that all other bytes stay. */
class EditEffectTest extends EffectStory {
    private static final String CONFIG = "/datacenter/server/4001/config";

    private Seen config() {
        return client.hosterapi().call("GET", CONFIG);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ remove: /result/cpuCores }              | \"cpuCores\":2,            | ``",
                "{ remove: /result/template }              | ,\"template\":\"Ubuntu20.04\" | ``",
                "{ remove: /result/ips/1 }                 | ,\"fe80::1\"               | ``",
                "{ null: /result/mem }                     | \"mem\":2048               | \"mem\":null",
                "{ null: [/result/ips/0, /result/ips/1] }  | [\"127.0.0.1\",\"fe80::1\"] | [null,null]",
                "{ retype: /result/mem }                   | \"mem\":2048               | \"mem\":\"2048\"",
                "{ retype: /result/disk }                  | \"disk\":\"100G\"          | \"disk\":0",
                "{ retype: /result/ips }                   | [\"127.0.0.1\",\"fe80::1\"] | {\"0\":\"127.0.0.1\",\"1\":\"fe80::1\"}",
                "{ duplicate: /result/mem }                | \"mem\":2048               | \"mem\":2048,\"mem\":2048",
                "{ duplicate: /result/ips/0 }              | \"127.0.0.1\"              | \"127.0.0.1\",\"127.0.0.1\"",
                "{ add: { /result/mem: [1, x] } }          | \"mem\":2048               | \"mem\":[1,\"x\"]",
                "{ add: { /result/of: \"{{path.sid}}\" } } | }}                         | ,\"of\":\"4001\"}}",
                "{ add: { /result/ips/-: more } }          | \"fe80::1\"                | \"fe80::1\",\"more\"",
                "[ { null: /result/mem }, { retype: /result/mem } ] | \"mem\":2048      | \"mem\":\"\"",
            })
    void a_kind_of_edit_changes_its_value_and_nothing_else(String edit, String from, String to) {
        String whole = config().body();
        effect("hosterapi/server.config", "{ edit: " + edit + " }");
        int at = whole.lastIndexOf(from);
        assertThat(at).isPositive();
        assertThat(config().body()).isEqualTo(whole.substring(0, at) + to + whole.substring(at + from.length()));
        assertThat(client.hits().get(0).path("applied").asInt()).isEqualTo(1);
    }

    @Test
    void the_whole_body_can_be_null_gone_or_repeated() {
        String whole = config().body();
        client.rules("""
                - { on: hosterapi/server.config, calls: 1, effect: { edit: { null: "" } } }
                - { on: hosterapi/server.config, calls: 2, effect: { edit: { remove: "" } } }
                - { on: hosterapi/server.config, calls: 3, effect: { edit: { duplicate: "" } } }
                """);
        assertThat(config().body()).isEqualTo("null");
        Seen empty = config();
        assertThat(empty.raw()).isEmpty();
        assertThat(empty.header("Content-Length")).isEqualTo("0");
        assertThat(config().body()).isEqualTo(whole + whole);
    }

    @Test
    void white_space_of_the_provider_stays() {
        String missing = client.hosterapi().call("GET", "/nothing").body();
        assertThat(missing).contains("\n");
        effect("hosterapi/unknown", "{ edit: { add: { /new: 1 } } }");
        String edited = client.hosterapi().call("GET", "/nothing").body();
        assertThat(edited).isEqualTo(missing.replace("\"\"\n", "\"\",\"new\":1\n"));
    }

    @Test
    void escapes_of_the_provider_stay() {
        String whole = read("hostkey").body();
        effect("hostkey/eq.list", "{ edit: { add: { /new: a/b } } }");
        assertThat(read("hostkey").body()).isEqualTo(whole.substring(0, whole.length() - 1) + ",\"new\":\"a/b\"}");
    }

    @Test
    void an_edit_that_finds_nothing_does_not_apply_and_uses_up_no_call() {
        client.rules("- { on: hosterapi/server.config, calls: first, effect: { edit: { remove: /result/nothing } } }");
        String whole = config().body();
        assertThat(config().body()).isEqualTo(whole);
        assertThat(client.hits().get(0).path("chosen").asInt()).isEqualTo(2);
        assertThat(client.hits().get(0).path("applied").asInt()).isZero();
        assertThat(client.journal().get(0).at("/ruleHits/0/effects/0/note").asText())
                .isEqualTo("the client notices no difference");
    }

    @Test
    void a_body_that_is_no_json_stays() {
        String url = client.hosterapi()
                .call("GET", "/datacenter/server/4001/console")
                .json()
                .path("result")
                .asText();
        effect("hosterapi/novnc.open", "{ edit: { add: { /a: 1 } } }");
        Seen page = client.send("GET", url.substring(url.indexOf("/novnc/")), "");
        assertThat(page.body()).isEqualTo("<!DOCTYPE html><title>noVNC</title>\n");
        assertThat(client.hits().get(0).path("applied").asInt()).isZero();
    }

    @Test
    void errors_of_the_provider_can_be_edited() {
        client.rules("- { on: hosterapi/server.config, effect: { error: NO_SUCH_VM, edit: { retype: /result } } }");
        assertThat(config().body()).isEqualTo("{\"result\":\"false\",\"error\":\"0x01: no vm with id 4001 found\"}");
    }
}
