package dev.hostdouble.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Providers;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Glob;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Parameter;
import dev.hostdouble.provider.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the operations answer to very many variants of calls, and how many those are. */
@ResourceLock("the log of worlds")
class ConformanceTest {
    private static final boolean IS_FULL = System.getProperty("conformance", "").equals("full");
    private static final Path PAGE = Path.of("docs/conformance.md");
    private static final String SERVER_ERROR = "SERVER_ERROR";
    private static final int ENOUGH = 20_000;
    private static final int ENOUGH_OF_EACH = 20;

    /** Too many to print all of them. */
    private static final int PRINTED = 20;

    private static final Map<String, Coverage> COVERAGES = new LinkedHashMap<>();
    private static final List<String> PROBLEMS = new ArrayList<>();
    private static List<String> logged = List.of();

    /** Each provider by a thread of its own, in worlds of its own. */
    @BeforeAll
    static void run() throws Exception {
        Shapes shapes = Shapes.ofGoldenExchanges();
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            List<CompletableFuture<Runner>> runs = new ArrayList<>();
            for (Provider provider : Providers.ALL) {
                Runner runner = new Runner(provider, IS_FULL, shapes);
                runs.add(CompletableFuture.supplyAsync(() -> runner.run()));
            }
            for (int i = 0; i < runs.size(); i++) {
                Runner done = runs.get(i).join();
                COVERAGES.put(Providers.ALL.get(i).name(), done.coverage());
                PROBLEMS.addAll(done.problems());
            }
            logged = logs.problems();
        }
    }

    @Test
    void every_variant_is_answered_as_the_row_of_its_operation_says() {
        assertThat(PROBLEMS.stream().limit(PRINTED))
                .as("%d replies differ from their rows", PROBLEMS.size())
                .isEmpty();
    }

    @Test
    void nothing_unexpected_is_logged() {
        assertThat(logged).isEmpty();
    }

    @Test
    void there_are_more_than_twenty_thousand_variants() {
        assertThat(COVERAGES.values().stream().mapToInt(Coverage::variants).sum())
                .isGreaterThan(ENOUGH);
    }

    @Test
    void no_operation_has_only_a_few() {
        for (Provider provider : Providers.ALL) {
            Coverage coverage = COVERAGES.getOrDefault(provider.name(), new Coverage());
            assertThat(provider.operations())
                    .filteredOn(operation -> coverage.variants(operation.id()) < ENOUGH_OF_EACH)
                    .isEmpty();
        }
    }

    /** What only a scenario brings is documented. */
    @Test
    void every_answer_that_no_page_documents_has_a_state_that_brings_it() {
        for (Provider provider : Providers.ALL) {
            Coverage coverage = COVERAGES.getOrDefault(provider.name(), new Coverage());
            Stream<String> unmet = Stream.concat(provider.operations().stream(), Stream.of(provider.unknown()))
                    .flatMap(operation -> operation.allAnswers().stream()
                            .filter(answer -> answer.evidence() != Evidence.DOCUMENTED)
                            .filter(answer -> !answer.name().equals(SERVER_ERROR))
                            .filter(answer -> !coverage.isMet(operation.id(), answer.name()))
                            .map(answer -> operation.id() + " " + answer.name()));
            assertThat(unmet).isEmpty();
        }
    }

    /** Otherwise nothing would notice that a row refuses nothing, or everything. */
    @Test
    void every_parameter_gets_values_on_both_sides_of_what_its_row_allows() {
        for (Provider provider : Providers.ALL) {
            for (Operation operation : provider.operations()) {
                for (Parameter parameter : operation.parameters()) {
                    boolean isChecked = parameter.invalid().isPresent();
                    List<String> texts = Values.all(parameter, List.of()).stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .toList();
                    assertThat(texts)
                            .as(operation.id() + " " + parameter.name())
                            .anyMatch(parameter.values()::allow)
                            .anyMatch(text -> !isChecked || !parameter.values().allow(text) || isAnyText(parameter));
                }
            }
        }
    }

    /** A password may be any text, but not a list. */
    private static boolean isAnyText(Parameter parameter) {
        return parameter.values().allow("\0") && parameter.values().limits().isEmpty();
    }

    @Test
    void every_pattern_of_a_client_means_an_operation() throws Exception {
        List<String> operations =
                Operation.all(Providers.ALL).stream().map(Operation::id).toList();
        assertThat(RealClients.read().patterns()).isNotEmpty().allMatch(pattern -> operations.stream()
                .anyMatch(id -> Glob.of(pattern).matches(id)));
    }

    @Test
    void the_page_says_what_was_counted() throws Exception {
        assumeFalse(IS_FULL, "the page counts the variants of a usual build");
        String page = ConformanceDocs.page(COVERAGES);
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("docs/conformance.md is stale: mvn -q -Dquick test -Dtest=ConformanceTest -Ddocs.write")
                .hasContent(page);
    }
}
