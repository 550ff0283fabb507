package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Parameter;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.wire.Inventory;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Param;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of all providers say everything, and say it once: what else names operations agrees with them. */
class OperationTableTest {
    static List<Provider> providers() {
        return Providers.ALL;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_start_state_may_give_timelines_for_exactly_the_operations_that_start_jobs(Provider provider)
            throws Exception {
        try (InputStream in =
                Objects.requireNonNull(OperationTableTest.class.getResourceAsStream(provider.stateSchema()))) {
            JsonNode timelines = new ObjectMapper().readTree(in).at("/properties/timelines/properties");
            assertThat(timelines.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(provider.operations().stream()
                            .filter(operation -> operation.job().isPresent())
                            .map(Operation::name)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_row_requires_no_parameter_that_its_page_lets_out(Provider provider) throws Exception {
        for (Documented documented : Inventory.of(provider.name())) {
            List<String> optional = documented.params().stream()
                    .filter(param -> !param.required())
                    .map(Param::name)
                    .toList();
            assertThat(provider.operations())
                    .filteredOn(row -> row.id().equals(documented.operation()))
                    .flatMap(Operation::parameters)
                    .filteredOn(parameter -> parameter.missing().isPresent())
                    .extracting(Parameter::name)
                    .as(documented.operation())
                    .doesNotContainAnyElementsOf(optional.isEmpty() ? List.of("") : optional);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_parameters_of_a_row_are_those_of_the_pages(Provider provider) throws Exception {
        for (Documented documented : Inventory.of(provider.name())) {
            Operation operation = provider.operations().stream()
                    .filter(row -> row.id().equals(documented.operation()))
                    .findFirst()
                    .orElseThrow();
            Set<String> known = new HashSet<>(operation.parameterNames());
            known.addAll(List.of("action", "token"));
            assertThat(known)
                    .as(operation.id())
                    .containsAll(documented.params().stream()
                            .filter(param -> !param.in().equals("path"))
                            .map(Param::name)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void an_operation_that_starts_a_job_or_sells_something_does_not_only_read(Provider provider) {
        assertThat(provider.operations())
                .filteredOn(operation ->
                        operation.job().isPresent() || operation.sale().isPresent())
                .noneMatch(Operation::reads);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void what_is_sold_is_named_by_a_parameter_and_a_placeholder_that_exist(Provider provider) {
        provider.operations().forEach(operation -> operation.sale().ifPresent(sale -> {
            assertThat(operation.parameterNames()).contains(sale.parameter());
            assertThat(sale.soldOut().template()).contains("{" + sale.placeholder() + "}");
        }));
    }
}
