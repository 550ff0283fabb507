package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.http.RawConnection;
import dev.hostdouble.wire.Inventory;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The example calls as the page prints them, with another host, get an answer that the page documents. */
class PageCommandsTest {
    /** Where the page documents no answer to its own example: a change of server "eligendi", and the software list. */
    private static final Map<String, Integer> UNDOCUMENTED =
            Map.of("hosterapi/server.change", 404, "hosterapi/software.list", 200);

    @AutoClose
    private final Emulator emulator = Emulator.start(Settings.forTests());

    PageCommandsTest() throws Exception {}

    @TestFactory
    Stream<DynamicTest> every_example_of_the_page_is_answered_as_documented() throws IOException {
        List<Documented> inventory = Inventory.of("hosterapi");
        assertThat(inventory).hasSize(37);
        return inventory.stream()
                .map(known -> dynamicTest(known.operation(), () -> {
                    Integer undocumented = UNDOCUMENTED.get(known.operation());
                    if (undocumented != null) {
                        assertThat(status(known)).isEqualTo(undocumented);
                    } else {
                        assertThat(status(known))
                                .isIn(known.responses().stream()
                                        .map(Wire::status)
                                        .toList())
                                .isNotIn(401, 500);
                    }
                }));
    }

    private int status(Documented known) throws IOException {
        Inventory.Example example = known.example();
        String body = example.body().isNull() ? "" : example.body().toString();
        String request = example.method() + " " + example.path() + " HTTP/1.1\r\nHost: reseller.hosterapi.de\r\n"
                + "Emulator-World: " + known.operation().replace('/', '-') + "\r\n"
                + "Authorization: Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6\r\n"
                + "Content-Type: application/json\r\nAccept: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        try (RawConnection connection = new RawConnection(emulator.url())) {
            return connection
                    .send(request.getBytes(StandardCharsets.UTF_8), false)
                    .status();
        }
    }
}
