package dev.hostdouble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is forgotten: the pages' inventory, the route table, the errors and the golden exchanges cover each other. */
@ResourceLock("the log of worlds")
@ExtendWith(SharedReplay.class)
@ParameterizedClass
@MethodSource("providers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletenessTest {
    static List<Provider> providers() {
        return Providers.ALL;
    }

    private final GoldenReplay replay;

    @Parameter
    private @Nullable Provider parameter;

    CompletenessTest(GoldenReplay replay) {
        this.replay = replay;
    }

    private Provider provider() {
        return Objects.requireNonNull(parameter);
    }

    private List<Documented> inventory() throws Exception {
        return Inventory.of(provider().name());
    }

    private List<WireFixture> goldens() throws Exception {
        return WireFixture.of(provider().name());
    }

    private List<Operation> operations() {
        return provider().operations();
    }

    /** The operations of the pages; the others are companions that clients call around them. */
    private List<Operation> documentedOperations() throws Exception {
        Set<String> known = new HashSet<>();
        inventory().forEach(documented -> known.add(documented.operation()));
        return operations().stream().filter(row -> known.contains(row.id())).toList();
    }

    @Test
    void a_companion_claims_no_documented_success() throws Exception {
        List<Operation> companions = new ArrayList<>(operations());
        companions.removeAll(documentedOperations());
        assertThat(companions)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.answers().get(0).evidence()).isNotEqualTo(Evidence.DOCUMENTED));
    }

    @Test
    void the_table_has_the_documented_operations_in_the_order_of_the_pages() throws Exception {
        List<Documented> inventory = inventory();
        List<Operation> routes = documentedOperations();
        assertThat(routes)
                .extracting(route -> route.id() + " " + route.path().text())
                .containsExactlyElementsOf(inventory.stream()
                        .map(known -> known.operation() + " " + known.path())
                        .toList());
        for (int i = 0; i < routes.size(); i++) {
            assertThat(routes.get(i).method())
                    .as(routes.get(i).id())
                    .isIn(inventory.get(i).method(), "ANY");
        }
    }

    @Test
    void the_route_table_names_the_documented_responses_and_no_others() throws Exception {
        List<Documented> inventory = inventory();
        assertThat(inventory.stream()
                        .mapToInt(known -> known.responses().size())
                        .sum())
                .isEqualTo(Inventory.documentedResponses(provider().name()));
        List<String> documented = inventory.stream()
                .flatMap(known -> known.responses().stream()
                        .filter(Wire::current)
                        .map(wire -> known.operation() + " " + wire.status()))
                .toList();
        assertThat(documentedOperations().stream().flatMap(CompletenessTest::documented))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    private static Stream<String> documented(Operation route) {
        return route.answers().stream()
                .filter(answer -> answer.evidence() == Evidence.DOCUMENTED)
                .map(answer -> route.id() + " " + answer.status());
    }

    @Test
    void every_documented_response_has_a_golden_exchange() throws Exception {
        List<WireFixture> goldens = goldens();
        Stream<String> missing = inventory().stream().flatMap(known -> known.responses().stream()
                .filter(wire -> goldens.stream().noneMatch(golden -> shows(golden, known, wire)))
                .map(wire -> known + " " + wire));
        assertThat(missing).isEmpty();
    }

    private boolean shows(WireFixture golden, Documented known, Wire wire) {
        Pattern body = Placeholders.of(provider().name()).pattern(wire.wire());
        return golden.operation().equals(known.operation())
                && golden.evidence() == Evidence.DOCUMENTED
                && golden.status() == wire.status()
                && golden.request().start().startsWith(known.method() + " ")
                && body.matcher(golden.reply().body()).matches();
    }

    @Test
    void every_answer_and_every_error_is_provoked_by_a_golden_exchange() throws Exception {
        List<WireFixture> goldens = goldens();
        Set<String> given = new HashSet<>();
        for (WireFixture golden : goldens) {
            replay.outcome(golden).entry().ifPresent(entry -> {
                assertThat(statuses(golden.operation(), entry.reply().answer()))
                        .as(golden.toString())
                        .allMatch(status -> status == golden.status());
                given.add(golden.operation() + " " + entry.reply().answer());
                given.add(entry.reply().answer());
            });
        }
        assertThat(given)
                .containsAll(
                        operations().stream().flatMap(CompletenessTest::names).toList());
        List<? extends ApiError> others = provider().errors().stream()
                .filter(error -> !given.contains(error.name()))
                .toList();
        assertThat(others)
                .extracting(ApiError::name)
                .containsExactlyInAnyOrderElementsOf(
                        Inventory.onlyInJobs(provider().name()));
        assertThat(others).allMatch(error -> goldens.stream()
                .anyMatch(
                        golden -> wording(error).matcher(golden.reply().body()).find()));
    }

    /** The text of an error, whatever it is about. */
    private static Pattern wording(ApiError error) {
        return Pattern.compile(Pattern.quote(error.template()).replaceAll("\\{\\w+}", "\\\\E.+\\\\Q"));
    }

    /** What the route table says of that answer's status; nothing where it does not list it. */
    private Stream<Integer> statuses(String operation, String answer) {
        return operations().stream()
                .filter(route -> route.id().equals(operation))
                .flatMap(route -> route.answers().stream())
                .filter(known -> known.name().equals(answer))
                .map(KnownAnswer::status);
    }

    private static Stream<String> names(Operation route) {
        return route.answers().stream().map(KnownAnswer::name).map(name -> route.id() + " " + name);
    }
}
