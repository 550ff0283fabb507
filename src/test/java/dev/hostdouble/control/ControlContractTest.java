package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.control.ControlContract.Received;
import dev.hostdouble.control.ControlContract.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison with the OpenAPI document notices what differs from it. */
class ControlContractTest {
    private static final String JSON = "application/json";
    private static final String CLOCK = "{\"mode\":\"manual\",\"now\":\"2024-02-01T00:00:00Z\"}";

    @Test
    void what_is_described_is_no_problem() {
        assertThat(ControlContract.instance()
                        .problems(
                                new Sent("PUT", "/clock", "", "{\"mode\":\"manual\"}"), new Received(200, JSON, CLOCK)))
                .isEmpty();
        assertThat(ControlContract.instance()
                        .problems(new Sent("GET", "/jobs/", "", ""), new Received(404, JSON, "{\"error\":\"no\"}")))
                .isEmpty();
        assertThat(ControlContract.instance().problems(new Sent("HEAD", "/clock", "", ""), new Received(200, JSON, "")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "200|application/json|{\"mode\":\"manual\"}|required property 'now' not found",
                "200|application/json|{\"mode\":\"fast\",\"now\":\"2024-02-01T00:00:00Z\"}|does not match the regex",
                "200|application/json|{\"mode\":\"manual\",\"now\":\"noon\"}|date-time",
                "200|application/json|{\"mode\":\"manual\",\"now\":\"2024-02-01T00:00:00Z\",\"x\":1}|property 'x'",
                "200|application/json|{\"mode\":|the body is not JSON",
                "200|text/plain|manual|the media type 'text/plain' is not described",
                "202|application/json|{}|the status is not described",
                "409|application/json|{\"error\":\"no\"}|the status is not described",
                "400|application/json|{\"errors\":[]}|required property 'error' not found",
                "413|application/json|{}|required property 'error' not found"
            })
    void a_reply_of_another_form_is_one(int status, String type, String body, String problem) {
        assertThat(ControlContract.instance()
                        .problems(new Sent("GET", "/clock", "", ""), new Received(status, type, body)))
                .anyMatch(found -> found.startsWith("GET /clock " + status + ": ") && found.contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GET|/clock|a=1||the parameter 'a' is not described",
                "PUT|/clock||{\"mode\":1}|integer found, string expected",
                "POST|/clock/advance|||the body is required",
                "POST|/clock/advance||{\"by\":\"1s\",\"to\":1}|property 'to'"
            })
    void a_request_of_another_form_that_succeeds_is_one(
            String method, String path, String query, String body, String problem) {
        String sent = query == null ? "" : query;
        assertThat(ControlContract.instance()
                        .problems(
                                new Sent(method, path, sent, body == null ? "" : body), new Received(200, JSON, CLOCK)))
                .anyMatch(found -> found.contains(problem));
    }

    @Test
    void success_at_an_unknown_path_is_one() {
        assertThat(ControlContract.instance()
                        .problems(new Sent("GET", "/nothing", "", ""), new Received(200, JSON, "{}")))
                .singleElement()
                .asString()
                .contains("no such operation");
    }
}
