package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.world.ClockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verification: green only if it is true, and never because of a slip. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyTest {
    private static final String SERVER = "/api/v1/datacenter/server/4001";
    private static final String BEARER = Credentials.bearer(Credentials.HOSTERAPI_TOKEN);
    private static final String JSON = "Content-Type: application/json";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private AllProviders client = new AllProviders(emulator, "verify");

    VerifyTest() throws Exception {}

    @BeforeEach
    void ownWorld(TestInfo test) {
        client = new AllProviders(
                emulator, "verify-" + Integer.toHexString(test.getDisplayName().hashCode()));
        client.controlled("POST", "reset", "");
    }

    private void call(String method, String path) {
        client.send(method, SERVER + path, "", BEARER);
    }

    private Seen verify(String body) {
        return client.control("POST", "verify", body.replace('\'', '"'));
    }

    private void assertVerified(String body) {
        Seen reply = verify(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("verified").asBoolean()).isTrue();
        assertThat(reply.json().path("problems")).isEmpty();
    }

    private JsonNode differences(String body) {
        Seen reply = verify(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("verified").asBoolean(true)).isFalse();
        return reply.json().path("problems");
    }

    private String difference(String body) {
        JsonNode problems = differences(body);
        assertThat(problems).hasSize(1);
        return problems.get(0).toString();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void an_empty_verification_checks_the_rules_alone() {
        assertVerified("");
        assertVerified("{}");
        assertVerified("{'calls':[]}");
        client.rules("- { name: must, on: hosterapi/*, expect: 1, effect: { delay: 1ms } }");
        assertThat(difference("{'calls':[]}")).contains("rule test/must", "\"expected\":\"1 application\"");
    }

    @Test
    void calls_are_counted_by_all_their_conditions() {
        client.rules("- { name: late, on: hosterapi/server.stop, effect: { delay: 1ms } }");
        client.send(
                "PUT", SERVER + "/stop", "{\"force\":true,\"a\":{\"b\":[1,{\"c\":2.50}]}}", BEARER, JSON, "X-Trace: 7");
        client.send("POST", "/iso.php?x=1&x=a+b", "action=add&params[name]=n%26m&params[id]=1", "X-Trace: 8");
        assertVerified("{'calls':[{'operation':'hosterapi/server.stop','method':'PUT','path':'*/stop','status':200,"
                + "'rule':'test/late','header':{'x-trace':'7'},'body':{'force':true}}]}");
        assertVerified("{'calls':[{'body':{'a.b.1.c':2.5,'a.b.0':1.0}},{'body':{'a':{'b':[1,{'c':2.5}]}}}]}");
        assertVerified("{'calls':[{'status':'2xx','times':2},{'status':'5xx','times':0},{'status':'5xx','most':3}]}");
        assertVerified("{'calls':[{'operation':'hostkey/*','query':{'x':'a b'},'body':{'params[name]':'n&m'}}]}");
    }

    @Test
    void nothing_is_converted_to_meet_a_condition() {
        client.send("PUT", SERVER + "/stop", "{\"force\":\"true\",\"n\":1}", BEARER, JSON);
        client.send("POST", "/iso.php", "action=add&n=1");
        assertThat(difference("{'calls':[{'operation':'hosterapi/server.stop','body':{'force':true}}]}"))
                .contains("body force is \\\"true\\\", not true");
        assertThat(difference("{'calls':[{'operation':'hosterapi/server.stop','body':{'n':'1'}}]}"))
                .contains("body n is 1, not \\\"1\\\"");
        assertThat(difference("{'calls':[{'operation':'hostkey/iso.add','body':{'n':1}}]}"))
                .contains("body n is \\\"1\\\", not 1");
        assertThat(difference("{'calls':[{'operation':'hostkey/iso.add','body':{'m':null}}]}"))
                .contains("body m is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'calls':5}|/calls: integer found, array expected (expected a list of at most 100",
                "{'calls':[7]}|/calls/0: integer found, object expected",
                "{'call':[]}|/call: unknown key 'call'; did you mean 'calls'?",
                "{'calls':[{'operator':'x'}]}|/calls/0/operator: unknown key 'operator'; did you mean 'operation'?",
                "{'calls':[{'path':null}]}|/calls/0/path: null found, string expected",
                "{'calls':[{'status':1.9}]}|/calls/0/status: number found,",
                "{'calls':[{'status':'abc'}]}|/calls/0/status: does not have the expected form (expected a status",
                "{'calls':[{'status':'404'}]}|/calls/0/status: does not have the expected form",
                "{'calls':[{'status':99}]}|/calls/0/status: must have a minimum value of 100",
                "{'calls':[{'status':600}]}|/calls/0/status: must have a maximum value of 599",
                "{'calls':[{'times':-1}]}|/calls/0/times: must have a minimum value of 0",
                "{'calls':[{'times':1.5}]}|/calls/0/times: number found, integer expected",
                "{'calls':[{'times':'1'}]}|/calls/0/times: string found, integer expected",
                "{'calls':[{},{'times':1,'most':2}]}|/calls/1: times together with least or most",
                "{'calls':[{'least':3,'most':2}]}|/calls/0: least is 3, but most is 2",
                "{'rules':[{'rule':'test/must','times':1,'least':1}]}|/rules/0: times together with least or most",
                "{'rules':[{'rule':'test/mist'}]}|/rules/0/rule: unknown rule 'test/mist'; did you mean 'test/must'?",
                "{'rules':[{'least':1}]}|/rules/0: required property 'rule' not found",
                "{'calls':[{'rule':'test/mist','times':0}]}|/calls/0/rule: unknown rule 'test/mist'",
                "{'calls':[{'header':{'a':1}}]}|/calls/0/header/a: integer found, string expected",
                "{'calls':[{'query':{}}]}|/calls/0/query: must have at least 1 properties",
                "{'calls':[{'operation':'hosterapi/server.crete','times':0}]}|/calls/0/operation: unknown operation 'hosterapi/server.crete'; did you mean 'hosterapi/server.create'?",
                "{'calls':[{'operation':'hosterapi/srver.*','times':0}]}|/calls/0/operation: no operation matches",
                "{'calls':[{'operation':'hosterapi/server.create','method':'PUT','times':0}]}|/calls/0/method: unknown method 'PUT'",
                "{'calls':[{'method':'PSOT','times':0}]}|/calls/0/method: unknown method 'PSOT'; did you mean 'POST'?",
                "{'calls':[{'operation':'hostkey/*','method':'PSOT','times':0}]}|/calls/0/method: unknown method 'PSOT'",
                "{'calls':[{'path':'/api/v1/datacenter/servers','times':0}]}|did you mean '/api/v1/datacenter/server'?",
                "{'calls':[{'path':'/api/v1/datacenter/server/*/statsu','times':0}]}|/calls/0/path: unknown path",
                "{'calls':[{'operation':'hosterapi/server.stop','path':'*/start','times':0}]}|/calls/0/path: unknown path '*/start'",
                "{'calls':[{'operation':'hosterapi/unknown','path':'/iso.php','times':0}]}|/calls/0/path: no such call has the path '/iso.php': it belongs to hostkey",
                "{'calls':[{'operation':'hostkey/*','method':'ANY','times':0}]}|unknown method 'ANY'. Allowed: GET, HEAD, POST,",
                "{'calls':[{'body':{'templat':'x'},'times':0}]}|/calls/0/body/templat: unknown name 'templat'; did you mean 'template'?",
                "{'calls':[{'operation':'hosterapi/server.create','body':{'Template':'x'},'times':0}]}|did you mean 'template'?",
                "{'calls':[{'operation':'hostkey/iso.*','body':{'params[ulr]':'x'},'times':0}]}|did you mean 'params.url'?",
                "{'calls':[{'operation':'vss/iso.list','query':{'per-page':'3'},'times':0}]}|/calls/0/query/per-page: unknown name 'per-page'; did you mean 'per_page'?",
                "{'calls':[{'header':{'Authorzation':'x'},'times':0}]}|/calls/0/header/Authorzation: unknown name",
                "{'unused':'maybe'}|/unused: ",
                "{'inOrder':1}|/inOrder: integer found, boolean expected",
                "{'noOthers':'true'}|/noOthers: string found, boolean expected"
            })
    void what_cannot_be_true_is_refused(String body, String why) {
        client.rules("- { name: must, on: hosterapi/*, effect: { delay: 1ms } }");
        Seen reply = verify(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).contains(why);
    }

    @Test
    void a_name_that_is_near_no_known_one_is_a_warning() {
        String odd = "{'calls':[{'operation':'hosterapi/server.stop','body':{'colour':'red'},'times':0}]}";
        assertVerified(odd);
        assertThat(verify(odd).json().path("warnings"))
                .hasToString("[\"/calls/0/body/colour: no page names 'colour', and no call in the journal has it\"]");
        client.send("PUT", SERVER + "/stop", "{\"colour\":\"blue\",\"frce\":true}", BEARER, JSON, "Acept: x");
        assertThat(verify(odd).json().has("warnings")).isFalse();
        assertVerified("{'calls':[{'body':{'frce':true},'header':{'acept':'x'}}]}");
    }

    @Test
    void a_nested_field_of_a_form_is_named_with_brackets_or_dots() {
        client.send("POST", "/iso.php", "action=upload&params[url]=https://h/a.iso");
        assertVerified("{'calls':[{'body':{'params[url]':'https://h/a.iso'}},{'body':{'params.url':'https://h/a.iso'}},"
                + "{'operation':'hostkey/*','body':{'params.url':'x'},'times':0}]}");
    }

    @Test
    void a_rule_that_was_chosen_but_changed_nothing_did_not_apply() {
        client.rules("- { name: first, on: hosterapi/server.status, effect: { gateway: 503 } }");
        client.scenario(
                "{ scenario: later, rules: [{ name: lost, on: hosterapi/server.status, effect: { gateway: 502 } }] }");
        call("GET", "/status");
        assertVerified("{'calls':[{'rule':'test/first','times':1},{'rule':'later/lost','times':0}]}");
    }

    @Test
    void a_scenario_whose_event_changed_something_is_used() {
        client.scenario("{ scenario: acts, events: [{ at: 1m, do: { hosterapi/vm: 4001, state: stopped } }] }");
        assertThat(difference("{'unused':'fail'}"))
                .contains("scenario acts", "a rule that applied, or an event that changed something");
        client.advance("1m");
        assertVerified("{'unused':'fail'}");
    }

    @Test
    void at_most_100_expectations_are_checked() {
        String many = "{},".repeat(100);
        assertThat(verify("{'calls':[" + many + "{}]}").json().path("error").asText())
                .contains("/calls: must have at most 100 items");
        call("GET", "/status");
        assertVerified("{'calls':[" + many.substring(0, many.length() - 1) + "]}");
    }

    @Test
    void what_stands_in_the_journal_is_possible() {
        call("PATCH", "/statsu");
        assertVerified(
                "{'calls':[{'method':'PATCH'},{'path':'*/statsu'},{'operation':'hosterapi/unknown','path':'/api/*'}]}");
        assertVerified("{'calls':[{'operation':'hosterapi/server.status','method':'HEAD','path':'" + SERVER
                + "/status','times':0}]}");
        assertVerified("{'calls':[{'operation':'hosterapi/unknown','method':'DELETE','path':'/api/nope','times':0}]}");
    }

    @Test
    void the_nearest_calls_are_named_with_what_they_fail() {
        call("GET", "/status");
        call("GET", "/nope");
        call("PUT", "/stop");
        client.send("GET", "/api/v1/datacenter/server/9/status", "", BEARER);
        JsonNode problems =
                differences("{'calls':[{'operation':'hosterapi/server.status','path':'*/4001/*','status':404}]}");
        assertThat(problems.at("/0/what").asText())
                .isEqualTo("calls/0 {\"operation\":\"hosterapi/server.status\",\"path\":\"*/4001/*\",\"status\":404}");
        assertThat(problems.at("/0/expected").asText()).isEqualTo("at least 1 call");
        assertThat(problems.at("/0/found").asInt()).isZero();
        assertThat(texts(problems.at("/0/nearest")))
                .containsExactly(
                        "#4 hosterapi/server.status GET /api/v1/datacenter/server/9/status -> 404: path is not */4001/*",
                        "#1 hosterapi/server.status GET /api/v1/datacenter/server/4001/status -> 200: status is not 404",
                        "#2 hosterapi/unknown GET /api/v1/datacenter/server/4001/nope -> 404:"
                                + " operation is not hosterapi/server.status");
        assertThat(texts(differences("{'calls':[{'status':200,'times':1}]}").at("/0/nearest")))
                .hasSize(2)
                .allMatch(line -> line.endsWith("-> 200"));
    }

    @Test
    void a_credential_is_compared_but_not_shown() {
        client.send("GET", "/iso.php?action=list_iso&token=HOSTKEY_TOKEN", "");
        assertVerified("{'calls':[{'query':{'token':'HOSTKEY_TOKEN'}}]}");
        assertThat(difference("{'calls':[{'operation':'hostkey/*','query':{'token':'other'}}]}"))
                .contains("query token is ***, not ***")
                .doesNotContain("HOSTKEY_TOKEN", "other");
    }

    @Test
    void calls_come_in_the_order_of_the_list() {
        call("PUT", "/stop");
        call("GET", "/status");
        call("GET", "/status");
        call("PUT", "/start");
        String stop = "{'operation':'hosterapi/server.stop'}";
        String start = "{'operation':'hosterapi/server.start'}";
        String status = "{'operation':'hosterapi/server.status','times':2}";
        assertVerified("{'inOrder':true,'calls':[" + stop + "," + status + "," + start + "]}");
        assertVerified("{'inOrder':true,'calls':[" + stop + ",{'operation':'hosterapi/server.delete','times':0},"
                + start + "]}");
        String broken = "'calls':[" + stop + "," + start + "," + status + "]}";
        assertVerified("{" + broken);
        assertThat(difference("{'inOrder':true," + broken))
                .contains("calls/2", "in order: after #4 hosterapi/server.start", "#2 hosterapi/server.status");
    }

    @Test
    void no_other_calls_are_made() {
        call("PUT", "/stop");
        call("GET", "/status");
        assertVerified("{'noOthers':true,'calls':[{'operation':'hosterapi/server.st*','times':2}]}");
        assertThat(difference("{'noOthers':true,'calls':[{'operation':'hosterapi/server.stop'}]}"))
                .contains("no other calls", "\"found\":1", "#2 hosterapi/server.status");
        assertThat(difference("{'noOthers':true}")).contains("\"found\":2");
    }

    @Test
    void a_scenario_that_never_applied_can_fail_the_verification() {
        client.scenario("{ scenario: one, rules: [{ name: a, on: hosterapi/*, effect: { delay: 1ms } },"
                + " { name: b, on: vss/user.get, effect: { delay: 1ms } }] }");
        client.scenario("{ scenario: two, rules: [{ name: c, on: vss/*, effect: { delay: 1ms } }] }");
        call("GET", "/status");
        for (String body : List.of("{}", "{'unused':'report'}")) {
            assertVerified(body);
            assertThat(verify(body).json().path("unusedRules")).hasToString("[\"one/b\",\"two/c\"]");
            assertThat(verify(body).json().path("unusedScenarios")).hasToString("[\"two\"]");
        }
        assertThat(difference("{'unused':'fail'}")).contains("scenario two", "rule two/c matched 0 calls");
        client.send("GET", "/v2/iso", "");
        assertVerified("{'unused':'fail'}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'calls':[{'operation':'hosterapi/server.stop','times':0}]",
                "'calls':[{'operation':'hosterapi/server.stop','most':2}]",
                "'calls':[{'operation':'hosterapi/server.stop'}]",
                "'calls':[{'operation':'hosterapi/server.status','times':2}]",
                "'noOthers':true,'calls':[{'operation':'hosterapi/server.status'}]",
                "'inOrder':true,'calls':[{'operation':'hosterapi/server.status'},{'method':'GET','status':200},{'path':'*/4001/*'}]"
            })
    void what_depends_on_dropped_calls_is_not_decided(String expectation) throws Exception {
        try (Hostdouble small = start(2)) {
            AllProviders in = new AllProviders(small, "small");
            for (int i = 0; i < 5; i++) {
                in.send("GET", SERVER + "/status", "", BEARER);
            }
            Seen reply = in.control("POST", "verify", ("{" + expectation + "}").replace('\'', '"'));
            assertThat(reply.status()).as(reply.body()).isEqualTo(409);
            assertThat(reply.json().path("verified").asBoolean(true)).isFalse();
            assertThat(reply.json().path("error").asText()).isEqualTo("the journal dropped 3 calls: raise --journal");
            assertThat(reply.json().path("dropped").asInt()).isEqualTo(3);
        }
    }

    @Test
    void what_does_not_depend_on_dropped_calls_is_decided() throws Exception {
        try (Hostdouble small = start(2)) {
            AllProviders in = new AllProviders(small, "small");
            for (int i = 0; i < 5; i++) {
                in.send("GET", SERVER + "/status", "", BEARER);
            }
            String status = "{\"operation\":\"hosterapi/server.status\",";
            for (String range : List.of("\"least\":1}", "\"most\":5}", "\"least\":2,\"most\":5}")) {
                assertThat(in.control("POST", "verify", "{\"calls\":[" + status + range + "]}")
                                .status())
                        .as(range)
                        .isEqualTo(200);
            }
            for (String range : List.of("\"times\":1}", "\"times\":6}", "\"most\":1}")) {
                assertThat(in.control("POST", "verify", "{\"calls\":[" + status + range + "]}")
                                .status())
                        .as(range)
                        .isEqualTo(422);
            }
            in.controlled("DELETE", "requests", "");
            assertThat(in.control("POST", "verify", "{\"calls\":[" + status + "\"times\":0}]}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static Hostdouble start(int journal) throws Exception {
        return Hostdouble.start(new Settings(
                "127.0.0.1", 0, Optional.empty(), ClockMode.MANUAL, 1, false, false, journal, Optional.empty(), false));
    }
}
