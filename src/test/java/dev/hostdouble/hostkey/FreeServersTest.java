package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Schema;
import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import dev.hostdouble.hostkey.FreeServers.Free;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The id of a free server leads to its preset and location, and stays the same while it is free. */
class FreeServersTest {
    private static final PresetYaml SMALL = preset(1, Map.of("NL", 2));
    private static final PresetYaml LARGE = preset(2, Map.of("US", 1_000_000));

    @AutoClose
    private final Database db = Database.open(List.of(Schema.of(StockDao.class)));

    private final StockDao stock = new StockDao(db);
    private final FreeServers free = new FreeServers(
            new Catalogue(new CatalogueYaml(List.of(SMALL, LARGE), List.of(), List.of(), List.of())), stock);

    private static PresetYaml preset(long id, Map<String, Integer> stock) {
        return new PresetYaml(id, "p" + id, true, true, "VPS", "", 1, 1, "10", 10, "", Map.of(), Map.of(), stock);
    }

    @Test
    void each_is_found_by_its_id_until_it_is_taken() {
        stock.put(1, "NL", 2);
        stock.put(2, "US", 1_000_000);
        List<Free> both = free.list(SMALL);
        assertThat(both)
                .hasSize(2)
                .allMatch(one -> free.find(one.id()).filter(one::equals).isPresent());
        assertThat(free.list(LARGE))
                .hasSize(100)
                .allMatch(one -> free.find(one.id()).filter(one::equals).isPresent());
        assertThat(stock.take(1, "NL")).isTrue();
        assertThat(free.list(SMALL)).containsExactly(both.get(0));
        assertThat(free.find(both.get(1).id())).isEmpty();
    }

    @Test
    void other_ids_are_of_none() {
        stock.put(1, "NL", 2);
        assertThat(List.of(Long.MIN_VALUE, 0L, 456L, 50_000L, 50_003L, 70_001L, Long.MAX_VALUE))
                .allMatch(id -> free.find(id).isEmpty());
    }
}
