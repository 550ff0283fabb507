package dev.hostdouble.confidence;

import dev.hostdouble.Providers;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Glob;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.ErrorEffect;
import dev.hostdouble.scenario.effect.JobFaultEffect;
import dev.hostdouble.scenario.effect.TlsEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How well it is known what a scenario has the provider say to calls of some operations. */
final class Marks {
    /** Effects whose replies no provider has sent, or not to this call. */
    static final Set<String> MADE_UP = Set.of("reply", "edit", "content", "break", "rate_limit", "ask", "stale");

    /** Effects that have the provider say something: it is known as well as the words that it uses for it. */
    static final Set<String> WORDED = Set.of("error", "job", "expire_token", "out_of_stock");

    /** Effects between a client and its provider, which are those of HTTP and TLS; the page says that a yes may rest on them. */
    static final Set<String> BETWEEN = Set.of("gateway", "lose_reply", "transport", "tls");

    /** Effects that leave to the provider what it says: they delay it, count it, or have a call carried out twice. */
    static final Set<String> FAITHFUL = Set.of("delay", "slow_body", "twice", "then");

    /** What each provider answers to a token that is no longer good. */
    private static final Map<String, String> TOKEN_REFUSED =
            Map.of("hosterapi", "UNAUTHORIZED", "hostkey", "INVALID_TOKEN", "vss", "TOKEN_REQUIRED");

    private static final String PATH = "path.";

    private Marks() {}

    /** Whether a rule of a scenario can change a call of the operation. */
    static boolean strikes(Scenario scenario, Operation operation) {
        return scenario.rules().stream().anyMatch(rule -> strikes(rule, operation));
    }

    private static boolean strikes(Rule rule, Operation operation) {
        return rule.on().stream().anyMatch(pattern -> Glob.of(pattern.text()).matches(operation.id()))
                && rule.effects().stream().allMatch(effect -> effect.canChange(operation))
                && pathNames(rule).stream()
                        .allMatch(name -> operation.path().names().contains(name));
    }

    /** What the conditions of a rule demand of the path, by name. */
    private static List<String> pathNames(Rule rule) {
        List<String> names = new ArrayList<>();
        Seen.parse(rule.source()).path("when").fieldNames().forEachRemaining(name -> {
            if (name.startsWith(PATH)) {
                names.add(name.substring(PATH.length()));
            }
        });
        return names;
    }

    /** Whether a scenario is about TLS handshakes, of which providers know nothing. */
    static boolean isAboutHandshakes(Scenario scenario) {
        return scenario.rules().stream()
                .allMatch(rule -> rule.effects().stream().anyMatch(TlsEffect.class::isInstance));
    }

    /**
     * The weakest mark of what a scenario has the provider say to calls of these operations that it can change. A fault that
     * only delays, loses or repeats what the provider says to one of them is known as well as the best of its successes.
     */
    static Evidence of(Scenario scenario, List<Operation> operations) {
        return operations.stream()
                .filter(operation -> strikes(scenario, operation))
                .map(operation -> of(scenario, operation))
                .reduce(Evidence::weaker)
                .orElse(Evidence.ASSUMED);
    }

    private static Evidence of(Scenario scenario, Operation operation) {
        return scenario.rules().stream()
                .filter(rule -> strikes(rule, operation))
                .flatMap(rule -> rule.effects().stream())
                .flatMap(effect -> words(effect, operation).stream())
                .reduce(Evidence::weaker)
                .orElseGet(() -> success(operation));
    }

    /** The mark of the words that an effect has the provider say; empty if it leaves that to the provider. */
    private static Optional<Evidence> words(Effect effect, Operation operation) {
        if (MADE_UP.contains(effect.kind())) {
            return Optional.of(Evidence.ASSUMED);
        }
        if (effect instanceof ErrorEffect error) {
            return Optional.of(error(operation, error.error()));
        }
        if (effect instanceof JobFaultEffect job && job.fault() instanceof JobFault.Fail fail) {
            // A job that fails with an error of the provider says what the provider says of it.
            return isError(operation, fail.output()) ? Optional.empty() : Optional.of(Evidence.ASSUMED);
        }
        if (effect instanceof JobFaultEffect job && job.fault() instanceof JobFault.Regress) {
            return Optional.of(Evidence.ASSUMED);
        }
        return switch (effect.kind()) {
            case "expire_token" -> Optional.of(error(operation, TOKEN_REFUSED.getOrDefault(operation.provider(), "")));
            case "out_of_stock" ->
                operation.sale().map(sale -> error(operation, sale.soldOut().name()));
            default -> Optional.empty();
        };
    }

    private static boolean isError(Operation operation, String name) {
        return named(operation, name).findAny().isPresent();
    }

    private static Evidence error(Operation operation, String name) {
        return named(operation, name)
                .map(error -> operation.evidence(error.name(), error.evidence()))
                // Of several errors of one code, the one that the operation documents is meant.
                .min(Evidence::compareTo)
                .orElse(Evidence.ASSUMED);
    }

    private static Stream<ApiError> named(Operation operation, String name) {
        return Providers.ALL.stream()
                .filter(provider -> provider.name().equals(operation.provider()))
                .flatMap(provider -> ErrorCatalogue.named(provider, name).stream());
    }

    /** The mark of the best known success of an operation. */
    static Evidence success(Operation operation) {
        return operation.answers().stream()
                .filter(KnownAnswer::isSuccess)
                .map(KnownAnswer::evidence)
                .min(Evidence::compareTo)
                .orElse(Evidence.ASSUMED);
    }
}
