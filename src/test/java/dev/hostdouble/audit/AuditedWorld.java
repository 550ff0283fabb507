package dev.hostdouble.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Providers;
import dev.hostdouble.client.ProviderClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the audit says of the calls in a world so far. */
final class AuditedWorld {
    private AuditedWorld() {}

    /** The findings as {@code warning order-repeated [1, 2]}, those of the least severity first left out. */
    static List<String> findings(ProviderClient client, String severity) {
        client.awaitDeliveries();
        List<String> findings = new ArrayList<>();
        for (JsonNode finding :
                client.controlled("GET", "audit?severity=" + severity, "").path("findings")) {
            findings.add(finding.path("severity").asText() + " "
                    + finding.path("rule").asText() + " "
                    + finding.path("calls").toString().replace(",", ", "));
        }
        return findings;
    }

    /** What is wrong with the client: errors and warnings. */
    static List<String> wrong(ProviderClient client) {
        return findings(client, "warning");
    }

    /** The one finding of a rule, in full. */
    static JsonNode only(ProviderClient client, String rule) {
        client.awaitDeliveries();
        JsonNode findings = client.controlled("GET", "audit?rule=" + rule, "").path("findings");
        if (findings.size() != 1) {
            throw new AssertionError("expected one finding of " + rule + ": " + findings);
        }
        return findings.get(0);
    }

    /** Judges the calls of a world as if they had been made at these times, in milliseconds. */
    static List<AuditFinding> timed(ProviderClient client, long... millis) {
        return Audit.of(Providers.ALL).judge(session(client, millis)).atLeast(Severity.WARNING);
    }

    /** The calls of a world as if they had been made at these times, in milliseconds. */
    static AuditedSession session(ProviderClient client, long... millis) {
        List<AuditedCall> calls = new ArrayList<>();
        client.world().run(session -> session.journal()
                .entries()
                .forEach(entry -> calls.add(new AuditedCall(
                        entry, Optional.empty(), Duration.ofMillis(millis[(int) entry.number() - 1])))));
        return new AuditedSession(calls, 0, Optional.empty());
    }
}
