package dev.hostdouble.db;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

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
    private static final Optional<Function<Object, Argument>> SET_OBJECT =
            Optional.of(value -> (position, statement, context) -> statement.setObject(position, value));

    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return SCALARS.contains(type) ? SET_OBJECT : Optional.empty();
    }
}
