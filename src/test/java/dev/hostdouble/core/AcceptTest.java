package dev.hostdouble.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice between representations. */
class AcceptTest {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";

    @ParameterizedTest
    @CsvSource({ // the table of RFC 9110, 12.5.1
        "text/plain;format=flowed, 1000",
        "text/plain, 700",
        "text/html, 300",
        "image/jpeg, 500",
        "text/plain;format=fixed, 400",
        "text/html;level=3, 700",
    })
    void the_most_specific_range_counts(String type, int quality) {
        String accept = type.startsWith("text/html")
                ? "text/*;q=0.3, text/html;level=3;q=0.7, */*;q=0.5"
                : "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5";
        assertThat(Accept.quality(type, accept)).isEqualTo(quality);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|json",
                "*/*|json",
                "text/html|html",
                "TEXT/HTML ; Charset=\"UTF-8\"|html",
                "text/*|html",
                "application/json, text/html|json",
                "text/html, application/json|json",
                "text/html, */*|html",
                "*/*, text/html|html",
                "application/json;q=0.5, text/html;q=0.500|json",
                "text/html;q=0.4, application/json;q=0.5|json",
                "application/json;q=0.4, text/html;q=0.5|html",
                "text/html;q=0|json",
                "text/html;q=0, */*|json",
                "text/html;q=0.000, */*;q=0.001|json",
                "application/json;q=0, */*;q=0.1|html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|html",
                "text/html;level=1|json",
                "image/png|json",
                "text/html2|json",
                "text|json",
                "application/x;a=\",text/html,\"|json",
                ";;,,text/html|html",
                "text/html;q=abc|html",
                "text/html;q=-1, application/json;q=0.9|html",
            })
    void the_order_in_the_header_does_not_count(String accept, String chosen) {
        String best = Accept.best(Headers.of("Host", "x", "accept", accept), List.of(JSON, HTML));
        assertThat(best).isEqualTo(chosen.equals("json") ? JSON : HTML);
    }

    @Test
    void all_fields_of_the_header_count() {
        Headers two = Headers.of("Accept", "application/json;q=0.5", "Accept", "text/html");
        assertThat(Accept.best(two, List.of(JSON, HTML))).isEqualTo(HTML);
        assertThat(Accept.best(Headers.NONE, List.of(HTML, JSON))).isEqualTo(HTML);
    }
}
