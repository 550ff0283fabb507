package dev.hostdouble.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.Shell;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Seen;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.effect.EffectTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The claims of {@code docs/confidence.md}: each has a ground that exists, and a verdict that its ground carries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfidenceTest {
    private static final Path PAGE = Path.of("docs/confidence.md");
    private static final Pattern COMMAND =
            Pattern.compile("curl -X ([A-Z]+) (?:-d '([^']*)' )?\\$(?:TLS_)?WORLD/_emulator/(\\S+)");
    private static final int ENOUGH = 60;

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests().withHttps(0));

    private final References references = new References();

    ConfidenceTest() throws Exception {}

    @TestFactory
    Stream<DynamicTest> each_claim_has_a_ground_that_carries_its_verdict() throws IOException {
        return Claims.all().stream()
                .map(claim -> dynamicTest(claim.sentence(), () -> assertThat(ClaimCheck.problems(claim, references))
                        .isEmpty()));
    }

    /** The commands that the page shows, those of a claim in one world. */
    @TestFactory
    Stream<DynamicTest> the_commands_of_each_claim_succeed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Claim claim : Claims.all()) {
            if (!claim.requests().isEmpty()) {
                String world = "claim" + tests.size();
                tests.add(dynamicTest(claim.sentence(), () -> run(claim, world)));
            }
        }
        return tests.stream();
    }

    private void run(Claim claim, String world) {
        AllProviders client = new AllProviders(emulator, world);
        client.controlled("POST", "reset", "");
        for (ControlRequest request : claim.requests()) {
            Matcher printed = COMMAND.matcher(request.curl(claim.world()));
            assertThat(printed.matches()).as(request.curl(claim.world())).isTrue();
            String json = printed.group(2) == null ? "" : printed.group(2);
            Seen reply = client.control(printed.group(1), printed.group(3), json);
            assertThat(reply.status()).as(request + ": " + reply.body()).isIn(200, 201);
        }
    }

    /** A world that a path names has no handshakes of its own, so the page sends these claims to a host. */
    @TestFactory
    Stream<DynamicTest> the_scenarios_about_tls_break_handshakes_with_the_host_of_their_world() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Claim claim : Claims.all()) {
            if (claim.on().contains(ClaimCheck.TLS)) {
                assertThat(claim.scenarios()).isNotEmpty();
                claim.scenarios().forEach(name -> tests.add(dynamicTest(name, () -> breaksHandshakes(name))));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private void breaksHandshakes(String name) {
        String world = name.replace('/', '-');
        AllProviders client = new AllProviders(emulator, world);
        Seen activated = client.send("PUT", "/_emulator/scenarios/" + name, "", "Host: " + world + ".localhost");
        assertThat(activated.json().path("warnings")).as(activated.body()).isEmpty();
        assertThatThrownBy(() -> client.tls().connect()).isInstanceOf(IOException.class);
        assertThat(client.control("POST", "verify", "{}").status()).isEqualTo(200);
    }

    @Test
    void together_they_cover_each_provider_and_each_scenario() throws IOException {
        List<Claim> all = Claims.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(ENOUGH);
        List<String> scenarios = new Catalogue(Providers.ALL).names();
        assertThat(scenarios).isNotEmpty();
        assertThat(ClaimsCheck.problems(all, scenarios)).isEmpty();
    }

    @Test
    void each_kind_of_effect_has_a_rule_for_its_mark() {
        assertThat(Stream.of(Marks.MADE_UP, Marks.WORDED, Marks.BETWEEN, Marks.FAITHFUL)
                        .flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(EffectTypes.BY_KIND.keySet());
    }

    @Test
    void the_page_is_what_the_claims_say() throws IOException {
        String page = ConfidenceDocs.page();
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("docs/confidence.md is stale: mvn -q -Dquick test -Dtest=ConfidenceTest -Ddocs.write")
                .hasContent(page);
    }

    @Test
    void the_example_of_the_page_does_what_it_shows() throws IOException {
        Matcher block = Pattern.compile("(?s)```console\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        assertThat(new Shell(emulator.url()).run(block.group(1))).isEqualTo(4);
    }
}
