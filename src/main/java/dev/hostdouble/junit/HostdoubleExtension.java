package dev.hostdouble.junit;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ClockClient;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.WorldClient;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link HostdoubleTest} registers. Register it yourself to choose settings, start state, scenarios or clock in code:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final HostdoubleExtension HOSTDOUBLE =
 *         HostdoubleExtension.builder().world("rich").scenario("any/slow-provider,delay=3s").build();
 * }</pre>
 *
 * <p>The annotations on the class and its methods count before what the builder says; their scenarios are added. There is one
 * server for each distinct settings, on a free port, until the end of the run. Tests may run in parallel.
 */
public final class HostdoubleExtension
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver, InvocationInterceptor {
    private static final Namespace NAMESPACE = Namespace.create(HostdoubleExtension.class);
    private static final Set<Class<?>> OF_THE_SERVER = Set.of(Hostdouble.class, HostdoubleClient.class);
    private static final Set<Class<?>> OF_A_WORLD = Set.of(WorldClient.class, ClockClient.class);

    private final Settings settings;
    private final List<String> scenarios;
    private final Optional<String> clock;

    /** As {@link HostdoubleTest} registers it: {@link Settings#forTests()}. */
    public HostdoubleExtension() {
        this(builder());
    }

    private HostdoubleExtension(Builder builder) {
        this.settings = builder.world.isPresent() ? builder.settings.withWorld(builder.world.get()) : builder.settings;
        this.scenarios = List.copyOf(builder.scenarios);
        this.clock = builder.clock;
    }

    /** Chooses what {@link HostdoubleTest} leaves at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The choices for an extension. */
    public static final class Builder {
        private Settings settings = Settings.forTests();
        private Optional<String> world = Optional.empty();
        private Optional<String> clock = Optional.empty();
        private final List<String> scenarios = new ArrayList<>();

        private Builder() {}

        /** The settings of the server; without it, {@link Settings#forTests()}. */
        public Builder settings(Settings chosen) {
            settings = chosen;
            return this;
        }

        /** The start state: {@code default}, {@code rich} or a folder. */
        public Builder world(String nameOrFolder) {
            world = Optional.of(nameOrFolder);
            return this;
        }

        /** Adds a scenario for each test, as {@link Scenario} names it. */
        public Builder scenario(String reference) {
            scenarios.add(reference);
            return this;
        }

        /** The mode of the clock, as {@link Clock} names it. */
        public Builder clock(String mode) {
            clock = Optional.of(mode);
            return this;
        }

        /** The extension. */
        public HostdoubleExtension build() {
            return new HostdoubleExtension(this);
        }
    }

    /** So that a constructor gets the world of the test that it is called for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        world(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestWorld world = context.getStore(NAMESPACE).get(this, TestWorld.class);
        if (world != null) {
            world.end(context);
        }
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation,
            DynamicTestInvocationContext invocationContext,
            ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable e) {
            TestWorld world = context.getStore(NAMESPACE).get(this, TestWorld.class);
            if (world != null) {
                world.failed(e);
            }
            throw e;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return OF_THE_SERVER.contains(type) || OF_A_WORLD.contains(type) || parameter.isAnnotated(BaseUrl.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
        Parameter parameter = parameterContext.getParameter();
        if (parameter.getType() == Hostdouble.class) {
            return server(context).hostdouble();
        }
        if (parameter.getType() == HostdoubleClient.class) {
            return server(context).hostdouble().client();
        }
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "each test has its own world, so " + parameter
                            + " has none: take it as a parameter of tests and @BeforeEach methods. The constructor has one with"
                            + " Lifecycle.PER_METHOD from JUnit 5.12 on. @BeforeAll methods may take Hostdouble or HostdoubleClient");
        }
        TestWorld world = world(context);
        if (parameter.getType() == WorldClient.class) {
            return world.client();
        }
        if (parameter.getType() == ClockClient.class) {
            return world.client().clock();
        }
        String provider =
                parameterContext.findAnnotation(BaseUrl.class).orElseThrow().value();
        return BaseUrls.of(provider, parameter.getType(), world);
    }

    private SharedServer server(ExtensionContext context) {
        return SharedServer.of(context, NAMESPACE, TestChoices.of(context).settings(settings));
    }

    @SuppressWarnings("deprecation") // Its successor came with JUnit 6.
    private TestWorld world(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        this,
                        none -> TestWorld.begin(
                                context,
                                server(context),
                                TestChoices.of(context).plus(scenarios, clock)),
                        TestWorld.class));
    }
}
