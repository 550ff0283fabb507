package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.job.Job;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.effect.ServerErrorEffect;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Worlds are isolated, and the same calls in two of them get the same bytes. */
class WorldsTest {
    private static final Rule BROKEN = new Rule("broken", "hosterapi/server.list", new ServerErrorEffect(false));

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, Object> WISH =
            Map.of("template", "Debian10.0", "cpuCores", 4, "mem", 2048, "disk", "10G", "ipCount", 2);

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble emulator;

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble another;

    // Two engines run this class: JUnit its tests, jqwik its properties.
    @BeforeAll
    @BeforeContainer
    static void start() throws Exception {
        // A console URL of this server would differ by world and port.
        Settings settings = Settings.forTests().withConsoleUrl("https://hosterapi.de");
        emulator = Hostdouble.start(settings);
        another = Hostdouble.start(settings);
    }

    @AfterAll
    @AfterContainer
    static void stop() {
        emulator.close();
        another.close();
    }

    private static HosterapiClient fresh(Hostdouble on) {
        return new HosterapiClient(on, "world-" + COUNT.incrementAndGet());
    }

    @Test
    void a_change_in_one_world_does_not_show_in_another() {
        HosterapiClient one = fresh(emulator);
        HosterapiClient other = fresh(emulator);

        one.post("/datacenter/server/4001/delete", Map.of("force", true));
        one.post("/datacenter/server", WISH);
        one.advance("6s");

        assertThat(one.read("/datacenter/server")).isEqualTo("{\"result\":[4002,4003,4004]}");
        assertThat(other.read("/datacenter/server")).isEqualTo("{\"result\":[4001,4002,4003]}");
        assertThat(other.get("/job/15").statusCode()).isEqualTo(404);
        assertThat(other.get("/datacenter/server/4001/status").header("Date"))
                .isEqualTo("Thu, 01 Feb 2024 00:00:00 GMT");
    }

    @Test
    void each_world_has_its_own_faults_and_journal() {
        World one = emulator.world("with-a-fault");
        one.run(session -> session.install(BROKEN));

        assertThat(new HosterapiClient(emulator, "with-a-fault")
                        .get("/datacenter/server")
                        .statusCode())
                .isEqualTo(500);
        assertThat(new HosterapiClient(emulator, "without")
                        .get("/datacenter/server")
                        .statusCode())
                .isEqualTo(200);
        List<JournalEntry> entries = one.with(session -> session.journal().entries());
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).ruleHits()).extracting(RuleHit::rule).containsExactly("(installed)/broken");
    }

    @Test
    void a_reset_world_is_as_it_was_at_first() {
        World world = emulator.world("reset");
        HosterapiClient client = new HosterapiClient(emulator, "reset");
        List<String> first = story(client);
        world.run(session -> session.install(BROKEN));

        world.reset();

        world.run(session -> {
            assertThat(session.now()).isEqualTo(EmulatorClock.START);
            assertThat(session.journal().entries()).isEmpty();
            assertThat(session.scenarios().scenarios()).isEmpty();
        });
        assertThat(story(client)).isEqualTo(first);
    }

    @Test
    void a_stepping_world_lets_a_polling_client_finish() throws Exception {
        try (Hostdouble stepping = Hostdouble.start(Settings.forTests().withClock(ClockMode.parse("step:1s")))) {
            HosterapiClient client = fresh(stepping);
            client.post("/datacenter/server", WISH);
            int polls = 0;
            while (!client.read("/job/15").contains("finished")) {
                polls++;
            }
            assertThat(polls).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü", "a/b", "a%2Fb"})
    void an_invalid_world_name_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.world(name))
                .withMessage(Worlds.ALLOWED);
    }

    private static Worlds roomFor(int max) {
        return new Worlds(
                new WorldSettings(ClockMode.MANUAL, 1, false, false, 10, max, WorldSettings.hostClock())
                        .withNow(StartDate.at(EmulatorClock.START)),
                List.of());
    }

    @Test
    void the_number_of_worlds_is_limited_but_the_default_world_is_always_served() {
        Worlds worlds = roomFor(2);
        worlds.get("a");
        worlds.get("b");

        assertThatThrownBy(() -> worlds.get("c")).isInstanceOf(NoRoomException.class);
        assertThat(worlds.get(Worlds.DEFAULT).name()).isEqualTo("default");
        assertThat(worlds.get("a").name()).isEqualTo("a");
        assertThat(worlds.create("a")).isFalse();
        assertThat(worlds.delete("a")).isTrue();
        assertThat(worlds.delete("a")).isFalse();
        assertThat(worlds.create("c")).isTrue();
        assertThat(worlds.list()).extracting(World::name).containsExactly("b", "c", "default");
    }

    @Test
    void the_limit_on_worlds_holds_under_concurrent_calls() throws Exception {
        Worlds worlds = roomFor(3);
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String name = "w" + i;
                calls.add(() -> made(worlds, name));
            }
            int made = 0;
            for (Future<Boolean> call : clients.invokeAll(calls)) {
                made += call.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(3);
            assertThat(worlds.list()).hasSize(3);
        } finally {
            clients.shutdown();
        }
    }

    private static boolean made(Worlds worlds, String name) {
        try {
            return worlds.create(name);
        } catch (NoRoomException e) {
            return false;
        }
    }

    @Test
    void a_deleted_world_stays_deleted() {
        Worlds worlds = roomFor(1);
        World gone = worlds.get("gone");
        worlds.delete("gone");

        assertThatThrownBy(gone::reset).isInstanceOf(DeletedWorldException.class);
        assertThatThrownBy(() -> gone.with(WorldSession::now)).isInstanceOf(DeletedWorldException.class);
        assertThatThrownBy(() -> gone.advance(Duration.ofSeconds(1))).isInstanceOf(DeletedWorldException.class);
        assertThat(worlds.list()).isEmpty();
    }

    @Test
    void a_call_that_meets_a_deleted_world_is_retried_in_a_fresh_one() {
        Worlds worlds = roomFor(1);
        World gone = worlds.get("gone");
        worlds.delete("gone");
        List<World> tried = new ArrayList<>(List.of(gone));

        World fresh = worlds.retryIfDeleted(() -> {
            World world = tried.isEmpty() ? worlds.get("gone") : tried.remove(0);
            return world.with(session -> world);
        });

        assertThat(fresh).isNotSameAs(gone).isSameAs(worlds.get("gone"));
    }

    @Test
    void jobs_that_are_due_have_ended_when_advancing_returns() {
        World world = emulator.world("advanced");
        new HosterapiClient(emulator, "advanced").post("/datacenter/server", WISH);

        world.advance(Duration.ofSeconds(6));

        Job job = world.with(
                session -> session.settled(jobs -> jobs.find("hosterapi", "15").orElseThrow()));
        assertThat(job.settled()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> world.advance(Duration.ofSeconds(-1)));
    }

    @Test
    void the_same_calls_get_the_same_bytes_in_any_world_of_any_emulator() {
        List<String> first = story(fresh(emulator));

        assertThat(story(fresh(emulator))).isEqualTo(first);
        assertThat(story(fresh(another))).isEqualTo(first);
        assertThat(String.join("", first)).contains("password", "PVEVNC", "uptime");
    }

    private static List<String> story(HosterapiClient client) {
        List<String> told = new ArrayList<>();
        told.add(client.post("/datacenter/server", WISH).asString());
        told.add(client.put("/datacenter/server/4001/password/reset", Map.of()).asString());
        client.advance("6s");
        for (String path : List.of("/job/15", "/datacenter/server/4004/status", "/datacenter/server/4001/console")) {
            told.add(client.read(path));
        }
        client.post("/datacenter/dedicated/order", Map.of("id", 9, "template", "Debian Buster"));
        client.advance("90s");
        told.add(client.read("/datacenter/dedicated/9/config"));
        told.add(client.read("/datacenter/server/4001/status"));
        return told;
    }

    @Provide
    Arbitrary<List<String>> calls() {
        return Arbitraries.of(
                        "POST /datacenter/server",
                        "PUT /datacenter/server/4001/password/reset",
                        "PUT /datacenter/server/4001/reinstall",
                        "PUT /datacenter/server/4001/reboot",
                        "PUT /datacenter/server/4001/backups/create",
                        "GET /datacenter/server/4001/console",
                        "GET /datacenter/server/4001/status",
                        "GET /datacenter/server/4001/backups/list",
                        "GET /datacenter/server",
                        "GET /job/15",
                        "POST /datacenter/server/4002/delete",
                        "advance")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 20, seed = "20240201")
    void the_same_calls_get_the_same_bytes(@ForAll("calls") List<String> calls) {
        List<String> first = answers(fresh(emulator), calls);

        assertThat(answers(fresh(emulator), calls)).isEqualTo(first);
        assertThat(answers(fresh(another), calls)).isEqualTo(first);
    }

    private static List<String> answers(HosterapiClient client, List<String> calls) {
        List<String> answers = new ArrayList<>();
        for (String call : calls) {
            if (call.equals("advance")) {
                client.advance("2500ms");
                continue;
            }
            String path = call.substring(call.indexOf(' ') + 1);
            Response reply = call.startsWith("GET")
                    ? client.get(path)
                    : call.startsWith("PUT") ? client.put(path, Map.of()) : client.post(path, WISH);
            answers.add(reply.statusCode() + " " + reply.headers() + " " + reply.asString());
        }
        return answers;
    }
}
