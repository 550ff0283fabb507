package dev.hostdouble.vss;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The filter operators of the page. */
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

    /** Returns the SQL operator. */
    String sql() {
        return sql;
    }

    /** Whether it compares by order. */
    boolean isOrder() {
        return this == LT || this == LE || this == GT || this == GE;
    }

    /** Finds an operator by its lower-case name. */
    static Optional<FilterOperator> of(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
