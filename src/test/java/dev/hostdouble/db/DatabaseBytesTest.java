package dev.hostdouble.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The estimate of a database's memory follows its rows. */
class DatabaseBytesTest {
    private static final String INSERT = "INSERT INTO note (id, text) VALUES (:id, :text)";

    private final Database database =
            Database.open(List.of("CREATE TABLE note (id BIGINT PRIMARY KEY, text VARCHAR NOT NULL)"));
    private final long empty = database.bytes();

    @AfterEach
    void close() {
        database.close();
    }

    private void insert(int id, String text) {
        database.update(INSERT).bind("id", id).bind("text", text).execute();
    }

    private long rows() {
        return database.bytes() - empty;
    }

    @Test
    void rows_count_with_their_texts() {
        database.transaction(() -> {
            insert(1, "short");
            assertThat(rows()).isBetween(100L, 300L);
            insert(2, "x".repeat(100_000));
            assertThat(rows()).isBetween(100_000L, 101_000L);
            return rows();
        });
    }

    @Test
    void rows_of_a_batch_count() {
        database.transaction(() -> {
            PreparedBatch batch = database.batch(INSERT);
            for (int i = 0; i < 100; i++) {
                batch.bind("id", i).bind("text", "text").add();
            }
            batch.execute();
            return batch;
        });
        assertThat(rows()).isBetween(100 * 200L, 100 * 500L);
    }

    @Test
    void deleted_rows_do_not_count_any_more() {
        database.transaction(() -> {
            for (int i = 0; i < 10; i++) {
                insert(i, "text");
            }
            long all = rows();
            database.update("DELETE FROM note WHERE id < :end").bind("end", 5).execute();
            assertThat(rows()).isEqualTo(all / 2);
            database.update("DELETE FROM note").execute();
            assertThat(rows()).isZero();
            return all;
        });
    }

    @Test
    void what_is_rolled_back_does_not_count() {
        assertThatIllegalStateException()
                .isThrownBy(() -> database.transaction(() -> {
                    insert(1, "x".repeat(1000));
                    throw new IllegalStateException("for a test");
                }));
        assertThat(rows()).isZero();
        database.transaction(() -> {
            database.rehearse(() -> {
                insert(1, "x".repeat(1000));
                return rows();
            });
            assertThat(rows()).isZero();
            return rows();
        });
    }

    @Test
    void statements_are_counted_and_can_be_given_up() {
        database.transaction(() -> {
            insert(1, "text");
            return rows();
        });
        assertThat(database.spareBytes()).isPositive();
        database.giveUpSpare();
        assertThat(database.spareBytes()).isZero();
        database.transaction(() -> {
            insert(2, "text");
            return rows();
        });
    }
}
