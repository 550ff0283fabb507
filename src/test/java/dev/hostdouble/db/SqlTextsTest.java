package dev.hostdouble.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of SQL, which are found without JDBI's own parser. */
class SqlTextsTest {
    private static final Pattern BLOCK = Pattern.compile("\"\"\"\n(.*?)\"\"\"", Pattern.DOTALL);
    private static final Pattern SQL = Pattern.compile("\\s*(SELECT|INSERT|UPDATE|DELETE|MERGE)\\b.*", Pattern.DOTALL);

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

    private static ParsedSql[] bothWays(String sql) {
        try (Handle handle = SharedJdbi.JDBI.open()) {
            StatementContext context = handle.createQuery(sql).getContext();
            SqlParser own = context.getConfig(SqlStatements.class).getSqlParser();
            return new ParsedSql[] {own.parse(sql, context), new ColonPrefixSqlParser().parse(sql, context)};
        }
    }

    private static void requireSame(String sql) {
        ParsedSql[] both = bothWays(sql);
        assertThat(both[0].getSql()).isEqualTo(both[1].getSql());
        assertThat(both[0].getParameters().getParameterNames())
                .isEqualTo(both[1].getParameters().getParameterNames());
        assertThat(both[0].getParameters().isPositional())
                .isEqualTo(both[1].getParameters().isPositional());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                ":a",
                "INSERT INTO t VALUES (?, '?', ?)",
                "SELECT :a, :b2,:a_b WHERE x=:_c)",
                "SELECT ':a', 'it''s :b', :c",
                "SELECT '' || :a || ''''",
                "UPDATE t SET x = :newName\nWHERE y = ANY(:list) AND z <> ''",
            })
    void parameters_are_found_outside_of_quotes(String sql) {
        requireSame(sql);
    }

    @Test
    void the_statements_of_the_daos_are_read_alike() throws IOException {
        List<String> statements;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            statements = files.filter(file -> file.toString().endsWith("Dao.java"))
                    .flatMap(SqlTextsTest::blocks)
                    .toList();
        }
        assertThat(statements).hasSizeGreaterThan(30).allSatisfy(SqlTextsTest::requireSame);
    }

    private static Stream<String> blocks(Path file) {
        try {
            return BLOCK.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1).stripIndent().replace("\\\n", ""))
                    .filter(text -> SQL.matcher(text).matches() && !text.contains("--"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
