package dev.hostdouble.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check of a claim can fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimCheckTest {
    private final References references = new References();

    ClaimCheckTest() throws Exception {}

    /** A claim that is right, and what is wrong with it after one change. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some]} | ''
            {yes: reads a list, on: [hosterapi/server.list]} | refers to nothing
            {yes: reads a list, on: [hosterapi/server.list], clients: [bastianleicht/hosterapi-php]} | needs an answer of theirs
            {yes: reads a list, on: [hosterapi/server.list], tests: [ConcurrencyTest#two_worlds_never_see_each_other]} | needs an answer of theirs
            {yes: reads a list, partly: reads it, on: [hosterapi/server.list], golden: [hosterapi/server.list/some]} | expected one of yes, partly and no
            {on: [hosterapi/server.list], golden: [hosterapi/server.list/some], because: None.} | expected one of yes, partly and no
            {yes: Reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some]} | continues 'my client'
            {yes: reads a list., on: [hosterapi/server.list], golden: [hosterapi/server.list/some]} | continues 'my client'
            {yes: reads a list, because: It does., on: [hosterapi/server.list], golden: [hosterapi/server.list/some]} | no reason against it
            {partly: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some]} | expected because
            {partly: reads a list, because: so, on: [hosterapi/server.list], golden: [hosterapi/server.list/some]} | expected because
            {partly: reads a list, because: It does.} | refers to nothing
            {no: reads a list} | expected because
            {no: reads a list, because: Nobody knows.} | ''
            {no: reads a list, because: Nobody knows., of: [hosterapis]} | no provider is called hosterapis
            {yes: reads a list, on: [hosterapi/server.lists], golden: [hosterapi/server.list/some]} | no operation is called hosterapi/server.lists
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/any]} | no golden exchange is called hosterapi/server.list/any
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.status/ok]} | is of another operation
            {yes: reads a list, on: [hosterapi/server.start], golden: [hosterapi/server.start/busy]} | rests on nothing that is assumed
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some], facts: [HosterFact.HIDDEN_RESOURCES]} | rests on nothing that is assumed
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some], facts: [FrameworkFact.HEAD]} | ''
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some], facts: [HosterFact.NEVER]} | no fact about its operations
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some], facts: [VssFact.HEAD]} | no fact about its operations
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [any/no-scenario]} | no scenario is called any/no-scenario
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [vss/sync-stuck]} | changes none of its operations
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [hosterapi/no-such-vm]} | changes none of its operations
            {yes: reads, on: [hosterapi/server.list, hosterapi/server.status], scenarios: [hosterapi/no-such-vm]} | ''
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [any/tls-wrong-host]} | is about TLS handshakes
            {yes: trusts nobody, on: [tls], scenarios: [any/tls-wrong-host]} | ''
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [any/outage]} | ''
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [any/html-with-200]} | rests on nothing that is assumed
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [any/unknown-members]} | rests on nothing that is assumed
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [any/rate-limit-storm]} | rests on nothing that is assumed
            {yes: reads a list, on: [hosterapi/server.list], scenarios: [hosterapi/stale-list]} | rests on nothing that is assumed
            {yes: reads a list, on: [vss/iso.list], scenarios: [vss/endless-pages]} | rests on nothing that is assumed, such as vss/endless-pages
            {yes: waits, on: [hosterapi/server.create, hosterapi/job.info], scenarios: [hosterapi/job-regresses]} | rests on nothing that is assumed
            {yes: reads, on: [hosterapi/server.list, vss/user_iso.sync], scenarios: [any/outage]} | rests on nothing that is assumed, such as any/outage
            {yes: opens, on: [hosterapi/server.console, hosterapi/novnc.open], golden: [hosterapi/server.console/ok]} | such as every success of hosterapi/novnc.open
            {yes: reads a list, on: [vss/iso.list], scenarios: [vss/unauthorized]} | rests on nothing that is assumed
            {yes: reads a list, on: [vss/iso.list], scenarios: [vss/token-expires-while-paging]} | rests on nothing that is assumed
            {yes: installs, on: [hosterapi/software.install], scenarios: [hosterapi/install-fails]} | rests on nothing that is assumed
            {yes: orders, on: [hosterapi/server.create], scenarios: [hosterapi/limits-exceeded]} | ''
            {yes: orders, on: [hosterapi/server.change], scenarios: [hosterapi/limits-exceeded]} | rests on nothing that is assumed
            {yes: reads a list, on: [hosterapi/novnc.open], scenarios: [any/outage]} | rests on nothing that is assumed
            {yes: reads, on: [hosterapi/server.status], variants: [{call: hosterapi/server.status, in: server deleted, gets: NO_SUCH_VM}]} | ''
            {yes: reads, on: [hosterapi/server.status], variants: [{call: hosterapi/server.status, in: server deleted, gets: ok}]} | gets NO_SUCH_VM, not ok
            {yes: reads, on: [hosterapi/server.status], variants: [{call: hosterapi/server.status, in: never, gets: ok}]} | is not called in state 'never'
            {yes: reads, on: [hosterapi/server.status], variants: [{call: hosterapi/server.status, in: start state, variant: odd, gets: ok}]} | has no variant 'odd'
            {yes: reads, on: [hosterapi/server.list], variants: [{call: hosterapi/server.status, in: start state, gets: ok}]} | is of another operation
            {yes: reads, on: [hosterapi/server.list], variants: [{call: hosterapi/server.stat, in: start state, gets: ok}]} | no operation is called hosterapi/server.stat
            {yes: starts, on: [hosterapi/server.start], variants: [{call: hosterapi/server.start, in: backup under way, gets: SIGNAL_FAILED}]} | rests on nothing that is assumed
            {yes: waits, tests: [ConcurrencyTest#two_worlds_never_see_each_other]} | ''
            {yes: waits, tests: [ConcurrencyTest]} | expected class#method
            {yes: waits, tests: [NoSuchTest#a]} | no class is called
            {yes: waits, tests: [ConcurrencyTest#three_worlds]} | has no method three_worlds
            {yes: waits, tests: [Shell#run]} | is not a test
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some], clients: [nobody]} | no client is called nobody
            {yes: reads a list, on: [hosterapi/server.list], golden: [hosterapi/server.list/some], clients: [pyvss]} | calls none of its operations
            {yes: orders, on: [hosterapi/server.create], scenarios: [hosterapi/lost-acknowledgement], recipes: [python.md, curl.md]} | ''
            {yes: orders, on: [hosterapi/server.create], scenarios: [hosterapi/order-vanishes], recipes: [python.md]} | is about hosterapi/lost-acknowledgement
            {yes: orders, on: [hosterapi/server.create], scenarios: [hosterapi/order-vanishes], recipes: [curl.md]} | is about none of its scenarios
            {yes: orders, on: [hosterapi/server.create], scenarios: [hosterapi/lost-acknowledgement], recipes: [csharp.md]} | no test executes a recipe csharp.md
            """)
    void what_is_wrong_is_named(String yaml, String problem) throws Exception {
        String all = String.join("; ", ClaimCheck.problems(Claims.claim(yaml), references));
        if (problem.isEmpty()) {
            assertThat(all).isEmpty();
        } else {
            assertThat(all).contains(problem);
        }
    }

    @Test
    void a_claim_has_one_row_and_a_scenario_has_a_claim() throws Exception {
        Claim list = Claims.claim("{yes: reads a list, on: [hosterapi/server.list], scenarios: [any/outage]}");
        List<String> problems = ClaimsCheck.problems(List.of(list, list), List.of("any/outage", "any/garbage"));
        assertThat(problems)
                .contains("'reads a list' is there twice", "no claim has the scenario any/garbage")
                .doesNotContain("no claim has the scenario any/outage");
    }

    @Test
    void each_verdict_is_given_about_each_provider() throws Exception {
        List<Claim> claims = List.of(
                Claims.claim("{yes: reads a list, on: [hosterapi/server.list]}"),
                Claims.claim("{partly: reads images, on: [hostkey/iso.list_iso]}"),
                Claims.claim("{no: boots, of: [vss]}"),
                Claims.claim("{no: pays}"));
        assertThat(ClaimsCheck.problems(claims, List.of()))
                .containsExactlyInAnyOrder(
                        "no claim about hosterapi has the verdict partly",
                        "no claim about hosterapi has the verdict no",
                        "no claim about hostkey has the verdict yes",
                        "no claim about hostkey has the verdict no",
                        "no claim about vss has the verdict yes",
                        "no claim about vss has the verdict partly");
    }

    @Test
    void an_unknown_key_is_refused() {
        assertThatThrownBy(() -> Claims.claim("{yes: reads a list, scenario: [any/outage]}"))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void a_cell_of_the_table_does_not_end_before_its_text() throws Exception {
        Claim claim = Claims.claim("{no: reads a list, because: Nobody knows sid|ip.}");
        assertThat(ClaimCheck.problems(claim, references)).containsExactly("a cell of a table has no |");
    }

    @Test
    void a_request_has_a_method_and_a_path() {
        assertThat(ControlRequest.of("PUT clock {\"mode\": \"manual\"}").curl("WORLD"))
                .isEqualTo("curl -X PUT -d '{\"mode\": \"manual\"}' $WORLD/_emulator/clock");
        assertThat(ControlRequest.of("GET clock").curl("WORLD")).isEqualTo("curl -X GET $WORLD/_emulator/clock");
        assertThatThrownBy(() -> ControlRequest.of("clock")).isInstanceOf(IllegalArgumentException.class);
    }
}
