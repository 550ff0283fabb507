package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.basic;
import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.SYNCS;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a start state can choose about filters, sorts and users, and lists of requests. */
class ListOptionsTest extends OptionStory {
    private static final String FOUR = """
            images:
              - { id: 1, path: "[a] x/ubuntu-18.04-live.iso", created-on: "2017-11-17T18:43:02Z" }
              - { id: 2, path: "[a] x/Ubuntu-18.04.1-desktop.iso", created-on: "2017-11-17T18:43:02Z" }
              - { id: 3, path: "[a] x/ubuntu-18.04-desktop.iso", created-on: "2017-11-17T18:43:02Z" }
              - { id: 4, path: "[a] x/a_b.iso", created-on: "2017-11-17T18:43:02Z" }
            """;

    private static List<Integer> ids(VssClient vss, String query) {
        return VssClient.ids(vss.get("/v2/iso?" + query));
    }

    @Test
    void texts_have_the_order_of_a_locale_or_of_bytes() throws Exception {
        in(FOUR, vss -> {
            assertThat(ids(vss, "sort=name,asc")).containsExactly(4, 2, 3, 1);
            assertThat(ids(vss, "sort=name,desc")).containsExactly(1, 3, 2, 4);
            assertThat(ids(vss, "filter=name,lt,ubuntu-18.04-desktop.iso")).containsExactly(2, 4);
        });
        in(FOUR + "text-order: bytes", vss -> {
            assertThat(ids(vss, "sort=name,asc")).containsExactly(2, 4, 3, 1);
            assertThat(ids(vss, "filter=name,lt,ubuntu-18.04-desktop.iso")).containsExactly(2, 4);
            assertThat(ids(vss, "filter=name,lt,a")).containsExactly(2);
            assertThat(ids(vss, "filter=name,like,UBUNTU%25")).containsExactly(1, 2, 3);
        });
    }

    @Test
    void like_ignores_case_or_not_and_other_operators_never_do() throws Exception {
        in(FOUR, vss -> {
            assertThat(ids(vss, "filter=name,like,ubuntu%25")).containsExactly(1, 2, 3);
            assertThat(ids(vss, "filter=name,eq,UBUNTU-18.04-live.iso")).isEmpty();
        });
        in(FOUR + "like-case: sensitive", vss -> {
            assertThat(ids(vss, "filter=name,like,ubuntu%25")).containsExactly(1, 3);
            assertThat(ids(vss, "filter=name,like,%25.1-%25")).containsExactly(2);
        });
        in(FOUR + "like-case: sensitive\ntext-order: bytes", vss -> assertThat(ids(vss, "filter=name,like,ubuntu%25"))
                .containsExactly(1, 3));
    }

    @Test
    void a_value_that_the_field_cannot_have_finds_nothing_or_is_ignored_or_an_error() throws Exception {
        in(FOUR, vss -> {
            for (String filter : List.of("id,eq,abc", "id,ne,abc", "public,eq,maybe", "created_on,gt,yesterday")) {
                assertThat(ids(vss, "filter=" + filter)).as(filter).isEmpty();
            }
            assertThat(ids(vss, "filter=id,in,abc,2")).containsExactly(2);
        });
        in(FOUR + "bad-values: ignored", vss -> {
            assertThat(ids(vss, "filter=id,eq,abc")).hasSize(4);
            assertThat(ids(vss, "filter=id,in,abc,2")).hasSize(4);
        });
        in(FOUR + "bad-values: error", vss -> {
            VssClient.assertError(vss.call("GET", "/v2/iso?filter=id,eq,abc"), 400, "bad request", "invalid request");
            assertThat(ids(vss, "filter=size,eq,abc")).hasSize(4);
        });
    }

    @Test
    void a_user_who_is_not_permitted_gets_no_token() throws Exception {
        in("users: [{ name: josem, password: josem, permitted: false }]", vss -> {
            Seen refused = vss.requestToken("", basic(USER, USER));
            VssClient.assertError(refused, 401, "authentication error", "User is not permitted to access the API");
            VssClient.assertError(
                    vss.requestToken("", basic(USER, "x")),
                    401,
                    "authentication error",
                    "Invalid username or password");
        });
    }

    @Test
    void before_paging_names_are_compared_as_shown_and_without_wildcards() throws Exception {
        in(FOUR + "profile: before-paging", vss -> {
            assertThat(vss.get("/v2/iso?name=.iso").path("data")).isEmpty();
            assertThat(vss.get("/v2/iso?name=u%25").path("data")).isEmpty();
            assertThat(vss.get("/v2/iso?name=a_b").path("data")).hasSize(1);
            assertThat(vss.get("/v2/iso?name=_").path("data")).hasSize(1);
            for (String target : List.of(PERSONAL, PERSONAL + "/223", "/v2/iso/1", "/v2/user/image")) {
                assertThat(vss.call("GET", target).status()).as(target).isEqualTo(404);
            }
            assertThat(vss.call("PATCH", PERSONAL).status()).isEqualTo(404);
            String api = vss.get("/v2/iso").at("/_links/api").asText();
            assertThat(vss.get(api.substring(api.indexOf("/v2/"))).path("data")).hasSize(3);
        });
    }

    @Test
    void a_filter_takes_thousands_of_values() throws Exception {
        in("catalogue-size: 2500", vss -> {
            String values =
                    IntStream.rangeClosed(1, 1500).mapToObj(String::valueOf).collect(Collectors.joining(","));
            assertThat(vss.get("/v2/iso?filter=id,in," + values)
                            .at("/meta/pages/total")
                            .asInt())
                    .isEqualTo(1498); // two of them are personal images
        });
    }

    private static List<String> requests(VssClient vss, String query) {
        List<String> ids = new ArrayList<>();
        vss.get(SYNCS + "?" + query)
                .path("data")
                .forEach(url -> ids.add(url.asText().substring(url.asText().lastIndexOf('/') + 1)));
        return ids;
    }

    @Test
    void requests_are_filtered_and_sorted_by_every_member_shown() throws Exception {
        in("speed: 1", vss -> {
            vss.sync();
            vss.advance("3s");
            vss.sync();
            vss.advance("2s");
            JsonNode shown = vss.get(SYNCS + "/42").path("data");
            assertThat(shown.path("username").asText()).isEqualTo(USER);
            assertThat(requests(vss, "filter=status,eq,PROCESSED")).containsExactly("42");
            assertThat(requests(vss, "filter=status,ne,PROCESSED")).containsExactly("43");
            assertThat(requests(vss, "filter=status,like,%25progress")).containsExactly("43");
            assertThat(requests(vss, "filter=type,eq,image_sync&sort=id,desc")).containsExactly("43", "42");
            assertThat(requests(
                            vss, "filter=task_id,eq," + shown.path("task_id").asText()))
                    .containsExactly("42");
            assertThat(requests(vss, "filter=username,in,josem,jm")).containsExactly("42", "43");
            assertThat(requests(vss, "filter=created_on,eq,2024-01-31%2019:00:03%20EST"))
                    .containsExactly("43");
            assertThat(requests(vss, "filter=updated_on,gt,2024-01-31%2019:00:05%20EST"))
                    .isEmpty();
            assertThat(requests(vss, "sort=status,asc")).containsExactly("43", "42");
            assertThat(requests(vss, "sort=updated_on,desc")).containsExactly("42", "43");
            assertThat(requests(vss, "sort=id,desc&per_page=1&page=2")).containsExactly("42");
            vss.advance("3s");
            assertThat(requests(vss, "filter=status,eq,PROCESSED")).containsExactly("42", "43");
        });
    }
}
