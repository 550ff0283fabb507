package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Settings;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an exploration finds about clients whose bugs are known. */
class ExplorerTest {
    private static final String CREATE = "hosterapi/server.create#1";

    private static Exploration explore(ClientProgram client, boolean pairs, int budget, String... faults)
            throws Exception {
        Settings settings = Settings.forTests().withHostNow().withClock(ClockMode.parse("step:5s"));
        ExploreOptions options = new ExploreOptions(
                List.of("client"),
                Stream.of(faults).map(ExploreOptions.Pattern::of).toList(),
                pairs,
                budget,
                OptionalInt.of(4),
                Duration.ofSeconds(60),
                settings);
        return new Explorer(options, Progress.NONE, client).explore();
    }

    private static String verdicts(Exploration exploration) {
        return exploration.results().stream()
                .map(result -> result.trial().name() + " " + result.verdict().word())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void the_bugs_of_a_naive_client_are_found() throws Exception {
        Exploration found = explore(
                new NaiveClient(),
                false,
                300,
                "lost-reply",
                "gateway-503",
                "gateway-504",
                "truncated",
                "job-*",
                "token-expires",
                "error-MISSING_PARAMETER",
                "error-TOO_MANY_ATTEMPTS");

        assertThat(verdicts(found))
                .contains(
                        "lost-reply@" + CREATE + " duplicate",
                        "gateway-504@" + CREATE + " duplicate",
                        "truncated@" + CREATE + " duplicate",
                        "job-fails@" + CREATE + " false_success",
                        "job-hangs@" + CREATE + " hang",
                        "job-vanishes@" + CREATE + " failed_clean",
                        "job-regresses@" + CREATE + " ok",
                        "error-TOO_MANY_ATTEMPTS@hosterapi/server.status#1 leak",
                        "gateway-503@hosterapi/job.info#1 hammer");
        assertThat(found.findings().get(0).shown().verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(found.findings().get(0).shown().trial().name()).isEqualTo("lost-reply@" + CREATE);
        assertThat(found.findings().get(0).alike()).containsExactly("gateway-504@" + CREATE, "truncated@" + CREATE);
        assertThat(found.undisturbed().differences()).isEmpty();
        assertThat(found.undisturbed().refused()).isEmpty();
        assertThat(found.undisturbed().result())
                .containsExactly("made hosterapi/vm account=reseller cpuCores=1 disk=10G mem=2048 state=running"
                        + " template=Debian10.0");
    }

    @Test
    void nothing_is_found_about_a_careful_client() throws Exception {
        Exploration found = explore(
                new CarefulClient(),
                false,
                300,
                "lost-*",
                "truncated",
                "reset",
                "gateway-*",
                "job-*",
                "token-*",
                "error-*");

        assertThat(found.findings()).isEmpty();
        assertThat(found.count(Verdict.OK)).isGreaterThan(10);
        assertThat(found.count(Verdict.FAILED_CLEAN)).isGreaterThan(3);
        assertThat(found.skipped()).isZero();
    }

    @Test
    void things_that_each_run_makes_in_another_order_are_the_same_things() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        SmallClient client = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException {
                boolean isFirst = runs.getAndIncrement() % 2 == 0;
                for (int mem : isFirst ? new int[] {1024, 2048} : new int[] {2048, 1024}) {
                    session.call(
                            "POST",
                            "/datacenter/server",
                            "template=Debian10.0&cpuCores=1&disk=10G&ipCount=1&mem=" + mem);
                }
            }
        };

        assertThat(explore(client, false, 1).undisturbed().differences()).isEmpty();
    }

    @Test
    void a_client_that_crashes_and_one_that_ignores_an_error() throws Exception {
        SmallClient crashing = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException {
                session.call("GET", "/datacenter/server", "").at("/result/0").require();
            }
        };
        SmallClient careless = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException {
                session.send("PUT", "/datacenter/server/4001/reboot", "");
                session.send("PUT", "/datacenter/server/4001/stop", "");
            }
        };

        assertThat(verdicts(explore(crashing, false, 300, "gateway-502")))
                .isEqualTo("gateway-502@hosterapi/server.list#1 crash");
        assertThat(verdicts(explore(careless, false, 300, "error-SIGNAL_FAILED")))
                .isEqualTo("error-SIGNAL_FAILED@hosterapi/server.reboot#1 false_success\n"
                        + "error-SIGNAL_FAILED@hosterapi/server.stop#1 false_success");
    }

    @Test
    void what_a_client_changed_and_did_not_change_back_is_left_behind() throws Exception {
        SmallClient client = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException, Failed {
                session.call("PUT", "/datacenter/server/4001/stop", "");
                if (!session.call("GET", "/datacenter/server/4001/status", "").has("result")) {
                    throw new Failed("no status");
                }
                session.call("PUT", "/datacenter/server/4001/start", "");
            }
        };

        TrialResult result = explore(client, false, 300, "error-SERVER_ERROR@hosterapi/server.status#1")
                .results()
                .get(0);

        assertThat(result.verdict()).isEqualTo(Verdict.LEAK);
        assertThat(result.what()).contains("changed hosterapi/vm 4001 state: running -> stopped");
        assertThat(result.advice()).contains("removes what it has made");
    }

    @Test
    void a_client_that_does_not_wait_for_a_job_without_trace() throws Exception {
        SmallClient hasty = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException {
                session.call("PUT", "/datacenter/server/4002/reinstall", "template=Debian10.0");
            }
        };

        Exploration found = explore(hasty, false, 300, "job-fails", "job-hangs", "job-regresses");

        assertThat(verdicts(found))
                .contains(
                        "job-fails@hosterapi/server.reinstall#1 false_success",
                        "job-regresses@hosterapi/server.reinstall#1 ok");
        assertThat(found.findings()).hasSize(1);
        assertThat(found.findings().get(0).shown().what()).endsWith("hosterapi/server.reinstall never took effect");
        assertThat(found.findings().get(0).alike()).containsExactly("job-hangs@hosterapi/server.reinstall#1");
    }

    @Test
    void a_step_that_is_undone_later_is_missed_unless_another_one_has_replaced_it() throws Exception {
        class Restarting extends SmallClient {
            private final boolean hasOtherWay;

            Restarting(boolean hasOtherWay) {
                this.hasOtherWay = hasOtherWay;
            }

            @Override
            void work(Session session) throws IOException, InterruptedException {
                int status = session.send("PUT", "/datacenter/server/4001/shutdown", "")
                        .statusCode();
                if (status != 200 && hasOtherWay) {
                    session.call("PUT", "/datacenter/server/4001/stop", "");
                }
                session.call("PUT", "/datacenter/server/4001/start", "");
            }
        }

        String fault = "gateway-502@hosterapi/server.shutdown#1";
        Exploration careless = explore(new Restarting(false), false, 300, fault);
        Exploration careful = explore(new Restarting(true), false, 300, fault);

        assertThat(careless.results().get(0).what())
                .isEqualTo("the client ended with exit code 0, but hosterapi/server.shutdown never took effect");
        assertThat(verdicts(careful)).isEqualTo(fault + " ok");
    }

    @Test
    void a_failed_client_that_removed_what_it_should_not_is_not_clean() throws Exception {
        SmallClient client = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException, Failed {
                session.call("POST", "/datacenter/server", NaiveClient.ORDER);
                for (int i = 0; i < 10; i++) {
                    if (session.call("GET", "/datacenter/server", "")
                                    .path("result")
                                    .size()
                            > 3) {
                        return;
                    }
                }
                session.call("POST", "/datacenter/server/4003/delete", "force=1");
                throw new Failed("no server");
            }
        };

        for (String fault : List.of("job-fails", "job-hangs")) {
            TrialResult result = explore(client, false, 300, fault).results().get(0);

            assertThat(result.verdict()).isEqualTo(Verdict.LEAK);
            assertThat(result.what()).endsWith("and this should not be: removed hosterapi/vm 4003");
        }
    }

    @Test
    void the_calls_at_hostkey_show_their_action() throws Exception {
        ClientProgram client = (environment, isEnough) -> {
            URI list = URI.create(environment.get("HOSTKEY_URL") + "/eq.php?action=list&token=HOSTKEY_TOKEN");
            try (InputStream reply = list.toURL().openStream()) {
                return new ClientExit(OptionalInt.of(0), Duration.ZERO, "" + reply.read());
            }
        };

        assertThat(explore(client, false, 1).undisturbed().calls().get(0).request())
                .isEqualTo("GET /eq.php action=list");
    }

    @Test
    void a_part_from_which_another_run_goes_on_is_not_left_behind() throws Exception {
        SmallClient client = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException, Failed {
                for (String id : List.of("4002", "4003")) {
                    JsonNode status = session.call("GET", "/datacenter/server/" + id + "/status", "");
                    if (!status.has("result")) {
                        throw new Failed("no status");
                    }
                    if (status.at("/result/state").asText().equals("running")) {
                        session.call("PUT", "/datacenter/server/" + id + "/stop", "");
                    }
                }
            }
        };

        assertThat(verdicts(explore(client, false, 300, "error-SERVER_ERROR@hosterapi/server.status#2")))
                .endsWith(" failed_clean");
    }

    /** It recovers from a lost reply, but not if the list that it then reads is lost, too. */
    private static final class HalfCareful extends SmallClient {
        @Override
        void work(Session session) throws IOException, InterruptedException, Failed {
            int before =
                    session.call("GET", "/datacenter/server", "").path("result").size();
            try {
                session.call("POST", "/datacenter/server", NaiveClient.ORDER);
            } catch (IOException e) {
                if (!hasAppeared(session, before)) {
                    session.call("POST", "/datacenter/server", NaiveClient.ORDER);
                }
            }
            CarefulClient.read(session, "/datacenter/server");
        }

        private static boolean hasAppeared(Session session, int before) throws InterruptedException {
            try {
                for (int look = 0; look < 5; look++) {
                    if (session.call("GET", "/datacenter/server", "")
                                    .path("result")
                                    .size()
                            > before) {
                        return true;
                    }
                }
            } catch (IOException unreadable) {
                // taken for a list without the server
            }
            return false;
        }
    }

    @Test
    void a_pair_finds_what_no_fault_alone_does() throws Exception {
        Exploration alone = explore(new HalfCareful(), false, 300, "lost-reply");
        Exploration found =
                explore(new HalfCareful(), true, 300, "lost-reply@" + CREATE, "gateway-502@hosterapi/server.list*");

        assertThat(verdicts(alone)).contains("lost-reply@" + CREATE + " ok");
        String pair = "lost-reply@" + CREATE + "+gateway-502@hosterapi/server.list#2";
        assertThat(verdicts(found)).contains(pair + " duplicate");
        TrialResult result = found.results().stream()
                .filter(each -> each.trial().name().equals(pair))
                .findFirst()
                .orElseThrow();
        assertThat(result.scenario()).contains("  - name: fault-1\n", "  - name: fault-2\n", "    calls: 2\n");
        assertThat(verdicts(explore(new HalfCareful(), false, 300, pair))).contains(pair + " duplicate");
    }

    @Test
    void a_pair_is_reduced_to_the_fault_that_suffices() throws Exception {
        SmallClient client = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException, Failed {
                CarefulClient.read(session, "/datacenter/server");
                new NaiveClient().work(session);
            }
        };

        Exploration found = explore(client, true, 300, "gateway-502@hosterapi/server.list#1", "lost-reply@" + CREATE);

        assertThat(verdicts(found))
                .isEqualTo("lost-reply@" + CREATE + " duplicate\ngateway-502@hosterapi/server.list#1 ok");
    }

    @Test
    void a_client_that_does_something_else_each_time_is_reported_as_such() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        SmallClient moody = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException {
                session.call(
                        "POST",
                        "/datacenter/server",
                        "template=Debian10.0&cpuCores=" + (1 + runs.getAndIncrement() % 2)
                                + "&mem=2048&disk=10G&ipCount=1");
            }
        };

        Exploration found = explore(moody, false, 300, "slow@none", "job-regresses");

        assertThat(found.undisturbed().differences()).containsExactly("hosterapi/vm.cpuCores of what it makes");
        assertThat(verdicts(found)).isEqualTo("job-regresses@" + CREATE + " ok");
    }

    @Test
    void the_most_dangerous_faults_come_first_and_the_budget_leaves_out_the_others() throws Exception {
        Exploration found = explore(new CarefulClient(), false, 3);

        assertThat(found.results().get(0).trial().name()).isEqualTo("lost-reply@" + CREATE);
        assertThat(found.results()).hasSize(3);
        assertThat(found.skipped()).isGreaterThan(40);
    }

    @Test
    void a_client_that_cannot_be_explored_is_refused() {
        ClientProgram silent = (environment, isEnough) -> new ClientExit(OptionalInt.of(0), Duration.ZERO, "");
        ClientProgram failing =
                (environment, isEnough) -> new ClientExit(OptionalInt.of(3), Duration.ZERO, "token=abc\n");
        ClientProgram missing = (environment, isEnough) -> {
            throw new IOException("no such program");
        };
        SmallClient elsewhere = new SmallClient() {
            @Override
            void work(Session session) throws IOException, InterruptedException {
                session.send("GET", "/nothing", "");
            }
        };

        assertThatThrownBy(() -> explore(silent, false, 1))
                .hasMessageContaining("made no calls")
                .hasMessageContaining("HOSTKEY_URL");
        assertThatThrownBy(() -> explore(failing, false, 1))
                .hasMessage(
                        "the client fails without any fault (exit code 3, after 0 calls). The end of what it printed:\ntoken=***");
        assertThatThrownBy(() -> explore(missing, false, 1))
                .hasMessage("the client cannot be started: no such program");
        assertThatThrownBy(() -> explore(elsewhere, false, 1)).hasMessageContaining("GET /api/v1/nothing");
        assertThatThrownBy(() -> explore(new CarefulClient(), false, 1, "lost-replies"))
                .hasMessageContaining("no fault of this client matches --faults");
    }
}
