package dev.hostdouble.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Under the conditions of a claim, a naive client misses its goal, and a robust one reaches it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrialsTest {
    private static final int ENOUGH = 20;

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests().withHttps(0));

    TrialsTest() throws Exception {}

    @Test
    void there_are_trials_of_many_kinds() {
        assertThat(Trials.ALL).hasSizeGreaterThanOrEqualTo(ENOUGH);
    }

    @Test
    void each_is_about_a_claim_with_that_scenario() throws IOException {
        for (Trial trial : Trials.ALL) {
            Optional<Claim> claim = Claims.of(trial.sentence());
            assertThat(claim).as(trial.sentence()).isPresent();
            assertThat(claim.map(Claim::scenarios).orElse(List.of()))
                    .as(trial.sentence())
                    .contains(trial.scenario());
        }
    }

    @TestFactory
    Stream<DynamicTest> a_naive_client_misses_its_goal_and_a_robust_one_reaches_it() {
        return IntStream.range(0, Trials.ALL.size()).mapToObj(i -> {
            Trial trial = Trials.ALL.get(i);
            return dynamicTest(trial.toString(), () -> {
                assertThat(succeeds(trial, trial.naive(), "naive" + i))
                        .as("the naive client")
                        .isFalse();
                assertThat(succeeds(trial, trial.robust(), "robust" + i))
                        .as("the robust client")
                        .isTrue();
            });
        });
    }

    private boolean succeeds(Trial trial, Trial.Attempt attempt, String world) throws Exception {
        AllProviders client = new AllProviders(emulator, world);
        Seen activated = client.control("PUT", "scenarios/" + trial.scenario(), "");
        assertThat(activated.status()).as(activated.body()).isEqualTo(201);
        boolean succeeds = attempt.succeeds(client);
        Seen verdict = client.control("POST", "verify", "{}");
        assertThat(verdict.status()).as(verdict.body()).isEqualTo(200);
        return succeeds;
    }
}
