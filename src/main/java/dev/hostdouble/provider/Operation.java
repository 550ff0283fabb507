package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.JobType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One operation of a provider: everything that is known of it without a world.
 *
 * @param id {@code <provider>/<section>.<action>}: the join key of fixtures, scenarios and journal
 * @param provider the name of the provider
 * @param section the section of the provider's manual
 * @param action its name within the section
 * @param method the HTTP method; {@code ANY} where the provider takes all, the empty string for {@code unknown}
 * @param path where it is found
 * @param open whether it needs no authentication
 * @param reads whether it changes nothing
 * @param parameters its documented parameters, besides those in the path
 * @param job the job it starts
 * @param sale what it sells
 * @param state the names that {@code state.*} has in the rules about it
 * @param words fixed values of placeholders in its errors, such as the signal that a power operation sends
 * @param answers its successes first, then the errors its page documents; none of {@code unknown}
 * @param others the errors it can also give, which its page does not document; all answers of {@code unknown}
 */
public record Operation(
        String id,
        String provider,
        String section,
        String action,
        String method,
        PathTemplate path,
        boolean open,
        boolean reads,
        List<Parameter> parameters,
        Optional<JobType> job,
        Optional<Sale> sale,
        List<String> state,
        Map<String, String> words,
        List<KnownAnswer> answers,
        List<KnownAnswer> others) {

    private static final String UNKNOWN = "unknown";

    public Operation {
        parameters = List.copyOf(parameters);
        state = List.copyOf(state);
        words = Map.copyOf(words);
        answers = List.copyOf(answers);
        others = List.copyOf(others);
    }

    /**
     * What an operation sells.
     *
     * @param parameter the parameter that names it
     * @param soldOut the error a client gets when it is sold out
     * @param placeholder the placeholder in that error that names it
     */
    public record Sale(String parameter, ApiError soldOut, String placeholder) {}

    /** Answers the calls of an operation in one world. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers a call.
         *
         * @throws dev.hostdouble.core.ApiException with the provider's error
         */
        Reply handle(Call call);
    }

    /**
     * The operation of requests that match none of the provider's operations; needs no authentication.
     *
     * @param provider the name of the provider; the empty string for requests whose path belongs to no provider
     * @param answers what it can answer
     */
    public static Operation unknown(String provider, KnownAnswer... answers) {
        return new Operation(
                provider.isEmpty() ? UNKNOWN : provider + "/" + UNKNOWN,
                provider,
                "",
                UNKNOWN,
                "",
                PathTemplate.of("/"),
                true,
                true,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(answers));
    }

    /** The names of its documented parameters, besides those in the path. */
    public List<String> parameterNames() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /** Whether it has a documented parameter of that name, besides those in the path. */
    public boolean hasParameter(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A documented parameter.
     *
     * @throws IllegalArgumentException if it has no parameter of that name
     */
    public Parameter parameter(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        throw new IllegalArgumentException("the row of " + id + " has no parameter " + name);
    }

    /**
     * All operations that a call can have: those of the providers, the {@code unknown} one of each, and the {@code unknown}
     * one of requests whose path belongs to no provider.
     */
    public static List<Operation> all(List<Provider> providers) {
        List<Operation> all = new ArrayList<>();
        for (Provider provider : providers) {
            all.addAll(provider.operations());
            all.add(provider.unknown());
        }
        all.add(Unclaimed.PROVIDER.unknown());
        return List.copyOf(all);
    }

    /** Whether its calls are the requests that match no other operation. */
    public boolean isUnknown() {
        return method.isEmpty();
    }

    /** Whether a parameter {@code action} names it, and not method and path alone. */
    public boolean isAction() {
        return method.equals("ANY");
    }

    /** {@code <section>.<action>}: its name within the provider. */
    public String name() {
        return section.isEmpty() ? action : section + "." + action;
    }

    /** The evidence of an answer, or {@code otherwise} where this operation does not list it. */
    public Evidence evidence(String answer, Evidence otherwise) {
        return find(answers, answer).map(KnownAnswer::evidence).orElse(otherwise);
    }

    /** Every answer it can give, but {@code injected} and those of a failure of this server. */
    public List<KnownAnswer> allAnswers() {
        return Stream.concat(answers.stream(), others.stream()).toList();
    }

    /** An answer it can give; empty for one that only the rule of a scenario brings. */
    public Optional<KnownAnswer> answer(String name) {
        return find(answers, name).or(() -> find(others, name));
    }

    private static Optional<KnownAnswer> find(List<KnownAnswer> answers, String name) {
        for (KnownAnswer known : answers) {
            if (known.name().equals(name)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
