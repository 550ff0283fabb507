package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.world.EmulatorClock;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How values are read that no operation shows again. */
class InputTest {
    @AutoClose
    private final OpenHosterApi api = new OpenHosterApi();

    InputTest() throws Exception {}

    private Input input(String json) {
        return input("/api/v1/datacenter/server/4001/delete", json);
    }

    private Input input(String path, String json) {
        Request request = new Request(
                "POST",
                "http",
                "test",
                "",
                path,
                "",
                Headers.of("Content-Type", "application/json"),
                Bytes.of(json),
                List.of());
        return Input.of(new Call(
                request, api.instance, api.instance.match(request), WorldTime.startingAt(EmulatorClock.START)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "\"1\"", "\"true\"", "\"on\"", "\"yes\"", "\"TRUE\"", "\" on \""})
    void these_values_are_true(String value) {
        assertThat(input("{\"force\":" + value + "}").flag("force")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "0",
                "\"0\"",
                "\"false\"",
                "\"off\"",
                "\"no\"",
                "\"\"",
                "null",
                "2",
                "\"x\"",
                "[]",
                "[true]"
            })
    void other_values_are_false(String value) {
        assertThat(input("{\"force\":" + value + "}").flag("force")).isFalse();
    }

    @Test
    void an_absent_value_is_false() {
        assertThat(input("{}").flag("force")).isFalse();
    }

    @Test
    void a_password_is_the_one_text_that_is_not_trimmed() {
        Input input = input("/api/v1/software/install", "{\"password\":\"  x \",\"package\":\"  x \"}");
        assertThat(input.text("password")).contains("  x ");
        assertThat(input.text("package")).contains("x");
    }

    @Test
    void facts_about_parameters_name_every_operation_that_has_some() {
        assertThat(HosterOperations.WITH_PARAMETERS.split(" ", -1))
                .containsExactlyInAnyOrderElementsOf(withParameters(path -> path.startsWith("/api/v1")));
        assertThat(HosterOperations.READS_PARAMETERS.split(" ", -1))
                .containsExactlyInAnyOrderElementsOf(withParameters(path -> true));
    }

    private static List<String> withParameters(Predicate<String> isMeant) {
        return HosterApi.PROVIDER.operations().stream()
                .filter(operation -> isMeant.test(operation.path().text()))
                .filter(operation -> !operation.parameters().isEmpty())
                .map(Operation::name)
                .toList();
    }
}
