package dev.hostdouble.junit;

import dev.hostdouble.client.HostdoubleException;
import dev.hostdouble.client.VerificationResult;
import dev.hostdouble.client.WorldClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The world of one test, from its first parameter to its verification. */
final class TestWorld {
    private static final int NOT_FOUND = 404;

    private final SharedServer server;
    private final WorldClient client;
    private final AtomicReference<@Nullable Throwable> dynamicFailure = new AtomicReference<>();

    private TestWorld(SharedServer server, WorldClient client) {
        this.server = server;
        this.client = client;
    }

    /** A fresh world with the scenarios and the clock of a test. */
    static TestWorld begin(ExtensionContext context, SharedServer server, TestChoices choices) {
        String name = WorldName.of(context);
        server.delete(name); // a failed test that is run again
        TestWorld world = new TestWorld(server, server.client().createWorld(name));
        boolean isReady = false;
        try {
            choices.clock().ifPresent(world::setClock);
            choices.scenarios().forEach(scenario -> world.activate(scenario, context.getRequiredTestClass()));
            isReady = true;
            return world;
        } finally {
            if (!isReady) {
                server.delete(name);
            }
        }
    }

    WorldClient client() {
        return client;
    }

    List<String> apis() {
        return server.apis();
    }

    private void setClock(String mode) {
        try {
            client.clock().setMode(mode);
        } catch (HostdoubleException e) {
            throw new ExtensionConfigurationException("@Clock(\"" + mode + "\"): " + e.getMessage(), e);
        }
    }

    private void activate(String reference, Class<?> test) {
        try {
            if (ScenarioFile.isFile(reference)) {
                client.scenarios().activateText(ScenarioFile.read(reference, test));
            } else {
                client.scenarios().activate(reference);
            }
        } catch (HostdoubleException | IllegalArgumentException | IOException e) {
            throw new ExtensionConfigurationException("@Scenario(\"" + reference + "\"): " + e.getMessage(), e);
        }
    }

    /** A dynamic test of this method has failed; JUnit tells its factory method nothing of it. */
    void failed(Throwable failure) {
        if (!(failure instanceof TestAbortedException)) {
            dynamicFailure.compareAndSet(null, failure);
        }
    }

    /**
     * Verifies what the scenarios expect, and reports a failure.
     *
     * @throws AssertionFailedError if a rule was expected to apply and did not; JUnit adds it to the test's own failure
     */
    void end(ExtensionContext context) {
        Optional<Throwable> failure =
                context.getExecutionException().or(() -> Optional.ofNullable(dynamicFailure.get()));
        boolean isAborted =
                failure.filter(TestAbortedException.class::isInstance).isPresent();
        boolean isKept = false;
        try {
            String unmet = isAborted ? "" : unmet();
            if (!isAborted && (failure.isPresent() || !unmet.isEmpty())) {
                isKept = true;
                FailureReport.publish(client, context);
            }
            if (!unmet.isEmpty()) {
                throw new AssertionFailedError(unmet);
            }
        } finally {
            if (isKept) {
                server.keep(client.name());
            } else {
                server.delete(client.name());
            }
        }
    }

    /** What the active scenarios expect in vain, or the empty text. */
    private String unmet() {
        try {
            VerificationResult result = client.verify();
            return result.verified() ? "" : UnmetRules.text(client, result);
        } catch (HostdoubleException e) {
            if (e.status() == NOT_FOUND || e.status() == 0) {
                return ""; // the test has deleted its world, or closed the server
            }
            throw e;
        }
    }
}
