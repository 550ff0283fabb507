package dev.hostdouble.db;

import dev.hostdouble.db.TableVersions.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a query gave for some keys, until a table that it reads is written, or a transaction is rolled back: most of what clients
 * read changes far less often than they read it. It holds only what the query alone decides, by its key and the tables. Guarded by
 * the lock of the world.
 *
 * @param <K> what the query is asked with
 * @param <V> what it gives; immutable
 */
public final class Remembered<K, V> {
    /** Beyond, it begins anew: clients may ask for anything. */
    private static final int MOST = 64;

    private static final int MOST_ROWS = 256;

    /** Longer texts are not remembered: clients may send a token of a megabyte. */
    private static final int LONGEST = 500;

    /** A row of a result, or a key. */
    private static final int ROW_BYTES = 400;

    private final TableVersions versions;
    private final Function<K, V> query;
    private final ToIntFunction<V> rows;
    private final Map<K, V> known = new HashMap<>(4);
    private final Set<Table> tables = new HashSet<>(2);
    private long version;
    private int size;

    /** @param rows about how many rows a result has */
    Remembered(TableVersions versions, Function<K, V> query, ToIntFunction<V> rows) {
        this.versions = versions;
        this.query = query;
        this.rows = rows;
    }

    /** What the query gives now. */
    public V of(K key) {
        if (version != versions.version(tables)) {
            forget();
        }
        V value = known.get(key);
        if (value == null) {
            return ask(key);
        }
        versions.read(tables);
        return value;
    }

    private V ask(K key) {
        AtomicReference<@Nullable V> asked = new AtomicReference<>();
        Set<Table> read = versions.readBy(() -> asked.set(query.apply(key)));
        V value = Objects.requireNonNull(asked.get());
        if (read.isEmpty()) {
            return value; // nobody would know when it changes
        }
        int more = 1 + rows.applyAsInt(value);
        if (tables.addAll(read) || size + more > MOST_ROWS || known.size() == MOST) {
            forget();
        }
        boolean isLong = key instanceof CharSequence text && text.length() > LONGEST;
        if (more <= MOST_ROWS && !isLong) {
            known.put(key, value);
            size += more;
        }
        return value;
    }

    void forget() {
        known.clear();
        size = 0;
        version = versions.version(tables);
    }

    /** About how much memory it uses. */
    long bytes() {
        return (long) size * ROW_BYTES;
    }
}
