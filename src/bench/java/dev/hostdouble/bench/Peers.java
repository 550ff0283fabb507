package dev.hostdouble.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Hostdouble beside other servers that answer the same requests with the same bytes: starts, memory, and calls under load.
 * The rounds are interleaved, so what disturbs the machine disturbs all.
 */
final class Peers {
    private static final int STARTS = 7;
    private static final int ROUNDS = 5;
    private static final int SECONDS = 2;
    private static final int WARM_UP_SECONDS = 15;
    private static final int MEMORY_SECONDS = 60;

    private final Options options;
    private final Path folder;
    private final List<Target> targets;
    private final LoadGenerator generator;
    private final PeerFigures figures = new PeerFigures();

    private Peers(Options options, Path folder, List<Target> targets, LoadGenerator generator) {
        this.options = options;
        this.folder = folder;
        this.targets = targets;
        this.generator = generator;
    }

    static void run(Options options, Path jdk) throws Exception {
        options.noArguments();
        try (Workdir folder = new Workdir();
                LoadGenerator generator = LoadGenerator.open(options, jdk)) {
            List<Target> targets = chosen(options, PeerTargets.all(jdk, options.flags(), folder.path()));
            Peers peers = new Peers(options, folder.path(), targets, generator);
            System.out.printf(
                    "Load by %s; each load %d s, after %d s of every call with 16 connections; %d rounds, %d starts%n",
                    generator.name(),
                    options.seconds(SECONDS),
                    options.warmUp(WARM_UP_SECONDS),
                    options.rounds(ROUNDS),
                    options.rounds(STARTS));
            System.out.println("The world of \"create\" is reset and WireMock's journal emptied before each load");
            peers.start();
            peers.memory();
            peers.calls();
            new PeerReport(peers.figures, targets, options.measured(), peers.connections()).print();
        }
    }

    private static List<Target> chosen(Options options, List<Target> targets) {
        List<Target> chosen = targets.stream()
                .filter(target -> options.servers().isEmpty()
                        || options.servers().stream()
                                .anyMatch(part ->
                                        target.name().toLowerCase(Locale.ROOT).contains(part)))
                .toList();
        if (chosen.isEmpty()) {
            List<String> names = targets.stream().map(Target::name).toList();
            throw new Options.UsageException("no server has " + options.servers() + " in its name; there are " + names);
        }
        return chosen;
    }

    private List<Integer> connections() {
        return options.connections(1, 16, 64);
    }

    private void start() throws Exception {
        for (int round = 0; round < options.rounds(STARTS); round++) {
            Progress.say("starts, round " + (round + 1));
            for (Target target : targets) {
                try (Server server = Server.start(target, folder).await()) {
                    figures.of(target).firstAnswer.add(server.ageMillis() / 1e3);
                    figures.of(target).startProcessor.add(server.processorNanos() / 1e9);
                    figures.of(target).startResident.add(server.resident());
                }
            }
        }
    }

    /** Each alone, and from its start: only reads, with 16 connections. */
    private void memory() throws Exception {
        for (Target target : targets) {
            Progress.say("memory, " + target.name());
            try (Server server = Server.start(target, folder).await()) {
                generator.load(server, Call.READ, 16, options.seconds(MEMORY_SECONDS));
                figures.of(target).loadedResident.add(server.resident());
            }
        }
    }

    private void calls() throws Exception {
        Map<Target, Server> servers = new LinkedHashMap<>();
        try {
            for (Target target : targets) {
                servers.put(target, Server.start(target, folder).await().pause());
            }
            for (Server server : servers.values()) {
                Progress.say("warm-up, " + server.target().name());
                server.resume();
                for (Call call : options.measured()) {
                    Figures.warmUp(generator, server, call, 16, options.warmUp(WARM_UP_SECONDS));
                }
                server.pause();
            }
            List<Target> order = new ArrayList<>(targets);
            for (int round = 0; round < options.rounds(ROUNDS); round++) {
                Progress.say("calls, round " + (round + 1));
                for (Call call : options.measured()) {
                    for (int connections : connections()) {
                        for (Target target : order) {
                            Server server = requireNonNull(servers.get(target)).resume();
                            figures.of(target)
                                    .of(call, connections)
                                    .add(generator, server, call, connections, options.seconds(SECONDS));
                            server.pause();
                        }
                    }
                }
                Collections.rotate(order, 1); // nobody always comes first
            }
        } finally {
            for (Server server : servers.values()) {
                server.resume().close();
            }
        }
    }
}
