package dev.hostdouble.sequence;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs random sequences, each in a world of its own. The seed is fixed, unless {@code -Dproperties.random} asks for
 * another one, which is printed, or {@code -Dproperties.seed=N} repeats a sequence.
 */
final class Sequences {
    private static final long SEED = 20240201;

    /** Seeds in a row would give random numbers that begin alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Sequences() {}

    /** Opens a sequence in a world whose start state contains those options. */
    interface Opening {
        RandomCalls open(Wire wire, Random random, String options);
    }

    /**
     * Runs sequences in worlds with each of the options in turn.
     *
     * @param file the name of the provider's world file
     * @param options what that file contains
     */
    static void run(Path folder, String file, List<String> options, int sequences, int steps, Opening opening)
            throws Exception {
        long first = seed();
        List<Hostdouble> emulators = new ArrayList<>();
        try {
            for (String option : options) {
                Path world = Files.createDirectory(folder.resolve("world-" + emulators.size()));
                Files.writeString(world.resolve(file), option);
                emulators.add(Hostdouble.start(Settings.forTests().withWorld(world)));
            }
            for (long seed = first; seed < first + sequences; seed++) {
                int choice = Math.floorMod(seed, options.size());
                String world = "s" + seed;
                try (Wire wire = new Wire(emulators.get(choice).url(), world)) {
                    run(seed, steps, options.get(choice), wire, opening);
                    wire.control("DELETE", "worlds/" + world, "");
                }
            }
        } finally {
            emulators.forEach(Hostdouble::close);
        }
    }

    private static void run(long seed, int steps, String options, Wire wire, Opening opening) {
        int step = 0;
        try {
            RandomCalls calls = opening.open(wire, new Random(seed * SPREAD), options);
            for (step = 1; step <= steps; step++) {
                calls.step();
            }
            calls.compareAll();
        } catch (AssertionError | RuntimeException e) {
            String message = "-Dproperties.seed=%d fails at step %d in a world with%n%s%n%s%n%nThe last calls:%n%s";
            String calls = String.join("\n", wire.lastCalls());
            throw new AssertionError(message.formatted(seed, step, options, e.getMessage(), calls), e);
        }
    }

    private static long seed() {
        String given = System.getProperty("properties.seed");
        if (given != null) {
            return Long.parseLong(given);
        }
        if (System.getProperty("properties.random") == null) {
            return SEED;
        }
        long seed = new SecureRandom().nextInt(1_000_000_000);
        System.out.println("The first of the random sequences has the seed " + seed + ".");
        return seed;
    }
}
