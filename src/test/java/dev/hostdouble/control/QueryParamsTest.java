package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the control API reads paths and queries. */
class QueryParamsTest {
    private static final List<QueryParam> ALLOWED =
            List.of(QueryParam.text("operation", ""), QueryParam.text("status", ""), QueryParam.text("limit", ""));

    @ParameterizedTest
    @CsvSource({
        "operation=hosterapi%2Fserver.*, hosterapi/server.*",
        "operation=hosterapi%2fserver.%2a, hosterapi/server.*",
        "oper%61tion=a+b%C3%BC, a bü",
        "&operation=a=b&, a=b",
        "operation, ''"
    })
    void a_query_may_escape_anything(String query, String value) {
        assertThat(QueryParams.query(query, ALLOWED))
                .containsOnlyKeys("operation")
                .containsEntry("operation", value);
    }

    @Test
    void a_query_may_be_empty() {
        assertThat(QueryParams.query("", ALLOWED)).isEmpty();
    }

    @Test
    void an_invalid_escape_is_refused() {
        assertThatThrownBy(() -> QueryParams.query("operation=%zz", ALLOWED))
                .isInstanceOf(ControlException.class)
                .hasMessage("'%zz' contains an invalid escape; write % as %25");
    }

    @Test
    void unknown_parameters_are_refused_with_the_nearest() {
        assertThatThrownBy(() -> QueryParams.query("operator=x", ALLOWED))
                .isInstanceOf(ControlException.class)
                .hasMessage(
                        "unknown parameter 'operator'; did you mean 'operation'? Allowed: operation, status, limit");
    }

    @Test
    void a_parameter_is_given_once() {
        assertThatThrownBy(() -> QueryParams.query("status=1&limit=2&st%61tus=1", ALLOWED))
                .isInstanceOf(ControlException.class)
                .hasMessage("parameter 'status' is given twice");
    }

    @Test
    void a_plus_in_a_path_is_a_plus() {
        assertThat(QueryParams.decodePath("a+b%2Fc")).isEqualTo("a+b/c");
    }
}
