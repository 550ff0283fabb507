package dev.hostdouble.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is kept of statements is bounded, whatever clients send. */
class StatementCacheTest {
    @AutoClose
    private final Database db = Database.open(List.of("CREATE TABLE thing (id BIGINT PRIMARY KEY)"));

    private long list(int conditions, boolean isKept) {
        String sql = "SELECT COUNT(*) FROM thing WHERE id > :p" + " AND id <> :p".repeat(conditions);
        return db.list(sql, isKept).bind("p", 0).mapTo(Long.class).one();
    }

    @Test
    void lists_of_all_lengths_leave_little_behind() {
        for (int i = 0; i < 100; i++) {
            list(i, true);
        }
        long full = db.spareBytes();
        for (int i = 100; i < 1000; i++) {
            list(i, true);
        }
        for (int i = 0; i < 100; i++) {
            list(i, true);
        }
        assertThat(db.spareBytes()).isEqualTo(full).isLessThan(1 << 20);
    }

    @Test
    void a_list_that_is_not_to_be_kept_leaves_nothing_behind() {
        long before = db.spareBytes();
        list(1, false);
        assertThat(db.spareBytes()).isEqualTo(before);
    }

    @Test
    void lists_never_push_out_the_statements_of_the_program() {
        String sql = "SELECT COUNT(*) FROM thing WHERE id = :id";
        db.query(sql).bind("id", 1).mapTo(Long.class).one();
        for (int i = 0; i < 100; i++) {
            list(i, true);
        }
        long before = db.spareBytes();
        db.query(sql).bind("id", 2).mapTo(Long.class).one();
        assertThat(db.spareBytes()).isEqualTo(before);
    }

    @Test
    void a_statement_that_was_dropped_can_run_again() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(list(i, true)).isZero();
            }
        }
    }
}
