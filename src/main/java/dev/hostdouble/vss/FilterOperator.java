package dev.hostdouble.vss;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The operators of the page. */
enum FilterOperator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    LIKE("LIKE"),
    IN("IN");

    private final String sql;

    FilterOperator(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** The operator of that word, which is in lower case. */
    static Optional<FilterOperator> of(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
