package dev.hostdouble.db;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often each table may have changed. Which tables a statement reads or writes stands in its text: behind FROM or JOIN, or at
 * its beginning. The schemas have no triggers, no views and no cascades.
 */
final class TableVersions {
    private static final Pattern READ = Pattern.compile("\\b(?:FROM|JOIN)\\s+\"?(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WRITTEN =
            Pattern.compile("\\s*(?:INSERT INTO|MERGE INTO|UPDATE|DELETE FROM)\\s+\"?(\\w+)", Pattern.CASE_INSENSITIVE);

    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, Table> byStatement = new HashMap<>();
    private @Nullable Set<Table> reading;
    private long all;
    private long total;

    /** A table, and how often it may have changed. */
    static final class Table {
        private long version;
    }

    private Table table(String name) {
        return tables.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new Table());
    }

    /** Notes that any table may have changed. */
    void changed() {
        all++;
        total++;
    }

    /** Notes that a fixed statement has run that writes a table. */
    void written(String sql) {
        byStatement.computeIfAbsent(sql, this::target).version++;
        total++;
    }

    private Table target(String sql) {
        Matcher found = WRITTEN.matcher(sql);
        if (!found.lookingAt()) {
            throw new IllegalArgumentException("which table does it write? " + sql);
        }
        return table(found.group(1));
    }

    /** Notes that a statement reads, if anybody wants to know. */
    void read(String sql) {
        if (reading != null) {
            Matcher found = READ.matcher(sql);
            while (found.find()) {
                reading.add(table(found.group(1)));
            }
        }
    }

    /** Notes that tables are read, if anybody wants to know. */
    void read(Collection<Table> some) {
        if (reading != null) {
            reading.addAll(some);
        }
    }

    /** Runs work and returns the tables that it reads; what is around this reads them too. */
    Set<Table> readBy(Runnable work) {
        Set<Table> around = reading;
        Set<Table> own = new LinkedHashSet<>();
        reading = own;
        try {
            work.run();
        } finally {
            reading = around;
        }
        read(own);
        return own;
    }

    /** A number that grows when any table may have changed. */
    long version() {
        return total;
    }

    /** A number that grows when one of some tables may have changed. */
    long version(Collection<Table> some) {
        long sum = all;
        for (Table one : some) {
            sum += one.version;
        }
        return sum;
    }
}
