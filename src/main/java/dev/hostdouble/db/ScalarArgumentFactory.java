package dev.hostdouble.db;

import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementContext;

/** Binds scalar values and arrays of them. JDBI can do this itself, but it searches all its factories for each value. */
final class ScalarArgumentFactory implements ArgumentFactory.Preparable {
    private static final Set<Type> SCALARS = Set.of(
            String.class,
            long.class,
            Long.class,
            int.class,
            Integer.class,
            boolean.class,
            Boolean.class,
            double.class,
            Object[].class);
    private static final Optional<Function<Object, Argument>> SET_OBJECT = Optional.of(Scalar::new);

    /** A value to bind. */
    record Scalar(Object value) implements Argument {
        @Override
        public void apply(int position, PreparedStatement statement, StatementContext context) throws SQLException {
            if (value instanceof String text) {
                RowBytes.bound(text, context);
            }
            statement.setObject(position, value);
        }
    }

    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return SCALARS.contains(type) ? SET_OBJECT : Optional.empty();
    }
}
