package dev.hostdouble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Answer;
import dev.hostdouble.core.Api;
import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Route;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nothing is forgotten: the page's inventory, the route table, the errors and the golden exchanges cover each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletenessTest {
    private static final String API = "hosterapi";

    /** Where the console's URL leads; the page does not describe it. */
    private static final Set<String> COMPANIONS = Set.of("hosterapi/novnc.open");

    @AutoClose
    private final Replay replay = new Replay();

    private final List<Documented> inventory = Inventory.of(API);
    private final List<WireFixture> goldens = WireFixture.of(API);
    private final Api api = replay.api(API);

    CompletenessTest() throws Exception {}

    @Test
    void every_documented_operation_is_a_route_and_the_other_way_round() {
        assertThat(api.routes().stream()
                        .filter(route -> !COMPANIONS.contains(route.id()))
                        .map(route -> route.id() + " " + route.method() + " "
                                + route.path().text()))
                .containsExactlyElementsOf(inventory.stream()
                        .map(known -> known.operation() + " " + known.method() + " " + known.path())
                        .toList());
    }

    @Test
    void the_route_table_names_the_124_documented_responses_and_no_others() {
        assertThat(inventory.stream()
                        .mapToInt(known -> known.responses().size())
                        .sum())
                .isEqualTo(124);
        assertThat(api.routes().stream().flatMap(CompletenessTest::documented))
                .containsExactlyInAnyOrderElementsOf(inventory.stream()
                        .flatMap(known ->
                                known.responses().stream().map(wire -> known.operation() + " " + wire.status()))
                        .toList());
    }

    private static Stream<String> documented(Route route) {
        return route.answers().stream()
                .filter(answer -> answer.evidence() == Evidence.DOCUMENTED)
                .map(answer -> route.id() + " " + answer.status());
    }

    @Test
    void every_documented_response_has_a_golden_exchange() {
        Stream<String> missing = inventory.stream().flatMap(known -> known.responses().stream()
                .filter(wire -> goldens.stream().noneMatch(golden -> shows(golden, known, wire)))
                .map(wire -> known + " " + wire));
        assertThat(missing).isEmpty();
    }

    private static boolean shows(WireFixture golden, Documented known, Wire wire) {
        Pattern body = Placeholders.pattern(wire.wire());
        return golden.operation().equals(known.operation())
                && golden.evidence() == Evidence.DOCUMENTED
                && golden.status() == wire.status()
                && golden.request().start().startsWith(known.method() + " ")
                && body.matcher(golden.reply().body()).matches();
    }

    @Test
    void every_answer_and_every_error_is_provoked_by_a_golden_exchange() throws Exception {
        Set<String> given = new HashSet<>();
        for (WireFixture golden : goldens) {
            replay.run(golden).entry().ifPresent(entry -> {
                given.add(golden.operation() + " " + entry.reply().answer());
                given.add(entry.reply().answer());
            });
        }
        assertThat(given).containsAll(api.routes().stream().flatMap(this::names).toList());
        assertThat(api.errors()).allMatch(error -> given.contains(error.name()) || told(error));
    }

    private Stream<String> names(Route route) {
        return route.answers().stream().map(Answer::name).map(name -> route.id() + " " + name);
    }

    /** Whether a golden exchange tells an error inside of a success, as the output of a failed job. */
    private boolean told(ApiError error) {
        return error.status() == 200
                && goldens.stream().anyMatch(golden -> golden.reply().body().contains(error.template()));
    }
}
