package dev.hostdouble.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of queries is what they would give now, whatever was written or taken back meanwhile. */
class RememberedTest {
    private static final String TABLES = """
            CREATE TABLE fruit (id INT PRIMARY KEY, name VARCHAR);
            CREATE TABLE nut (id INT PRIMARY KEY, name VARCHAR);
            """;

    private final Database db = Database.open(List.of(TABLES));
    private final Remembered<Integer, Optional<String>> fruit =
            db.remember(id -> db.query("SELECT name FROM fruit WHERE id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne());
    private final Remembered<String, Long> both =
            db.remember(any -> db.query("SELECT COUNT(*) FROM fruit JOIN nut ON fruit.id = nut.id")
                    .mapTo(Long.class)
                    .one());

    @BeforeEach
    void plant() {
        db.transaction(() -> insert("fruit", 1, "apple"));
        assertThat(fruit.of(1)).contains("apple");
        assertThat(both.of("")).isZero();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private int insert(String table, int id, String name) {
        return db.update("INSERT INTO " + table + " VALUES (:id, :name)")
                .bind("id", id)
                .bind("name", name)
                .execute();
    }

    private int rename(String name) {
        return db.update("UPDATE fruit SET name = :name WHERE id = 1")
                .bind("name", name)
                .execute();
    }

    private long statements(Runnable work) {
        long before = db.statements();
        work.run();
        return db.statements() - before;
    }

    @Test
    void an_answer_that_is_known_takes_no_statement() {
        assertThat(statements(() -> assertThat(fruit.of(1)).contains("apple"))).isZero();
        assertThat(statements(() -> assertThat(fruit.of(2)).isEmpty())).isOne();
        assertThat(statements(() -> assertThat(fruit.of(2)).isEmpty())).isZero();
    }

    @Test
    void every_way_of_writing_is_seen() {
        rename("pear");
        assertThat(fruit.of(1)).contains("pear");
        db.update("MERGE INTO fruit (id, name) KEY (id) VALUES (1, 'plum')").execute();
        assertThat(fruit.of(1)).contains("plum");
        db.update("DELETE FROM fruit WHERE id = 1").execute();
        assertThat(fruit.of(1)).isEmpty();
        PreparedBatch batch = db.batch("INSERT INTO fruit VALUES (:id, :name)");
        batch.bind("id", 1).bind("name", "fig").add();
        assertThat(fruit.of(1)).isEmpty();
        batch.execute();
        assertThat(fruit.of(1)).contains("fig");
        db.run("UPDATE fruit SET name = 'date'");
        assertThat(fruit.of(1)).contains("date");
    }

    @Test
    void an_update_that_is_run_after_a_read_is_seen() {
        var later = db.update("UPDATE fruit SET name = 'pear'");
        assertThat(fruit.of(1)).contains("apple");
        later.execute();
        assertThat(fruit.of(1)).contains("pear");
    }

    @Test
    void loaded_rows_are_seen() {
        SavedTable saved = db.transaction(() -> db.tables().save("fruit"));
        db.transaction(() -> rename("pear"));
        assertThat(fruit.of(1)).contains("pear");
        db.transaction(() -> {
            db.tables().load(saved);
            return saved;
        });
        assertThat(fruit.of(1)).contains("apple");
    }

    @Test
    void what_is_taken_back_is_forgotten() {
        assertThatThrownBy(() -> db.transaction(() -> {
                    rename("pear");
                    assertThat(fruit.of(1)).contains("pear");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(fruit.of(1)).contains("apple");
        db.transaction(() -> {
            db.rehearse(() -> {
                rename("plum");
                return fruit.of(1);
            });
            assertThat(fruit.of(1)).contains("apple");
            assertThatThrownBy(() -> db.nested(() -> {
                        rename("fig");
                        fruit.of(1);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(fruit.of(1)).contains("apple");
            return rename("date");
        });
        assertThat(fruit.of(1)).contains("date");
    }

    @Test
    void other_tables_may_change_meanwhile() {
        db.transaction(() -> insert("nut", 7, "almond"));
        db.transaction(() -> db.next("any"));
        assertThat(statements(() -> assertThat(fruit.of(1)).contains("apple"))).isZero();
    }

    @Test
    void a_query_of_two_tables_sees_both_change() {
        insert("nut", 1, "almond");
        assertThat(both.of("")).isOne();
        db.update("DELETE FROM fruit WHERE id = 1").execute();
        assertThat(both.of("")).isZero();
    }

    @Test
    void what_rests_on_something_remembered_changes_with_it() {
        Remembered<Integer, String> outer =
                db.remember(id -> fruit.of(id).map("one "::concat).orElse("none"));
        assertThat(outer.of(1)).isEqualTo("one apple");
        rename("pear");
        assertThat(outer.of(1)).isEqualTo("one pear");
    }

    @Test
    void it_stays_small() {
        long before = db.spareBytes();
        for (int id = 10; id < 10_000; id++) {
            assertThat(fruit.of(id)).isEmpty();
        }
        assertThat(db.spareBytes() - before).isLessThan(200_000);
        Remembered<String, List<String>> large = db.remember(
                text -> db.query("SELECT name FROM fruit, SYSTEM_RANGE(1, 1000)")
                        .mapTo(String.class)
                        .list(),
                List::size);
        assertThat(large.of("a")).hasSize(1000);
        assertThat(large.bytes()).isZero();
        Remembered<String, Long> named = db.remember(name -> db.query("select count(*) from fruit where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one());
        assertThat(named.of("x".repeat(1 << 20))).isZero();
        assertThat(named.bytes()).isZero();
        assertThat(named.of("apple")).isOne();
        assertThat(named.bytes()).isPositive();
        rename("pear");
        assertThat(named.of("apple")).isZero();
        db.giveUpSpare();
        assertThat(fruit.of(1)).contains("pear");
    }

    @Test
    void what_reads_no_table_is_not_remembered() {
        Remembered<String, Integer> length = db.remember(String::length);
        assertThat(length.of("four")).isEqualTo(4);
        assertThat(length.bytes()).isZero();
    }
}
