package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Seen;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control API takes nothing for something else: parameters and bodies are as described, or refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlInputTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final AllProviders client = new AllProviders(emulator, "input");

    ControlInputTest() throws Exception {}

    private void assertRefused(String method, String path, String body, String why) {
        Seen reply = client.control(method, path, body);
        assertThat(reply.status())
                .as(method + " " + path + " " + body + " " + reply.body())
                .isEqualTo(400);
        assertThat(reply.json().path("error").asText()).contains(why);
    }

    @Test
    void the_nearest_parameter_is_named() {
        client.controlled("POST", "reset", "");
        assertRefused("GET", "jobs?lmit=1", "", "did you mean 'limit'?");
        assertRefused("GET", "jobs?limit=1&limit=1", "", "parameter 'limit' is given twice");
        assertRefused("GET", "jobs?state=done", "", "expected running or ended");
        assertRefused("GET", "jobs?limit=10001", "", "expected a whole number from 0 to 10000");
        assertRefused("GET", "jobs?since=-1", "", "expected a whole number from 0");
        assertRefused("GET", "jobs?api=hosterap", "", "did you mean 'hosterapi'?");
        assertRefused("GET", "jobs?operation=hosterapi/server.crate", "", "did you mean 'hosterapi/server.create'?");
    }

    /** As generated Java clients send a body that is left out, and lists that are left out of one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PUT|worlds/left-out|null|201",
                "PUT|clock| null |200",
                "POST|verify|null|200",
                "POST|reset|null|200",
                "POST|clock/advance|null|400",
                "POST|changes|null|400",
                "POST|scenarios|null|400",
                "PUT|scenarios/hosterapi/job-stuck|null|201",
                "PUT|scenarios/hosterapi/job-stuck|{\"parameters\":{},\"use\":[],\"rules\":[],\"events\":[]}|201",
                "PUT|scenarios/any/slow-provider|{\"parameters\":{\"delay\":\"1ms\"},\"rules\":[]}|201",
                "PUT|scenarios/hosterapi/job-stuck|{\"rules\":{}}|400",
                "PUT|scenarios/hosterapi/job-stuck|{\"rules\":[{}]}|400",
                "PUT|scenarios/hosterapi/job-stuck|{\"seed\":[]}|400",
            })
    void what_is_left_out_may_be_sent_as_null_or_as_an_empty_list(String method, String path, String body, int status) {
        client.controlled("POST", "reset", "");
        Seen reply = client.control(method, path, body);
        assertThat(reply.status())
                .as(method + " " + path + " " + body + " " + reply.body())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST|reset|{\"to\":\"start\"}|/to: unknown key 'to'",
                "POST|reset|[]|(expected an empty body or {})",
                "POST|reset|nonsense|invalid JSON",
                "DELETE|requests|{\"all\":true}|/all: unknown key 'all'",
                "PUT|clock|{\"mode\":60}|/mode: integer found, string expected (expected real, x<N>,",
                "PUT|clock|{\"now\":null}|/now: null found, string expected (expected ISO-8601",
                "PUT|clock|{\"moed\":\"real\"}|/moed: unknown key 'moed'; did you mean 'mode'?",
                "PUT|clock|{\"mode\":\"real\",\"mode\":\"manual\"}|Duplicate field 'mode'",
                "PUT|clock|[]|(expected a JSON object with mode, now or both)",
                "POST|clock/advance|{\"by\":30}|/by: integer found, string expected (expected a duration",
                "POST|clock/advance||required property 'by' not found",
                "POST|clock/run-until|{\"job\":15,\"progress\":-5}|/progress: must have a minimum value of 0",
                "POST|clock/run-until|{\"job\":15,\"progress\":1.5}|/progress: must have a maximum value of 1",
                "POST|clock/run-until|{\"job\":15,\"progress\":\"0.5\"}|/progress: string found, number expected",
                "POST|clock/run-until|{\"job\":true}|/job: boolean found,",
                "POST|clock/run-until|{\"job\":1.5}|/job: number found,",
                "POST|jobs/1/fail|{\"output\":7}|/output: integer found, string expected",
                "POST|jobs/1/finish|{\"output\":\"x\"}|/output: unknown key",
                "POST|stores/jm|{\"path\":null}|/path: null found, string expected",
                "POST|stores/jm|{\"path\":5}|/path: integer found, string expected",
                "POST|stores/jm|{\"path\":\"a\",\"modified\":5}|/modified: integer found, string expected",
                "PUT|stores/jm|{\"files\":{}}|/files: object found, array expected",
                "PUT|stores/jm|{\"files\":[{\"path\":\"a\"},{\"path\":\"b\",\"unreadable\":0}]}|/files/1/unreadable: integer found, boolean expected",
                "DELETE|stores/jm?path=||the parameter path is empty",
                "PUT|worlds/input|{\"from\":null}|/from: ",
                "PUT|worlds/input|{\"from\":1}|/from: ",
                "PUT|clock|{\"now\":\"+999999999-12-31T23:59:59Z\"}|expected 1970-01-01T00:00:00Z to 2200-01-01T00:00:00Z",
                "PUT|clock|{\"mode\":\"step:PT9223372036854775807S\"}|invalid duration",
                "POST|clock/advance|{\"by\":\"P999999999D\"}|at most 3650d",
                "POST|clock/advance|{\"by\":\"-5s\"}|invalid duration '-5s'",
                "POST|clock/run-until|{\"job\":1e99999999999}|Too many nonzero exponent digits",
                "POST|stores/jm|{\"path\":\"a\",\"modified\":\"+999999999-12-31T23:59:59Z\"}|modified: invalid time +999999999",
                "POST|stores/jm|{\"path\":\"a\",\"modified\":\"1969-12-31T23:59:59Z\"}|expected 1970-01-01T00:00:00Z to 2200",
                "PUT|stores/jm|{\"files\":[{\"path\":\"a\",\"modified\":\"2200-01-01T00:00:01Z\"}]}|expected 1970-01-01T00:00:00Z to 2200",
                "GET|requests?since=%2B999999999-01-01T00:00:00Z||a time from 1970 to 2200",
                "POST|verify|{\"calls\":[{\"times\":1e308}]}|/calls/0: a count is too large",
                "POST|verify|{\"calls\":[{\"most\":1e999999999}]}|/calls/0: a count is too large",
                "POST|verify|{\"calls\":[{\"status\":18446744073709551816.0}]}|/calls/0/status: must have a maximum value of 599 (expected a status from 100 to 599, or a class such as \"5xx\"), found 18446744073709551816",
                "POST|stores/jm|{\"path\":\"..\"}|none of them '.' or '..'",
                "POST|stores/jm|{\"path\":\"a/../b\"}|none of them '.' or '..'",
                "POST|stores/jm|{\"path\":\"/etc/passwd\"}|no slash at the start",
                "POST|stores/jm|{\"path\":\"a\\\\b\"}|backslashes",
                "POST|stores/jm|{\"path\":\"a//b\"}|single slashes",
                "POST|stores/jm|{\"path\":\"a\\u0000b\"}|control characters",
                "POST|stores/jm|{\"path\":\"a\\ud800b\"}|1 to 1000 characters",
                "DELETE|stores/jm?path=../x||none of them '.' or '..'"
            })
    void a_body_of_another_form_is_refused_with_its_place(String method, String path, String body, String why) {
        client.controlled("POST", "reset", "");
        assertRefused(method, path, body == null ? "" : body, why);
    }

    @Test
    void a_refusal_repeats_little_of_what_was_sent() {
        client.controlled("POST", "reset", "");
        String huge = "x".repeat(9000);
        List<String> requests = List.of(
                "POST clock/advance {\"by\":\"" + huge + "\"}",
                "POST clock/advance {\"" + huge + "\":1}",
                "POST clock/advance " + huge,
                "PUT clock {\"mode\":\"" + huge + "\"}",
                "PUT clock {\"now\":\"" + huge + "\"}",
                "POST clock/run-until {\"job\":\"" + huge + "\"}",
                "POST jobs/" + huge + "/finish",
                "GET requests/" + huge,
                "GET requests?limit=" + huge,
                "GET requests?operation=" + huge,
                "GET requests?method=" + huge,
                "GET requests?status=" + huge,
                "GET requests?rule=" + huge,
                "GET requests?" + huge + "=1",
                "GET " + huge,
                "GET stores/" + huge,
                "POST stores/jm {\"path\":\"" + huge + "\"}",
                "PUT worlds/" + huge,
                "DELETE worlds/" + huge,
                "GET schemas/" + huge,
                "DELETE scenarios/" + huge,
                "PUT scenarios/" + huge,
                "GET scenarios/" + huge + "/explain",
                "POST scenarios " + huge,
                "POST scenarios {\"" + huge + "\":1}",
                "POST scenarios {\"scenario\":\"" + huge + "\"}",
                "POST changes {\"hosterapi/" + huge + "\":1}",
                "POST changes {\"hosterapi/vm\":\"" + huge + "\"}",
                "POST changes {\"hosterapi/vm\":4001,\"" + huge + "\":1}",
                "POST verify {\"calls\":[{\"rule\":\"" + huge + "\"}]}",
                "POST verify {\"calls\":[{\"method\":\"" + huge + "\"}]}",
                "POST verify {\"rules\":[{\"rule\":\"" + huge + "\"}]}",
                huge + " clock");
        for (String request : requests) {
            String[] words = request.split(" ", 3);
            Seen reply = client.control(words[0], words[1], words.length > 2 ? words[2] : "");
            assertThat(reply.status()).as(request.substring(0, 40)).isBetween(400, 499);
            assertThat(reply.body()).as(request.substring(0, 40)).doesNotContain("x".repeat(250));
        }
    }

    @Test
    void an_empty_object_is_as_good_as_no_body() {
        client.controlled("POST", "reset", "{}");
        client.controlled("POST", "reset", " {} ");
        client.controlled("PUT", "clock", "");
        client.controlled("PUT", "worlds/input", "{}");
    }

    @Test
    void jobs_are_listed_by_state_up_to_a_limit() {
        client.controlled("POST", "reset", "");
        for (int i = 0; i < 3; i++) {
            client.hosterapi().call("PUT", "/datacenter/server/4001/reinstall");
            client.advance(i < 2 ? "1h" : "1s");
        }
        assertThat(client.controlled("GET", "jobs", "").path("total").asInt()).isEqualTo(3);
        assertThat(client.controlled("GET", "jobs?limit=2", "").path("jobs").findValuesAsText("id"))
                .containsExactly("16", "17");
        assertThat(client.controlled("GET", "jobs?state=running", "")
                        .path("jobs")
                        .findValuesAsText("id"))
                .containsExactly("17");
        assertThat(client.controlled("GET", "jobs?state=ended&limit=1", "").toString())
                .contains("\"total\":2")
                .contains("\"id\":\"16\"");
    }

    @Test
    void a_body_of_very_many_small_values_is_refused_before_they_take_memory() {
        String many = "{\"calls\":[" + "{},".repeat(60_000) + "{}]}";
        Seen refused = client.control("POST", "verify", many);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("too many keys and values: expected at most 100000");
        Seen scenario =
                client.control("POST", "scenarios", "{\"scenario\":\"x\",\"rules\":[" + "{},".repeat(60_000) + "{}]}");
        assertThat(scenario.status()).isEqualTo(400);
        assertThat(scenario.body()).contains("too many keys and values: expected at most 100000");
    }
}
