package dev.hostdouble.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison of replies with the documents notices what a document does not allow. */
class DocumentedRepliesTest {
    private static final DocumentedReplies REPLIES = DocumentedReplies.OF_PROVIDERS;
    private static final String LIST = "hostkey/iso.list_iso";
    private static final String JSON = "application/json";
    private static final String GOOD = """
            {"result":"OK","action":"list_iso","module":"iso","server_id":456,"iso_images":[{"id":123,\
            "iso_name":"a.iso","description":"","size":1,"created_at":"2024-01-15T10:30:00Z"}]}""";

    @Test
    void a_reply_of_the_page_is_allowed() {
        assertThat(REPLIES.problems(LIST, 200, JSON, GOOD)).isEmpty();
        assertThat(REPLIES.problems(LIST, 200, "application/json; charset=utf-8", GOOD))
                .isEmpty();
    }

    @Test
    void a_status_that_no_row_has_is_not_allowed() {
        assertThat(REPLIES.problems(LIST, 404, JSON, GOOD))
                .containsExactly("hostkey/iso.list_iso 404: this status is not in the document");
    }

    @Test
    void a_media_type_that_it_does_not_have_is_not_allowed() {
        assertThat(REPLIES.problems(LIST, 200, "text/html", GOOD))
                .singleElement()
                .asString()
                .contains("'text/html'");
        assertThat(REPLIES.problems(LIST, 200, "", GOOD))
                .singleElement()
                .asString()
                .contains("''");
    }

    @Test
    void an_empty_body_is_not_allowed_where_there_is_one() {
        assertThat(REPLIES.problems(LIST, 200, JSON, "")).isNotEmpty();
    }

    @Test
    void what_is_not_JSON_is_not_allowed() {
        assertThat(REPLIES.problems(LIST, 200, JSON, "{"))
                .containsExactly("hostkey/iso.list_iso 200: the body is not JSON");
    }

    @Test
    void a_member_of_another_type_is_named_by_its_place() {
        List<String> problems = REPLIES.problems(LIST, 200, JSON, GOOD.replace("\"id\":123", "\"id\":\"123\""));
        assertThat(problems).anySatisfy(problem -> assertThat(problem)
                .startsWith("hostkey/iso.list_iso 200: /iso_images/0/id: ")
                .contains("integer"));
    }

    @Test
    void a_member_too_few_or_too_many_is_not_allowed() {
        assertThat(REPLIES.problems(LIST, 200, JSON, GOOD.replace("\"size\":1,", "")))
                .isNotEmpty();
        assertThat(REPLIES.problems(LIST, 200, JSON, GOOD.replace("\"size\":1,", "\"size\":1,\"more\":1,")))
                .isNotEmpty();
    }

    @Test
    void a_word_and_a_format_that_it_does_not_know_are_not_allowed() {
        assertThat(REPLIES.problems(LIST, 200, JSON, GOOD.replace("\"OK\"", "\"Yes\"")))
                .isNotEmpty();
        assertThat(REPLIES.problems(LIST, 200, JSON, GOOD.replace("T10:30:00Z", " 10:30:00")))
                .isNotEmpty();
    }

    @Test
    void an_error_is_no_success_and_nothing_in_between() {
        assertThat(REPLIES.problems(LIST, 200, JSON, "{\"code\":-1,\"message\":\"Server id required\"}"))
                .isEmpty();
        assertThat(REPLIES.problems(LIST, 200, JSON, "{\"code\":-1}")).isNotEmpty();
        assertThat(REPLIES.problems(LIST, 200, JSON, "{\"code\":-1,\"message\":\"no\",\"server_id\":1}"))
                .isNotEmpty();
    }

    @Test
    void an_error_about_a_key_repeats_it() {
        String check = "hostkey/eq_callback.check";
        assertThat(REPLIES.problems(check, 200, JSON, "{\"code\":-1,\"message\":\"AsyncKey not found\",\"key\":\"a\"}"))
                .isEmpty();
        assertThat(REPLIES.problems(check, 200, JSON, "{\"code\":-1,\"message\":\"AsyncKey not found\"}"))
                .isNotEmpty();
    }

    /** What was found wrong is found wrong again. */
    @Test
    void only_what_is_allowed_is_remembered() {
        String bad = GOOD.replace("456", "\"456\"");
        assertThat(REPLIES.problems(LIST, 200, JSON, bad)).isNotEmpty();
        assertThat(REPLIES.problems(LIST, 200, JSON, bad)).isNotEmpty();
    }

    @Test
    void an_answer_without_a_body_must_have_none() {
        DocumentedReplies replies = DocumentedReplies.parse("""
                {"paths": {"/": {"delete": {"x-operation": "a/b.c", "responses": {"204": {"description": "ok"}}}}}}""");
        assertThat(replies.problems("a/b.c", 204, "", "")).isEmpty();
        assertThat(replies.problems("a/b.c", 204, JSON, "{}")).isNotEmpty();
    }
}
