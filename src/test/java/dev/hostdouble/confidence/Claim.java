package dev.hostdouble.confidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.Providers;
import dev.hostdouble.core.Glob;
import dev.hostdouble.provider.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A claim about clients: a sentence that continues "my client", and whether Hostdouble can validate it. Exactly one of {@code yes},
 * {@code partly} and {@code no} has the sentence.
 *
 * @param because why not, or not wholly
 * @param of the providers that it is about, where it names no operations
 * @param on patterns of the operations that it is about; {@code tls} for TLS handshakes
 * @param golden golden exchanges, such as {@code hosterapi/server.create/ok}
 * @param variants variants of the conformance tests
 * @param scenarios shipped scenarios
 * @param tests tests, such as {@code world.ClockTest#a_real_clock_follows_the_wall_clock}
 * @param clients public clients that call one of the operations
 * @param recipes pages of {@code docs/clients}, such as {@code python.md}
 * @param facts what the answers rest on, such as {@code HosterFact.BUSY_SERVER}
 * @param tries further requests to the control API, such as {@code POST clock/advance {"by":"6s"}}
 */
record Claim(
        @Nullable String yes,
        @Nullable String partly,
        @Nullable String no,
        @Nullable String because,
        List<String> of,
        List<String> on,
        List<String> golden,
        List<Answered> variants,
        List<String> scenarios,
        List<String> tests,
        List<String> clients,
        List<String> recipes,
        List<String> facts,
        @JsonProperty("try") List<String> tries) {
    Claim {
        of = orNone(of);
        on = orNone(on);
        golden = orNone(golden);
        variants = orNone(variants);
        scenarios = orNone(scenarios);
        tests = orNone(tests);
        clients = orNone(clients);
        recipes = orNone(recipes);
        facts = orNone(facts);
        tries = orNone(tries);
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Whether a client's behaviour can be validated. */
    enum Verdict {
        YES,
        PARTLY,
        NO
    }

    /**
     * A variant of a call, and what it gets.
     *
     * @param call the id of the operation
     * @param in the name of the state
     * @param variant what is different from a usual call, if anything is
     * @param gets the name of the answer
     */
    record Answered(String call, String in, @Nullable String variant, String gets) {
        String label() {
            return variant == null ? "usual" : variant;
        }
    }

    /** The sentence, without "my client". */
    String sentence() {
        return Stream.of(Optional.ofNullable(yes), Optional.ofNullable(partly), Optional.ofNullable(no))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    Verdict verdict() {
        if (yes != null) {
            return Verdict.YES;
        }
        return partly == null ? Verdict.NO : Verdict.PARTLY;
    }

    /** How many verdicts it has; only one is allowed. */
    long verdicts() {
        return Stream.of(yes != null, partly != null, no != null)
                .filter(Boolean::booleanValue)
                .count();
    }

    /** Whether one of its patterns matches an operation, or {@code tls}. */
    boolean isAbout(String operation) {
        return on.stream().anyMatch(pattern -> Glob.of(pattern).matches(operation));
    }

    /** The operations that it is about. */
    List<Operation> operations() {
        return Operation.all(Providers.ALL).stream()
                .filter(operation -> isAbout(operation.id()))
                .toList();
    }

    /** Whether it is about a provider, or about all of them. */
    boolean concerns(String provider) {
        return of.contains(provider)
                || (of.isEmpty() && on.isEmpty())
                || operations().stream()
                        .anyMatch(operation -> operation.provider().equals(provider));
    }

    /** Whether it refers to anything that could establish it. */
    boolean hasGround() {
        return Stream.of(golden, variants, scenarios, tests, clients, recipes).anyMatch(list -> !list.isEmpty());
    }

    /** The requests to the control API that bring the claim about, those that activate its scenarios first. */
    List<ControlRequest> requests() {
        return Stream.concat(scenarios.stream().map(name -> "PUT scenarios/" + name), tries.stream())
                .map(ControlRequest::of)
                .toList();
    }

    /** The variable of the page that is the address of its world: a host for TLS handshakes, which have no path. */
    String world() {
        return on.contains(ClaimCheck.TLS) ? "TLS_WORLD" : "WORLD";
    }

    @Override
    public String toString() {
        return sentence();
    }
}
