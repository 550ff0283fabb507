package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Params;
import dev.hostdouble.db.Database;
import dev.hostdouble.vss.ImageDao.Image;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A large catalogue is read along its indexes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanTest {
    private final Database db = Database.open(List.of(VssApi.PROVIDER.tables().get()));
    private final ListSource<Image> images = LargeCatalogue.large(db, 3000).publicImages();

    @AfterAll
    void close() {
        db.close();
    }

    /** How H2 goes about the page of 10 that begins there. */
    private String plan(String filter, String sort, long offset) {
        ListQuery view = view(filter, sort);
        long total = images.count(view);
        WhereClause where = images.where(view);
        String sql = images.table().select(view, where, offset + 10, total, false);
        Query query = db.query("EXPLAIN " + sql + " LIMIT :limit OFFSET :offset")
                .bind("limit", 10)
                .bind("offset", offset);
        where.binds()
                .forEach((name, value) -> query.bind(name, value instanceof List<?> list ? list.toArray() : value));
        return query.mapTo(String.class).one();
    }

    private ListQuery view(String filter, String sort) {
        Map<String, Object> params = new HashMap<>();
        Map.of("filter", filter, "sort", sort).forEach((name, value) -> {
            if (!value.isEmpty()) {
                params.put(name, value);
            }
        });
        ListQuery view = ListQuery.of(new Params(params), images.fields(), FilterPropertyTest.DEFAULTS);
        assertThat(view.facts()).doesNotContain(VssFact.INVALID_FILTER, VssFact.INVALID_SORT, VssFact.BAD_VALUE);
        return view;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id",
                "id,desc",
                "name",
                "path",
                "data_store",
                "data_store,desc",
                "data_store,desc;id",
                "created_on",
                "updated_on",
                "public",
                "public,desc;name"
            })
    void the_whole_catalogue_is_sorted_by_an_index(String sort) {
        assertThat(plan("", sort, 0)).endsWith("/* index sorted */");
        assertThat(plan("", sort, 1490)).endsWith("/* index sorted */");
    }

    /** Ties are in the order of ids, which an index the other way round does not give; H2 sorts them alone. */
    @ParameterizedTest
    @ValueSource(strings = {"name,desc", "path,desc", "created_on,desc", "updated_on,desc"})
    void a_descending_sort_uses_an_index_for_all_but_ties(String sort) {
        assertThat(plan("", sort, 0)).endsWith("/* index sorted: 1 of 2 columns */");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name,eq,x|NAME_KEY: NAME_KEY = ?1",
                "path,eq,x|PATH_KEY: PATH_KEY = ?1",
                "created_on,eq,2020-01-01|CREATED_AT: CREATED_AT = ?1",
                "id,eq,7|PRIMARY_KEY",
                "id,in,4,5,6|PRIMARY_KEY",
                "name,in,x,y|NAME_KEY: NAME_KEY IN("
            })
    void an_equality_filter_uses_an_index_under_any_sort(String filter, String index) {
        for (String sort : new String[] {"", "name,desc", "data_store", "updated_on,desc"}) {
            assertThat(plan(filter, sort, 0)).contains(index);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,gt,2990|path|ID > ?1",
                "created_on,gt,2023-12-20|id|CREATED_AT > ?1",
                "created_on,ge,2020-01-01|created_on|CREATED_AT >= ?1",
                "updated_on,lt,2012-01-20|name|UPDATED_AT < ?1",
                "name,le,almalinux-1|path|NAME_KEY <= ?1"
            })
    void a_range_filter_uses_an_index(String filter, String sort, String range) {
        assertThat(plan(filter, sort, 0)).contains(": " + range);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "name,desc", "created_on"})
    void a_pattern_with_a_literal_prefix_uses_an_index(String sort) {
        assertThat(plan("name,like,CentOS-19.11-x%", sort, 0)).contains("NAME_KEY >= ?1", "NAME_KEY < ?2");
        assertThat(plan("path,like,[vss-Archive] BSD/NetBSD%", sort, 0)).contains("PATH_KEY >= ?1", "PATH_KEY < ?2");
    }

    @Test
    void any_number_of_values_has_the_same_sql() {
        String values = IntStream.range(0, 5000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat(images.where(view("id,in," + values, "")).sql())
                .isEqualTo(images.where(view("id,in,1", "")).sql());
        assertThat(images.count(view("id,in," + values, ""))).isEqualTo(3000);
    }

    @Test
    void a_frequent_value_is_found_along_the_sort_order() {
        assertThat(plan("name,like,%arm64%", "created_on", 0))
                .contains("/* PUBLIC.VSS_ISO_CREATED_AT */")
                .endsWith("/* index sorted */");
        assertThat(plan("name,ne,x", "data_store,desc", 0)).endsWith("/* index sorted */");
    }
}
