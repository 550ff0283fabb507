package example;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thin jar brings no logging of its own, and nothing for tests. */
class ClassPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ch.qos.logback.classic.Logger",
                "net.jqwik.api.Property",
                "io.restassured.RestAssured",
                "org.assertj.core.api.Assertions"
            })
    void has_nothing_else(String name) {
        assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
    }

    @Test
    void has_the_libraries_of_the_server() throws Exception {
        Class.forName("org.eclipse.jetty.server.Server");
    }
}
