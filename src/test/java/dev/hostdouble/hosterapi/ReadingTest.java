package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.client.HosterapiClient;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How parameters are read from bodies and queries. A refused parameter shows that it was read. */
@ExtendWith(EmulatorExtension.class)
class ReadingTest {
    private static final String CREATE = "/datacenter/server";
    private static final String CHANGE = "/datacenter/server/4001/change";
    private static final String FORM = "template=Debian10.0&cpuCores=4&mem=2048&disk=10G&ipCount=2";
    private static final String JSON =
            "{\"template\":\"Debian10.0\",\"cpuCores\":4,\"mem\":2048,\"disk\":\"10G\",\"ipCount\":2}";
    private static final String URLENCODED = "application/x-www-form-urlencoded";

    private final HosterapiClient api;

    ReadingTest(HosterapiClient api) {
        this.api = api;
    }

    private Response send(String method, String path, String type, String body) {
        return api.request().contentType(type).body(body).request(method, path);
    }

    private static void accepted(Response reply) {
        reply.then().statusCode(200).body("result.status", equalTo("queued"));
    }

    private static void missing(Response reply, String name) {
        reply.then()
                .statusCode(400)
                .body(equalTo("{\"result\":false,\"error\":\"0xb1: Missing required parameter " + name + "\"}"));
    }

    /** The five parameters of a new server as JSON, one of them written so. */
    private Response create(String name, String json) {
        String with = JSON.replaceFirst("\"" + name + "\":[^,}]*", "\"" + name + "\":" + json.replace("\\", "\\\\"));
        return send("POST", CREATE, "application/json", with);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "text/json",
                "application/vnd.api+json",
                "application/problem+json; charset=utf-8"
            })
    void a_json_content_type_is_read_as_json(String type) {
        accepted(send("POST", CREATE, type, JSON));
        missing(send("PUT", CHANGE, type, "{\"cpuCores\":\"x\"}"), "cpuCores");
    }

    @Test
    void json_with_another_content_type_is_not_read() {
        missing(send("POST", CREATE, "text/plain", JSON), "template");
        missing(send("POST", CREATE, URLENCODED, JSON), "template");
        missing(send("POST", CREATE, "application/javascript", JSON), "template");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"template\":\"Debian10.0\",}",
                "[]",
                "[\"template\"]",
                "\"template\"",
                "null",
                "42",
                "{} {}",
                "\uFEFF{}",
                "{'template':'Debian10.0'}",
                "template=Debian10.0"
            })
    void malformed_json_reads_as_nothing_and_is_no_error(String body) {
        missing(send("POST", CREATE, "application/json; charset=utf-8", body), "template");
    }

    @Test
    void an_empty_body_reads_as_nothing() {
        missing(api.request().contentType("application/json").post(CREATE), "template");
        missing(api.post(CREATE), "template");
    }

    @Test
    void a_post_reads_urlencoded_and_multipart() {
        accepted(send("POST", CREATE, URLENCODED, FORM));
        accepted(send("POST", CREATE, URLENCODED + "; charset=UTF-8", FORM));
        accepted(api.request()
                .multiPart("template", "Debian10.0")
                .multiPart("cpuCores", "4")
                .multiPart("mem", "2048")
                .multiPart("disk", "10G")
                .multiPart("ipCount", "2")
                .post(CREATE));
    }

    @Test
    void a_file_in_a_multipart_body_is_no_parameter() {
        missing(
                api.request()
                        .multiPart(
                                "template",
                                "debian.txt",
                                "Debian10.0".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .post(CREATE + "?cpuCores=4"),
                "template");
    }

    @Test
    void a_put_reads_urlencoded() {
        missing(send("PUT", CHANGE, URLENCODED, "cpuCores=x"), "cpuCores");
    }

    @Test
    void a_put_reads_multipart_and_plain_text_as_nothing() {
        missing(api.request().multiPart("cpuCores", "1").put(CHANGE), "cpuCores");
        missing(send("PUT", CHANGE, "text/plain", "cpuCores=1"), "cpuCores");
    }

    @Test
    void a_post_that_names_put_reads_as_the_post_it_is() {
        missing(
                api.request()
                        .multiPart("_method", "PUT")
                        .multiPart("cpuCores", "x")
                        .post(CHANGE),
                "cpuCores");
    }

    @Test
    void the_query_fills_what_the_body_lacks() {
        accepted(send("POST", CREATE + "?template=Debian10.0", URLENCODED, FORM.substring(FORM.indexOf('&') + 1)));
        accepted(api.post(CREATE + "?" + FORM));
        accepted(send("POST", CREATE + "?" + FORM, "application/json", "{"));
        missing(api.put(CHANGE + "?cpuCores=x"), "cpuCores");
    }

    @Test
    void the_body_wins_over_the_query() {
        missing(send("PUT", CHANGE + "?cpuCores=4", "application/json", "{\"cpuCores\":\"x\"}"), "cpuCores");
        accepted(send("PUT", CHANGE + "?cpuCores=x", "application/json", "{\"cpuCores\":4}"));
        accepted(send("PUT", CHANGE + "?cpuCores=x", URLENCODED, "cpuCores=4"));
    }

    @Test
    void an_empty_text_or_null_in_the_body_wins_over_the_query_and_is_missing() {
        missing(send("POST", CREATE + "?template=Debian10.0", "application/json", "{\"template\":\"\"}"), "template");
        missing(send("POST", CREATE + "?template=Debian10.0", "application/json", "{\"template\":null}"), "template");
    }

    @Test
    void unknown_parameters_are_ignored() {
        Map<String, Object> wish = new HashMap<>(
                Map.of("template", "Debian10.0", "cpuCores", 4, "mem", 2048, "disk", "10G", "ipCount", 2));
        wish.put("colour", "green");
        accepted(api.post(CREATE, wish));
        assertThat(api.get(CREATE + "?colour=green").statusCode()).isEqualTo(200);
    }

    @Test
    void missing_parameters_are_reported_in_the_order_of_the_page() {
        StringBuilder query = new StringBuilder(CREATE + "?x=1&");
        for (String field : FORM.split("&", -1)) {
            missing(api.post(query.toString()), field.substring(0, field.indexOf('=')));
            query.append(field).append('&');
        }
        accepted(api.post(query.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "\"4\"", "4.0", "\" 4 \"", "\"+4\"", "4e0"})
    void whole_numbers_are_read_from_numbers_and_texts(String four) {
        accepted(create("cpuCores", four));
        api.advance("6s");
        api.get("/datacenter/server/4004/config").then().body("result.cpuCores", equalTo(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.5",
                "\"4.5\"",
                "\"4.0\"",
                "\"abc\"",
                "\"4abc\"",
                "\"0x4\"",
                "\"04\"",
                "0",
                "-4",
                "[4]",
                "{\"a\":4}",
                "\"\"",
                "\"  \"",
                "null",
                "1e999",
                "99999999999999999999"
            })
    void other_values_are_not_whole_numbers(String value) {
        missing(create("cpuCores", value), "cpuCores");
    }

    @Test
    void texts_are_trimmed_and_an_empty_one_is_missing() {
        accepted(create("template", "\"  Debian10.0\\t\\n\""));
        missing(create("template", "\"\""), "template");
        missing(create("template", "\" \\t \""), "template");
        missing(send("POST", CREATE, URLENCODED, FORM.replace("Debian10.0", "")), "template");
        accepted(send("POST", CREATE, URLENCODED, FORM.replace("Debian10.0", "+Debian10.0+")));
    }

    @ParameterizedTest
    @CsvSource({"100", "10 G", "10g", "G10", "-10G", "0G", "10GB", "1.5T"})
    void a_disk_is_a_number_and_a_unit(String disk) {
        missing(create("disk", "\"" + disk + "\""), "disk");
    }

    @Test
    void dots_and_spaces_in_the_names_of_form_fields_become_underscores() {
        send("POST", "/datacenter/server/4001/start", URLENCODED, ".method=PUT")
                .then()
                .statusCode(200);
        send("POST", "/datacenter/server/4001/start?%20.method=PUT", URLENCODED, "")
                .then()
                .statusCode(200);
    }

    @Test
    void lists_in_forms_are_not_texts() {
        missing(send("POST", CREATE, URLENCODED, FORM.replace("template=", "template[]=")), "template");
    }

    @Test
    void the_last_of_equal_fields_wins() {
        missing(api.put(CHANGE + "?cpuCores=4&cpuCores=x"), "cpuCores");
        accepted(api.put(CHANGE + "?cpuCores=x&cpuCores=4"));
    }
}
