package dev.hostdouble.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** What the database says when it fails. */
class DatabaseTest {
    @Test
    void a_failed_statement_names_no_bound_value() {
        try (Database database = Database.open(List.of("CREATE TABLE t (v INT)"))) {
            assertThat(database.update("INSERT INTO t VALUES (:v)").bind("v", 7).execute())
                    .isEqualTo(1);
            assertThatThrownBy(() -> database.update("INSERT INTO none VALUES (:v)")
                            .bind("v", "S3CRET")
                            .execute())
                    .isInstanceOf(JdbiException.class)
                    .hasMessageNotContaining("S3CRET");
        }
    }
}
