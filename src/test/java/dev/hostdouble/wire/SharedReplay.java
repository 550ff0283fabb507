package dev.hostdouble.wire;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all test classes of a build the same {@link GoldenReplay}; JUnit closes it at the end. */
final class SharedReplay implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedReplay.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == GoldenReplay.class;
    }

    @Override
    public GoldenReplay resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("replay", key -> new GoldenReplay(), GoldenReplay.class);
    }
}
