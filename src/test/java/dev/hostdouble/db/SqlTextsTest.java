package dev.hostdouble.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.statement.ParsedSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of SQL, which are found without JDBI's own parser. */
class SqlTextsTest {
    @Test
    void parameters_become_question_marks_in_their_order() {
        ParsedSql parsed =
                SqlTexts.parsed("SELECT a FROM t WHERE id = :id AND (n LIKE :first_1 OR n=:id) LIMIT :limit");
        assertThat(parsed.getSql()).isEqualTo("SELECT a FROM t WHERE id = ? AND (n LIKE ? OR n=?) LIMIT ?");
        assertThat(parsed.getParameters().getParameterNames()).containsExactly("id", "first_1", "id", "limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "",
                "SELECT ':no' FROM t",
                "SELECT 'it''s :no' FROM \"a:b\"",
                "SELECT CAST(a AS VARCHAR) || ': ' FROM t",
                "SELECT 'unfinished :no"
            })
    void texts_without_parameters_stay_as_they_are(String sql) {
        ParsedSql parsed = SqlTexts.parsed(sql);
        assertThat(parsed.getSql()).isEqualTo(sql);
        assertThat(parsed.getParameters().getParameterCount()).isZero();
    }

    @Test
    void a_parameter_may_end_the_text_or_follow_a_literal() {
        assertThat(SqlTexts.parsed("UPDATE t SET a = 'x:y', b = :b WHERE c = :c")
                        .getSql())
                .isEqualTo("UPDATE t SET a = 'x:y', b = ? WHERE c = ?");
    }
}
