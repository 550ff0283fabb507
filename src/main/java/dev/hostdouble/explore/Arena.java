package dev.hostdouble.explore;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobQuery;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldLedger;
import dev.hostdouble.world.WorldResources;
import dev.hostdouble.world.WorldResources.Kind;
import dev.hostdouble.world.WorldSession;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The server in whose worlds the client runs, and what can be read of a world afterwards. */
final class Arena implements AutoCloseable {
    /** A client that has made more calls than this reads nothing more of its world than that. */
    private static final int MOST_THINGS = 2000;

    /** What follows from a client's calls, or is made by reading, and is nothing that a client has ordered. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "hostkey/callback-key",
            "hostkey/account",
            "hostkey/invoice",
            "hostkey/order",
            "hosterapi/address",
            "hosterapi/console-ticket",
            "hosterapi/incident",
            "hosterapi/market",
            "hosterapi/template",
            "hosterapi/token",
            "vss/image",
            "vss/file",
            "vss/message",
            "vss/request",
            "vss/token",
            "vss/user");

    /** No job takes longer; what would end later is as good as held. */
    private static final Duration LONGEST_JOB = Duration.ofDays(2);

    private final Hostdouble server;
    private final Stopwatch.Times times;
    private final ScenarioReader reader = new ScenarioReader(Providers.ALL);
    private final List<Kind> kinds = Providers.ALL.stream()
            .flatMap(provider -> provider.resources().stream().map(kind -> new Kind(provider.name(), kind)))
            .filter(kind -> !NOT_COMPARED.contains(kind.provider() + "/" + kind.name()))
            .toList();
    private final Map<String, Thing> start;

    private Arena(Hostdouble server, Stopwatch.Times times) {
        this.server = server;
        this.times = times;
        this.start = server.world("start").with(this::things);
        server.delete("start");
    }

    /** Starts the server; throws as {@link Hostdouble#start} does. */
    static Arena start(Settings settings) throws InvalidFileException, IOException {
        Stopwatch.Times times = new Stopwatch.Times();
        return new Arena(Hostdouble.start(settings, times::before), times);
    }

    /** What the client gets in its environment: the base URL of the world, for each provider and for the control API. */
    Map<String, String> environment(String world) {
        Map<String, String> environment = new LinkedHashMap<>();
        String url = server.url() + "/_w/" + world;
        Providers.ALL.forEach(
                provider -> environment.put(provider.name().toUpperCase(java.util.Locale.ROOT) + "_URL", url));
        environment.put("HOSTDOUBLE_URL", url);
        return environment;
    }

    /** Makes a world, with a scenario that is active from its first call on. */
    void open(String world, Optional<String> scenario) {
        World opened = server.world(world);
        scenario.map(this::read).ifPresent(active -> opened.run(session -> session.activate(active)));
    }

    private Scenario read(String text) {
        try {
            return reader.read("explore.yaml", text);
        } catch (InvalidFileException e) {
            throw new IllegalStateException("the scenario of a trial is invalid:\n" + text, e);
        }
    }

    /** Ends all scenarios of a world. */
    void calm(String world) {
        server.world(world).run(WorldSession::deactivateAll);
    }

    /** How many calls a world has had so far. */
    int count(String world) {
        return times.count(world);
    }

    /** Whether a call came to a world before an earlier one was answered. */
    boolean isParallel(String world) {
        return times.isParallel(world);
    }

    /** The calls of a world, in order. */
    List<SeenCall> calls(String world) {
        List<Long> nanos = times.of(world);
        return server.world(world).with(session -> {
            List<SeenCall> calls = new ArrayList<>();
            List<JournalEntry> entries = session.journal().entries();
            for (int i = 0; i < entries.size(); i++) {
                long at = nanos.isEmpty() ? 0 : nanos.get(Math.min(i, nanos.size() - 1)) - nanos.get(0);
                JournalEntry entry = entries.get(i);
                calls.add(new SeenCall(entry, session.journal().deliveries().of(entry.number()), Duration.ofNanos(at)));
            }
            return calls;
        });
    }

    /** Whether each rule that is active in a world has applied. */
    boolean hasApplied(String world) {
        return server.world(world)
                .with(session -> session.scenarios().counts().stream().allMatch(rule -> rule.applied() > 0));
    }

    /** What a world has now beyond the beginning, after all jobs that end by themselves. */
    Outcome outcome(String world) {
        return Outcome.between(start, server.world(world).with(session -> {
            endJobs(session);
            return things(session);
        }));
    }

    /** What a world has beyond the beginning once the provider has also finished the jobs that hang. */
    Outcome outcomeAfterAll(String world) {
        return Outcome.between(start, server.world(world).with(session -> {
            WorldTime now = session.time();
            session.settled(jobs -> {
                jobs.latest(JobQuery.openAt(now.elapsed()), MOST_THINGS).forEach(job -> jobs.finish(job, now));
                return true;
            });
            endJobs(session);
            return things(session);
        }));
    }

    /** What a world would have cost. */
    Costs costs(String world) {
        return server.world(world).with(session -> Costs.of(WorldLedger.of(session)));
    }

    private static void endJobs(WorldSession session) {
        for (int i = 0; i < MOST_THINGS; i++) {
            Duration now = session.time().elapsed();
            Optional<Duration> next = session.settled(jobs -> jobs.latest(JobQuery.openAt(now), MOST_THINGS)).stream()
                    .map(Job::endsAt)
                    .flatMap(Optional::stream)
                    .filter(end -> end.minus(now).compareTo(LONGEST_JOB) < 0)
                    .min(Comparator.naturalOrder());
            if (next.isEmpty()) {
                return;
            }
            session.advance(next.get().minus(now).plusNanos(1));
        }
    }

    private Map<String, Thing> things(WorldSession session) {
        Map<String, Thing> things = new LinkedHashMap<>();
        WorldResources.of(session, kinds, MOST_THINGS).kinds().forEach(listed -> {
            String kind = listed.kind().provider() + "/" + listed.kind().name();
            listed.resources().items().forEach(resource -> {
                Thing thing = Thing.of(kind, resource);
                things.put(kind + " " + thing.id(), thing);
            });
        });
        return things;
    }

    /** Forgets a world. */
    void delete(String world) {
        server.delete(world);
        times.forget(world);
    }

    @Override
    public void close() {
        server.close();
    }
}
