package dev.hostdouble.coverage;

import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.AnsweringScenarios;
import dev.hostdouble.scenario.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What brings about the documented answers: for a success, calls that have it; for an error, the shipped scenario that answers
 * the next call with it, or else a scenario of one rule.
 */
public final class Commands {
    private final Map<String, Provider> providers = new HashMap<>();
    private final Map<String, ReadyCalls> calls = new HashMap<>();
    private final AnsweringScenarios scenarios;

    /** Reads the shipped scenarios and the calls of these providers, which takes a while. */
    public Commands(List<Provider> known, Catalogue catalogue) {
        for (Provider provider : known) {
            providers.put(provider.name(), provider);
            calls.put(provider.name(), ReadyCalls.of(provider.name()));
        }
        this.scenarios = new AnsweringScenarios(known, catalogue);
    }

    /** The lines for a shell; empty for a success without a known call. After those for an error, call the operation. */
    Optional<String> lines(Operation operation, KnownAnswer answer, CommandTarget target) {
        Provider provider = providers.get(operation.provider());
        ReadyCalls ready = calls.get(operation.provider());
        if (provider == null || ready == null) {
            return Optional.empty();
        }
        if (answer.isSuccess()) {
            return ready.lines(operation, answer.name(), target);
        }
        return Optional.of(scenarios
                .of(provider, operation, answer.name())
                .map(name -> target.control("PUT", "/scenarios/" + name, Optional.empty()))
                .orElseGet(() -> target.control("POST", "/scenarios", Optional.of(rule(operation, answer)))));
    }

    /** The lines for a shell that call an operation with success; empty if none are known. */
    Optional<String> call(Operation operation, CommandTarget target) {
        ReadyCalls ready = calls.get(operation.provider());
        return ready == null ? Optional.empty() : ready.lines(operation, target);
    }

    private static String rule(Operation operation, KnownAnswer answer) {
        return "{\"scenario\":\"" + operation.id() + "." + answer.name() + "\",\"rules\":[{\"on\":\"" + operation.id()
                + "\",\"calls\":\"first\",\"effect\":{\"error\":\"" + answer.name() + "\"}}]}";
    }
}
