package dev.hostdouble.explore;

import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explores a client: learns what it does undisturbed, tries faults on it, and judges what it then does. */
public final class Explorer {
    /** Clients mostly wait, and one that hangs does nothing else for as long as the timeout. */
    private static final int PER_PROCESSOR = 8;

    private static final int MOST_PARALLEL = 32;

    private final ExploreOptions options;
    private final Progress progress;
    private final ClientProgram program;

    /** An explorer that reports to that listener. */
    public Explorer(ExploreOptions options, Progress progress) {
        this(options, progress, new ClientProcess(options.command(), options.timeout()));
    }

    Explorer(ExploreOptions options, Progress progress, ClientProgram program) {
        this.options = options;
        this.progress = progress;
        this.program = program;
    }

    /**
     * Explores.
     *
     * @throws ExploreException if the client cannot be explored: it does not start, fails undisturbed, or makes no calls
     * @throws InvalidFileException if the start state is wrong
     * @throws IOException if the server cannot start
     */
    public Exploration explore() throws ExploreException, InvalidFileException, IOException, InterruptedException {
        long start = System.nanoTime();
        try (Arena arena = Arena.start(options.settings())) {
            Client client = new Client(arena, program);
            Baseline baseline = learn(client, arena);
            client.usually(baseline.calls().size());
            List<PlacedFault> all = Plan.of(baseline.calls(), 0);
            List<Trial> singles =
                    all.stream().filter(options::includes).map(Trial::of).toList();
            if (singles.isEmpty()) {
                throw new ExploreException("no fault of this client matches --faults: "
                        + "expected the name of a fault such as lost-reply, or of a fault at a call such as "
                        + all.get(0) + "; both may contain *");
            }
            Trials trials = new Trials(client, new Judge(baseline), progress, parallel(), options.budget());
            progress.learned(baseline.shown(), Math.min(singles.size(), options.budget()), parallel());
            List<Trials.Tried> tried = new ArrayList<>(trials.all(singles));
            if (options.hasPairs()) {
                tried.addAll(new Pairs(trials, options).after(tried));
            }
            List<TrialResult> results = tried.stream().map(Trials.Tried::result).toList();
            return new Exploration(
                    options.command(),
                    options.repeated(),
                    baseline.shown(),
                    results,
                    Findings.of(results),
                    trials.skipped(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private int parallel() {
        int processors = Runtime.getRuntime().availableProcessors();
        return options.parallel().orElse(Math.min(MOST_PARALLEL, processors * PER_PROCESSOR));
    }

    private Baseline learn(Client client, Arena arena) throws ExploreException, InterruptedException {
        Run first = undisturbed(client);
        Run second = undisturbed(client);
        if (first.calls().isEmpty()) {
            throw new ExploreException("the client made no calls: it gets the base URLs in the environment variables "
                    + String.join(", ", arena.environment("NAME").keySet()) + ", such as "
                    + arena.environment("NAME").values().iterator().next());
        }
        if (first.calls().stream().allMatch(call -> call.operation().endsWith("unknown"))) {
            throw new ExploreException("no call of the client is an operation of a provider; the first is "
                    + first.calls().get(0).line().request()
                    + ". The base URLs end before /iso.php, /api/v1 and /v2: the client appends these");
        }
        return new Baseline(first, second);
    }

    private Run undisturbed(Client client) throws ExploreException, InterruptedException {
        try {
            Run run = client.run(Optional.empty(), done -> done);
            if (!run.exit().isSuccess()) {
                throw new ExploreException(
                        "the client fails without any fault (" + run.exit().text() + ", after "
                                + Wording.count(run.calls().size(), "call") + "). The end of what it printed:\n"
                                + ClientOutput.of(run.exit()).strip());
            }
            return run;
        } catch (IOException e) {
            throw new ExploreException("the client cannot be started: " + e.getMessage());
        }
    }
}
