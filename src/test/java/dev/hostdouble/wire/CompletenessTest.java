package dev.hostdouble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.DocumentedAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Wire;
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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is forgotten: the pages' inventory, the route table, the errors and the golden exchanges cover each other. */
@ExtendWith(SharedReplay.class)
@ParameterizedClass
@MethodSource("providers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletenessTest {
    /**
     * A provider, and what its pages do not say.
     *
     * @param companions operations beyond the pages
     * @param responses how many the pages document
     * @param onlyInJobs errors that only appear as the output of a failed job, in a reply that succeeds
     */
    record Provider(String api, Set<String> companions, int responses, Set<String> onlyInJobs) {
        private boolean companion(Operation route) {
            return companions.contains(route.id().substring(api.length() + 1));
        }

        @Override
        public String toString() {
            return api;
        }
    }

    /** HosterAPI's companion is where the console's URL leads; the others' are what clients call around theirs. */
    static Stream<Provider> providers() {
        return Stream.of(
                new Provider("hosterapi", Set.of("novnc.open"), 124, Set.of("LIMITS_EXCEEDED")),
                new Provider(
                        "hostkey",
                        Set.of(
                                "vm.get_engine",
                                "vm.update_restore_settings",
                                "eq.show",
                                "eq.list",
                                "eq.update_servers",
                                "eq.status",
                                "eq.on",
                                "eq.off",
                                "eq.reboot",
                                "auth.login",
                                "auth.whmcslogin",
                                "auth.logout",
                                "auth.info",
                                "eq_callback.check"),
                        30,
                        Set.of()),
                new Provider(
                        "vss",
                        Set.of("iso.get", "user_iso.get", "image_sync.list", "image_sync.get", "user.get"),
                        6,
                        Set.of("UNREADABLE_FILE")));
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
        return Inventory.of(provider().api());
    }

    private List<WireFixture> goldens() throws Exception {
        return WireFixture.of(provider().api());
    }

    private ProviderInstance api() throws Exception {
        return replay.api(provider().api());
    }

    private List<Operation> documentedRoutes() throws Exception {
        return api().routes().stream()
                .filter(route -> !provider().companion(route))
                .toList();
    }

    @Test
    void the_routes_are_exactly_the_documented_operations() throws Exception {
        List<Documented> inventory = inventory();
        List<Operation> routes = documentedRoutes();
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
        assertThat(api().routes())
                .hasSize(routes.size() + provider().companions().size());
    }

    @Test
    void the_route_table_names_the_documented_responses_and_no_others() throws Exception {
        List<Documented> inventory = inventory();
        assertThat(inventory.stream()
                        .mapToInt(known -> known.responses().size())
                        .sum())
                .isEqualTo(provider().responses());
        List<String> documented = inventory.stream()
                .flatMap(known -> known.responses().stream()
                        .filter(Wire::current)
                        .map(wire -> known.operation() + " " + wire.status()))
                .toList();
        assertThat(documentedRoutes().stream().flatMap(CompletenessTest::documented))
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
        Pattern body = Placeholders.of(provider().api()).pattern(wire.wire());
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
        ProviderInstance api = api();
        for (WireFixture golden : goldens) {
            replay.outcome(golden).entry().ifPresent(entry -> {
                assertThat(statuses(api, golden.operation(), entry.reply().answer()))
                        .as(golden.toString())
                        .allMatch(status -> status == golden.status());
                given.add(golden.operation() + " " + entry.reply().answer());
                given.add(entry.reply().answer());
            });
        }
        assertThat(given)
                .containsAll(
                        api.routes().stream().flatMap(CompletenessTest::names).toList());
        List<? extends ApiError> others = api.errors().stream()
                .filter(error -> !given.contains(error.name()))
                .toList();
        assertThat(others)
                .extracting(ApiError::name)
                .containsExactlyInAnyOrderElementsOf(provider().onlyInJobs());
        assertThat(others).allMatch(error -> goldens.stream()
                .anyMatch(
                        golden -> wording(error).matcher(golden.reply().body()).find()));
    }

    /** The text of an error, whatever it is about. */
    private static Pattern wording(ApiError error) {
        return Pattern.compile(Pattern.quote(error.template()).replaceAll("\\{\\w+}", "\\\\E.+\\\\Q"));
    }

    /** What the route table says of that answer's status; nothing where it does not list it. */
    private static Stream<Integer> statuses(ProviderInstance api, String operation, String answer) {
        return api.routes().stream()
                .filter(route -> route.id().equals(operation))
                .flatMap(route -> route.answers().stream())
                .filter(known -> known.name().equals(answer))
                .map(DocumentedAnswer::status);
    }

    private static Stream<String> names(Operation route) {
        return route.answers().stream().map(DocumentedAnswer::name).map(name -> route.id() + " " + name);
    }
}
