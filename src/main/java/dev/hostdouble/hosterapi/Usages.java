package dev.hostdouble.hosterapi;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.hosterapi.ServerDao.Usage;
import java.time.Duration;
import java.time.Instant;

/** Computes the resource usage of servers from the seed and the clock (assumed). */
final class Usages {
    private static final long PAGE = 4096;
    private static final long STEADY_SECONDS = 10;

    private final RandomSource seed;

    Usages(RandomSource seed) {
        this.seed = seed;
    }

    /** Returns the usage of a server that boots at the given instant. */
    Usage atBoot(Server server, Instant at) {
        long total = server.config().mem() * 1024L * 1024L;
        double share =
                0.15 + 0.2 * seed.stream("hosterapi.mem", server.id(), at).nextDouble();
        long used = (long) (total * share) / PAGE * PAGE;
        return new Usage(0, used, total - used, 0, 0);
    }

    /** Returns the usage of a running server at the given elapsed time. */
    Usage at(Server server, Duration elapsed) {
        Usage measured = server.usage();
        long seconds = Math.max(0, elapsed.minus(server.measuredAt()).toSeconds());
        SeededRandom rates = seed.stream("hosterapi.net", server.id());
        long netIn = measured.netIn() + seconds * (20 + rates.nextInt(180));
        long netOut = measured.netOut() + seconds * (20 + rates.nextInt(180));
        return new Usage(cpu(server, seconds), measured.memUsed(), measured.memFree(), netIn, netOut);
    }

    /** Returns the measured value for ten seconds, then a new value below 5 % every ten seconds. */
    private double cpu(Server server, long seconds) {
        long window = seconds / STEADY_SECONDS;
        return window == 0
                ? server.usage().cpu()
                : seed.stream("hosterapi.cpu", server.id(), window).nextInt(500) / 10000.0;
    }
}
