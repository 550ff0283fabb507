package dev.hostdouble.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The numbers of sequences, which are in their table whenever somebody looks at it. */
class SequencesTest {
    private final Database db = Database.open(List.of());

    @AfterEach
    void close() {
        db.close();
    }

    private long next() {
        return db.transaction(() -> db.next("id"));
    }

    private long hash() {
        return db.transaction(db::contentHash);
    }

    private String saved() {
        return db.transaction(() -> db.tables().save("sequence")).rows().toString();
    }

    @Test
    void numbers_follow_each_other() {
        assertThat(db.hasBegun("id")).isFalse();
        assertThat(List.of(next(), next(), next())).containsExactly(1L, 2L, 3L);
        assertThat(db.hasBegun("id")).isTrue();
        db.transaction(() -> {
            db.startSequence("id", 100);
            return db.next("other");
        });
        assertThat(next()).isEqualTo(100);
        assertThat(saved()).isEqualTo("[{\"name\":\"id\",\"next_value\":101}, {\"name\":\"other\",\"next_value\":2}]");
        assertThat(next()).isEqualTo(101);
    }

    @Test
    void a_rollback_takes_numbers_back_whether_they_were_saved_or_not() {
        next();
        long before = hash();
        for (boolean isSaved : new boolean[] {false, true}) {
            assertThatThrownBy(() -> db.transaction(() -> {
                        db.next("id");
                        db.next("new");
                        if (isSaved) {
                            assertThat(db.contentHash()).isNotEqualTo(before);
                        }
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(hash()).isEqualTo(before);
            assertThat(db.hasBegun("new")).isFalse();
        }
        assertThat(next()).isEqualTo(2);
        assertThat(saved()).isEqualTo("[{\"name\":\"id\",\"next_value\":3}]");
    }

    @Test
    void a_part_of_a_transaction_is_taken_back_alone() {
        db.transaction(() -> {
            db.next("id");
            db.rehearse(() -> {
                db.contentHash(); // writes it to the table, and the rehearsal takes that back
                return db.next("id");
            });
            assertThatThrownBy(() -> db.nested(() -> {
                        db.next("id");
                        db.next("id");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            return db.nested(() -> db.next("id"));
        });
        assertThat(next()).isEqualTo(3);
        assertThat(saved()).isEqualTo("[{\"name\":\"id\",\"next_value\":4}]");
    }

    @Test
    void what_was_written_to_the_table_and_taken_back_is_not_lost() {
        next();
        saved();
        next();
        next();
        db.transaction(() -> db.rehearse(db::contentHash));
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.contentHash();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(saved()).isEqualTo("[{\"name\":\"id\",\"next_value\":4}]");
        assertThat(next()).isEqualTo(4);
    }

    @Test
    void loaded_numbers_count() {
        next();
        SavedTable table = db.transaction(() -> db.tables().save("sequence"));
        next();
        next();
        db.transaction(() -> {
            db.tables().load(table);
            return table;
        });
        assertThat(next()).isEqualTo(2);
    }

    @Test
    void a_failed_load_leaves_the_numbers() {
        next();
        SavedTable table = db.transaction(() -> db.tables().save("sequence"));
        next();
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.tables().load(table);
                    db.next("id");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(next()).isEqualTo(3);
    }
}
