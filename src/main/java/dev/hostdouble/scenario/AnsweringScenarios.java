package dev.hostdouble.scenario;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.effect.ErrorEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the shipped scenario that answers the next call of an operation with an error, whatever that call is. */
public final class AnsweringScenarios {
    private final List<Scenario> scenarios = new ArrayList<>();

    /** Reads the shipped scenarios about these providers, which takes a while. */
    public AnsweringScenarios(List<Provider> providers, Catalogue catalogue) {
        for (String name : catalogue.shipped()) {
            if (providers.stream().anyMatch(provider -> name.startsWith(provider.name() + "/"))) {
                scenarios.add(catalogue.read(name, Map.of()));
            }
        }
    }

    /** The name of the first scenario that does; empty if none does. */
    public Optional<String> of(Provider provider, Operation operation, String error) {
        return scenarios.stream()
                .filter(scenario -> scenario.events().isEmpty() && answers(scenario, provider, operation, error))
                .map(Scenario::name)
                .findFirst();
    }

    private static boolean answers(Scenario scenario, Provider provider, Operation operation, String error) {
        return scenario.rules().stream()
                .filter(rule -> rule.matches(operation.id()))
                .findFirst()
                .filter(AnsweringScenarios::isForTheNextCall)
                .filter(rule -> rule.effects().size() == 1)
                .flatMap(rule -> Optional.of(rule.effects().get(0)))
                .filter(ErrorEffect.class::isInstance)
                .flatMap(effect -> error((ErrorEffect) effect, provider, operation))
                .filter(found -> found.name().equals(error))
                .isPresent();
    }

    private static Optional<ApiError> error(ErrorEffect effect, Provider provider, Operation operation) {
        return ErrorCatalogue.of(
                provider, operation, effect.error(), effect.arguments().keySet());
    }

    private static boolean isForTheNextCall(Rule rule) {
        return rule.when().isEmpty()
                && rule.after().isEmpty()
                && rule.window().isAlways()
                && rule.probability() >= 1
                && rule.calls().contains(1);
    }
}
