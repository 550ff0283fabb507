package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the control API can still do when the limit on worlds is reached, and that it makes no world by accident. */
class FullHouseTest {
    private final Worlds worlds = new Worlds(
            new WorldSettings(ClockMode.MANUAL, 7, false, false, 10, 1, WorldSettings.hostClock())
                    .withNow(StartDate.at(EmulatorClock.START)),
            List.of());
    private final Control control =
            new Control(worlds, List.of(), new Catalogue(List.of()), Access.OPEN, "test", ServerState.STARTED);

    @BeforeEach
    void takeTheLastRoom() {
        worlds.get("last");
    }

    private Reply call(String world, String method, String path) {
        return control.handle(
                world,
                new Request(
                        method, "http", "localhost", "", "/_emulator" + path, "", Headers.NONE, Bytes.NONE, List.of()));
    }

    private List<String> names() {
        return worlds.list().stream().map(World::name).toList();
    }

    @Test
    void health_needs_no_world_and_makes_none() {
        Reply reply = call("never", "GET", "/health");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().text())
                .contains(
                        "\"worlds\":[\"last\"],\"clock\":{\"mode\":\"manual\",\"now\":\"2024-02-01T00:00:00Z\"},\"seed\":7");
        assertThat(names()).containsExactly("last");
    }

    @Test
    void worlds_can_be_listed_and_deleted_when_the_limit_is_reached() {
        assertThat(call("default", "GET", "/worlds").status()).isEqualTo(200);
        assertThat(call("never", "DELETE", "/worlds/never").status()).isEqualTo(404);
        assertThat(call("never", "PUT", "/worlds/never").status()).isEqualTo(503);
        assertThat(names()).containsExactly("last");
        assertThat(call("never", "DELETE", "/worlds/last").status()).isEqualTo(200);
        assertThat(call("other", "PUT", "/worlds/never").status()).isEqualTo(201);
        assertThat(names()).containsExactly("never");
    }

    @Test
    void the_default_world_is_served_beyond_the_limit() {
        assertThat(call("default", "GET", "/clock").status()).isEqualTo(200);
        assertThat(call("another", "GET", "/clock").status()).isEqualTo(404);
        assertThat(call("another", "POST", "/reset").status()).isEqualTo(503);
        assertThat(names()).containsExactly("default", "last");
    }

    @Test
    void a_world_with_an_invalid_name_is_refused_everywhere() {
        assertThat(call("a b", "GET", "/health").status()).isEqualTo(400);
    }

    @Test
    void an_error_says_why_a_request_was_refused() {
        assertThat(control.refuse(413).body().text()).isEqualTo("{\"error\":\"body too large\"}\n");
        assertThat(control.refuse(417).status()).isEqualTo(417);
    }
}
