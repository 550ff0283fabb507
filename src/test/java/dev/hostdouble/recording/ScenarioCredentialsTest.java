package dev.hostdouble.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Credentials in the kept text of a scenario, which is JSON with escapes. */
class ScenarioCredentialsTest {
    @Test
    void a_credential_that_is_written_with_escapes_is_replaced() {
        Substitutes substitutes = new Substitutes();
        substitutes.put("pässWort17Xyz", "qèttDasf93Rst");
        CredentialSwap swap = new CredentialSwap(Providers.ALL, UnaryOperator.identity(), substitutes);
        assertThat(swap.inScenario("{\"body\":\"p\\u00E4ssWort17Xyz \\u007F\"}"))
                .isEqualTo("{\"body\":\"q\\u00E8ttDasf93Rst \\u007F\"}");
    }
}
