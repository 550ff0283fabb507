package dev.hostdouble.testcontainers;

import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.HostdoubleException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.rnorth.ducttape.TimeoutException;
import org.rnorth.ducttape.ratelimits.RateLimiterBuilder;
import org.rnorth.ducttape.unreliables.Unreliables;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Waits until the health check answers, and no longer than the server runs: a wrong setting ends it at once, and a test should
 * not wait for the timeout to learn that.
 */
final class HealthWaitStrategy extends AbstractWaitStrategy {
    private static final int ASKED_PER_SECOND = 5;

    /** The server has ended; the message is what it has printed. */
    static final class EndedException extends ContainerLaunchException {
        private static final long serialVersionUID = 1L;

        EndedException(String message) {
            super(message);
        }
    }

    HealthWaitStrategy() {
        withRateLimiter(RateLimiterBuilder.newBuilder()
                .withRate(ASKED_PER_SECOND, TimeUnit.SECONDS)
                .withConstantThroughput()
                .build());
    }

    @Override
    protected void waitUntilReady() {
        try {
            Unreliables.retryUntilTrue(
                    Math.toIntExact(startupTimeout.toSeconds()), TimeUnit.SECONDS, () -> getRateLimiter()
                            .getWhenReady(() -> answers() || !waitStrategyTarget.isRunning()));
        } catch (TimeoutException e) {
            throw new ContainerLaunchException(
                    "no reply from " + url() + " within " + startupTimeout.toSeconds() + " s", e);
        }
        if (!waitStrategyTarget.isRunning()) {
            throw new EndedException(
                    "Hostdouble does not start: " + waitStrategyTarget.getLogs().strip());
        }
    }

    private boolean answers() {
        try {
            return HostdoubleClient.at(url()).health().isOk();
        } catch (HostdoubleException e) {
            return false;
        }
    }

    private URI url() {
        return URI.create("http://" + waitStrategyTarget.getHost() + ":"
                + waitStrategyTarget.getMappedPort(HostdoubleContainer.PORT));
    }
}
