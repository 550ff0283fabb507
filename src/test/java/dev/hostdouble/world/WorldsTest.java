package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Emulator;
import dev.hostdouble.Settings;
import dev.hostdouble.hosterapi.Client;
import dev.hostdouble.scenario.Effect;
import dev.hostdouble.scenario.Rule;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Worlds know nothing of each other, and the same calls in two of them get the same bytes. */
class WorldsTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, Object> WISH =
            Map.of("template", "Debian10.0", "cpuCores", 4, "mem", 2048, "disk", "10G", "ipCount", 2);

    @SuppressWarnings("NullAway.Init")
    private static Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private static Emulator another;

    // Two engines run this class: JUnit its stories, jqwik its laws.
    @BeforeAll
    @BeforeContainer
    static void start() throws Exception {
        emulator = Emulator.start(Settings.forTests());
        another = Emulator.start(Settings.forTests());
    }

    @AfterAll
    @AfterContainer
    static void stop() {
        emulator.close();
        another.close();
    }

    private static Client fresh(Emulator on) {
        return new Client(on, "world-" + COUNT.incrementAndGet());
    }

    @Test
    void what_happens_in_one_world_stays_there() {
        Client one = fresh(emulator);
        Client other = fresh(emulator);

        one.post("/datacenter/server/4001/delete", Map.of());
        one.post("/datacenter/server", WISH);
        one.advance("6s");

        assertThat(one.read("/datacenter/server")).isEqualTo("{\"result\":[4002,4003,4004]}");
        assertThat(other.read("/datacenter/server")).isEqualTo("{\"result\":[4001,4002,4003]}");
        assertThat(other.get("/job/15").statusCode()).isEqualTo(404);
        assertThat(other.get("/datacenter/server/4001/status").header("Date"))
                .isEqualTo("Thu, 01 Feb 2024 00:00:00 GMT");
    }

    @Test
    void faults_and_journals_are_of_one_world_alone() {
        World one = emulator.world("with-a-fault");
        one.faults().install(new Rule("broken", "hosterapi/server.list", new Effect.Break()));

        assertThat(new Client(emulator, "with-a-fault")
                        .get("/datacenter/server")
                        .statusCode())
                .isEqualTo(500);
        assertThat(new Client(emulator, "without").get("/datacenter/server").statusCode())
                .isEqualTo(200);
        assertThat(one.journal().entries()).hasSize(1);
        assertThat(one.journal().entries().get(0).rule()).contains("broken");
    }

    @Test
    void a_reset_world_is_as_it_was_at_first() {
        World world = emulator.world("reset");
        Client client = new Client(emulator, "reset");
        List<String> first = story(client);
        world.faults().install(new Rule("broken", "hosterapi/server.list", new Effect.Break()));

        world.reset();

        assertThat(world.clock().now()).isEqualTo(EmulatorClock.START);
        assertThat(world.journal().entries()).isEmpty();
        assertThat(world.faults().rules()).isEmpty();
        assertThat(story(client)).isEqualTo(first);
    }

    @Test
    void a_stepping_world_lets_a_polling_client_finish() throws Exception {
        try (Emulator stepping = Emulator.start(Settings.forTests().withClock(ClockMode.parse("step:1s")))) {
            Client client = fresh(stepping);
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
    void a_name_that_is_none_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.world(name))
                .withMessage(Worlds.ALLOWED);
    }

    @Test
    void there_is_room_for_so_many_worlds() {
        Worlds worlds = new Worlds(new Rules(ClockMode.MANUAL, 1, 10, false, 2, Rules.wallClock()), List.of());
        worlds.get("a");
        worlds.get("b");

        assertThatThrownBy(() -> worlds.get("c")).isInstanceOf(Worlds.TooManyWorlds.class);
        assertThat(worlds.get("a").name()).isEqualTo("a");
        assertThat(worlds.delete("a")).isTrue();
        assertThat(worlds.delete("a")).isFalse();
        assertThat(worlds.get("c").name()).isEqualTo("c");
        assertThat(worlds.list()).extracting(World::name).containsExactly("b", "c");
        worlds.list().forEach(world -> worlds.delete(world.name()));
    }

    @Test
    void the_same_story_is_told_in_the_same_bytes_in_any_world_of_any_emulator() {
        List<String> first = story(fresh(emulator));

        assertThat(story(fresh(emulator))).isEqualTo(first);
        assertThat(story(fresh(another))).isEqualTo(first);
        assertThat(String.join("", first)).contains("password", "PVEVNC", "uptime");
    }

    private static List<String> story(Client client) {
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

    @Property(tries = 20)
    void the_same_calls_get_the_same_bytes(@ForAll("calls") List<String> calls) {
        List<String> first = answers(fresh(emulator), calls);

        assertThat(answers(fresh(emulator), calls)).isEqualTo(first);
        assertThat(answers(fresh(another), calls)).isEqualTo(first);
    }

    private static List<String> answers(Client client, List<String> calls) {
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
