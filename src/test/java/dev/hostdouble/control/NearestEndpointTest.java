package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.provider.PathTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which endpoint a request to an unknown path probably meant. */
class NearestEndpointTest {
    private final List<ControlRoute> rows = ControlRows.all();

    @ParameterizedTest
    @CsvSource({
        "GET, /helth, GET /_emulator/health",
        "GET, /Health, GET /_emulator/health",
        "GET, /clocks, GET /_emulator/clock",
        "PUT, /clocks, PUT /_emulator/clock",
        "GET, /clock/, GET /_emulator/clock",
        "GET, //clock, GET /_emulator/clock",
        "POST, /advance, POST /_emulator/clock/advance",
        "POST, /clock/advence, POST /_emulator/clock/advance",
        "POST, /clocks/run-untill, POST /_emulator/clock/run-until",
        "POST, /run-until, POST /_emulator/clock/run-until",
        "GET, /job, GET /_emulator/jobs",
        "POST, /job/15/finish, POST /_emulator/jobs/15/finish",
        "POST, /15/finish, POST /_emulator/jobs/15/finish",
        "POST, /jobs/finish, POST /_emulator/jobs/{id}/finish",
        "GET, /request/3, GET /_emulator/requests/3",
        "GET, /requests/3/curl, GET /_emulator/requests/3",
        "PUT, /scenario/any/slow-provider, PUT /_emulator/scenarios/any/slow-provider",
        "GET, /scenario/any/slow-provider/explain, GET /_emulator/scenarios/any/slow-provider/explain",
        "GET, /catalogue, GET /_emulator/scenarios/catalogue",
        "DELETE, /world/mine, DELETE /_emulator/worlds/mine",
        "GET, /_emulator/clock, GET /_emulator/clock",
        "GET, /_w/mine/clock, GET /_w/mine/_emulator/clock",
        "POST, /worlds/mine/reset, POST /_w/mine/_emulator/reset",
        "POST, /w/mine/clock/advanc, POST /_w/mine/_emulator/clock/advance",
        "GET, /schema/world-vss.schema.json, GET /_emulator/schemas/world-vss.schema.json",
    })
    void the_nearest_endpoint_is_named(String method, String path, String nearest) {
        assertThat(NearestEndpoint.of(rows, method, PathTemplate.split(path))).contains(nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/zzzzzzzzzzzz", "/a/b", "/1", "/x/y/z", "/", "//", "/__admin/mappings"})
    void where_none_is_near_none_is_named(String path) {
        assertThat(NearestEndpoint.of(rows, "GET", PathTemplate.split(path))).isEmpty();
    }

    @Test
    void a_long_path_is_near_to_none() {
        assertThat(NearestEndpoint.of(rows, "GET", PathTemplate.split("/clock/" + "x".repeat(200))))
                .isEmpty();
        assertThat(NearestEndpoint.of(rows, "GET", PathTemplate.split("/clock" + "/".repeat(200))))
                .isEmpty();
    }
}
