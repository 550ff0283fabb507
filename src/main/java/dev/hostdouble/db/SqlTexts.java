package dev.hostdouble.db;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.cache.JdbiCache;
import org.jdbi.v3.core.cache.JdbiCacheBuilder;
import org.jdbi.v3.core.cache.JdbiCacheLoader;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Parses SQL with named parameters for all worlds. It keeps the parsed forms of the fixed texts of the DAOs, but not those of
 * lists, whose texts depend on what clients send. JDBI itself would keep a thousand of any length.
 */
final class SqlTexts implements SqlParser {
    /** The longest text that is kept, in characters. */
    static final int MAX_LENGTH = 2000;

    private static final String LIST = "list";

    private final Map<String, ParsedSql> fixed = new ConcurrentHashMap<>();

    private SqlTexts() {}

    /** Has JDBI parse SQL this way; texts are not templates. */
    static void use(SqlStatements config) {
        config.setTemplateEngine(TemplateEngine.NOP);
        config.setTemplateCache(new NoCaches());
        config.setSqlParser(new SqlTexts());
    }

    /** Marks a statement as a list; {@code isKept} is whether its connection may keep it. */
    static void markList(SqlStatements config, boolean isKept) {
        config.define(LIST, isKept);
    }

    /** Whether a statement is a list. */
    static boolean isList(StatementContext context) {
        return context.getAttribute(LIST) != null;
    }

    /** Whether a connection may keep a statement. */
    static boolean isKept(String sql, StatementContext context) {
        return sql.length() <= MAX_LENGTH && !Boolean.FALSE.equals(context.getAttribute(LIST));
    }

    @Override
    public ParsedSql parse(String sql, StatementContext context) {
        ParsedSql known = fixed.get(sql);
        if (known != null) {
            return known;
        }
        ParsedSql parsed = parsed(sql);
        if (!isList(context) && sql.length() <= MAX_LENGTH) {
            fixed.put(sql, parsed);
        }
        return parsed;
    }

    @Override
    public String nameParameter(String rawName, StatementContext context) {
        return ":" + rawName;
    }

    /**
     * Finds the parameters, {@code :name} or {@code ?}. JDBI's own parser is a generated one: it takes a twentieth of a start, and
     * longer for a list than H2 takes to run it.
     */
    static ParsedSql parsed(String sql) {
        ParsedSql.Builder parsed = ParsedSql.builder();
        int from = 0;
        for (int at = 0; at < sql.length(); at++) {
            char sign = sql.charAt(at);
            if (sign == '\'' || sign == '"') {
                int end = sql.indexOf(sign, at + 1);
                at = end < 0 ? sql.length() : end; // a doubled quote begins the next literal
            } else if (sign == ':') {
                int end = endOfName(sql, at + 1);
                if (end > at + 1) {
                    parsed.append(sql.substring(from, at)).appendNamedParameter(sql.substring(at + 1, end));
                    from = end;
                    at = end - 1;
                }
            } else if (sign == '?') {
                parsed.append(sql.substring(from, at)).appendPositionalParameter();
                from = at + 1;
            }
        }
        return parsed.append(sql.substring(from)).build();
    }

    private static int endOfName(String sql, int from) {
        int end = from;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    /** Makes caches of JDBI that keep nothing. */
    private static final class NoCaches implements JdbiCacheBuilder {
        @Override
        public <K, V> JdbiCache<K, V> build() {
            return buildWithLoader(key -> null);
        }

        @Override
        public <K, V> JdbiCache<K, V> buildWithLoader(JdbiCacheLoader<K, V> loader) {
            return new NoCache<>(loader);
        }

        @Override
        public JdbiCacheBuilder maxSize(int maxSize) {
            return this;
        }
    }

    private record NoCache<K, V>(JdbiCacheLoader<K, V> loader) implements JdbiCache<K, V> {
        @Override
        public V get(K key) {
            return loader.create(key);
        }

        @Override
        public V getWithLoader(K key, JdbiCacheLoader<K, V> other) {
            return other.create(key);
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // JDBI declares it
        public <T> @Nullable T getStats() {
            return null;
        }
    }
}
