package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.StreamedBody;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobQuery;
import dev.hostdouble.job.Step;
import dev.hostdouble.journal.Deliveries;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.recording.Recording;
import dev.hostdouble.recording.RecordingWriter;
import dev.hostdouble.report.Report;
import dev.hostdouble.report.Report.Fact;
import dev.hostdouble.report.ReportBody;
import dev.hostdouble.saved.StateException;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.world.SavedWorld;
import dev.hostdouble.world.WorldSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code GET report}: all that is known of a world, in one file for people that also holds its recording and its state. */
final class ReportControl {
    private static final int MOST_JOBS = 100;
    private static final String HTML = "html";
    private static final QueryParam AS = QueryParam.word("as", "The format of the page.", HTML, "markdown");
    private static final QueryParam LIMIT = QueryParam.number(
            "limit",
            "At most this many calls are shown, the latest; the recording in the page has all of them.",
            1_000_000,
            500);

    /** The parameters of the page. */
    static final List<QueryParam> PARAMETERS = List.of(AS, QueryParam.SECRETS, LIMIT);

    private static final String NO_MEMORY = "there is no memory for a copy of the world now";

    private final List<Provider> providers;
    private final ReplayControl replay;
    private final KnownOperations operations;
    private final NamedScenarioNotes named;
    private final String version;

    ReportControl(List<Provider> providers, Catalogue catalogue, ReplayControl replay, String version) {
        this.providers = List.copyOf(providers);
        this.replay = replay;
        this.operations = new KnownOperations(providers);
        this.named = new NamedScenarioNotes(catalogue);
        this.version = version;
    }

    /** What the report is about, all of one moment; {@code saved} is empty if there is no memory for it. */
    private record Moment(
            Recording recording,
            Optional<SavedWorld> saved,
            Deliveries deliveries,
            boolean hasCalls,
            long dropped,
            List<Scenario> scenarios,
            List<ScenarioJson> counts,
            List<Job> jobs,
            long allJobs,
            WorldTime time,
            String clock) {}

    /** {@code GET report?as=html|markdown&secrets=mask|keep&limit=}: the latest calls are shown, and all can be replayed. */
    Reply export(ControlCall call) {
        boolean isHtml = AS.of(call.query()).equals(HTML);
        boolean keep = QueryParam.SECRETS.of(call.query()).equals("keep");
        int limit = LIMIT.numberOf(call.query());
        boolean hasRoom = call.worlds().memory().hasRoom(2 * call.world().bytes());
        Moment moment = call.world().with(session -> moment(call, session, hasRoom));
        // Outside of the world, which goes on meanwhile.
        ReportMask mask =
                keep ? ReportMask.none(moment.recording()) : ReportMask.standIns(moment.recording(), providers);
        Report report = report(call.worldName(), moment, mask, keep, limit);
        return isHtml
                ? Reply.of(200, Bytes.NONE)
                        .with(ReportBody.html(report))
                        .with(Headers.of(
                                "Content-Type",
                                "text/html; charset=utf-8",
                                "Cache-Control",
                                "no-store",
                                "Content-Security-Policy",
                                "sandbox; " + ReportBody.policy(),
                                "X-Content-Type-Options",
                                "nosniff"))
                : Reply.of(200, Bytes.NONE)
                        .with(ReportBody.markdown(report))
                        .with(Headers.of("Content-Type", "text/markdown; charset=utf-8", "Cache-Control", "no-store"));
    }

    private Moment moment(ControlCall call, WorldSession session, boolean hasRoom) {
        List<Job> jobs = session.settled(known -> known.latest(JobQuery.ALL, MOST_JOBS));
        long allJobs = session.settled(known -> known.count(JobQuery.ALL, 0));
        ActiveScenarios active = session.scenarios();
        return new Moment(
                replay.recording(call.world(), session),
                hasRoom ? Optional.of(SavedWorld.of(call.world())) : Optional.empty(),
                session.journal().deliveries(),
                session.journal().size() > 0,
                session.journal().dropped(),
                active.scenarios(),
                active.scenarios().stream()
                        .map(scenario -> ScenarioJson.of(scenario, active, List.of()))
                        .toList(),
                jobs,
                allJobs,
                session.time(),
                session.clockMode().text());
    }

    private Report report(String world, Moment moment, ReportMask mask, boolean keep, int limit) {
        List<String> warnings = new ArrayList<>();
        warnings.add(
                keep
                        ? "This file contains credentials as they are."
                        : "Credentials are replaced by stand-ins of the same form. They are valid in the recording and in the state of this file, and nowhere else.");
        Optional<StreamedBody> state = state(moment, mask, warnings);
        Recording recording = mask.recording();
        recording
                .incomplete()
                .ifPresent(why -> warnings.add("The recording in this file may come out differently: " + why));
        if (moment.dropped() > 0) {
            warnings.add(
                    moment.hasCalls()
                            ? "The journal no longer has the first " + calls(moment.dropped()) + "."
                            : "The journal keeps no calls; so far there were " + moment.dropped() + ".");
        }
        moment.counts().forEach(scenario -> scenario.rules().stream()
                .filter(rule -> !rule.expectationMet())
                .forEach(rule -> warnings.add("Expectation not met: rule "
                        + mask.text(scenario.name() + "/" + rule.rule()) + " applied " + rule.applied()
                        + " times; expected: " + rule.expect())));
        ReportEntries entries =
                new ReportEntries(moment.recording().events(), limit, moment.deliveries(), mask, operations, named);
        return new Report(
                world,
                version,
                options(recording),
                facts(world, moment),
                warnings,
                ReportScenarios.of(moment.scenarios(), moment.counts(), mask),
                jobs(moment, mask),
                moment.allJobs(),
                entries.calls(),
                entries.allCalls(),
                entries.entries(),
                RecordingWriter.write(recording),
                state);
    }

    private Optional<StreamedBody> state(Moment moment, ReportMask mask, List<String> warnings) {
        List<String> sources = moment.scenarios().stream()
                .flatMap(one -> ReportScenarios.sources(one).stream())
                .toList();
        mask.problem(sources)
                .ifPresent(
                        why -> warnings.add("A world that loads the state in this file may go on differently: " + why));
        try {
            if (moment.saved().isPresent()) {
                return Optional.of(PackedState.of(moment.saved().get(), version, mask));
            }
            warnings.add("The file has no state: " + NO_MEMORY + ".");
        } catch (StateException e) {
            warnings.add("The file has no state: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    private static String options(Recording recording) {
        List<String> options = new ArrayList<>();
        if (recording.acceptAnyToken()) {
            options.add("--auth any");
        }
        if (recording.strict()) {
            options.add("--strict");
        }
        return String.join(" ", options);
    }

    private List<Fact> facts(String world, Moment moment) {
        Recording recording = moment.recording();
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("Hostdouble", version),
                new Fact("world", world),
                new Fact("seed", String.valueOf(recording.seed())),
                new Fact("started at", recording.startedAt().toString()),
                new Fact("now", moment.time().date().toString()),
                new Fact("elapsed", moment.time().elapsed().toString()),
                new Fact("clock", moment.clock()),
                new Fact("accepts", recording.acceptAnyToken() ? "any token" : "known tokens"),
                new Fact("assumed answers", recording.strict() ? "refused" : "given")));
        String own = recording.startStates().keySet().stream().sorted().collect(Collectors.joining(", "));
        facts.add(new Fact("own start states", own.isEmpty() ? "none" : own));
        return facts;
    }

    private static List<Report.Job> jobs(Moment moment, ReportMask mask) {
        return moment.jobs().stream()
                .map(job -> {
                    Step step = job.at(moment.time().elapsed());
                    String end = job.endsAt()
                            .map(at -> "ends at " + moment.time().dateOf(at))
                            .orElse("never ends");
                    return new Report.Job(
                            job.provider() + "/" + job.id(),
                            job.operation() + " on " + job.target() + ": " + step.status() + ", progress "
                                    + step.progress() + ", started at "
                                    + moment.time().dateOf(job.startsAt()) + ", " + end,
                            job.output()
                                    .map(output -> mask.output(job.operation(), output))
                                    .orElse(""));
                })
                .toList();
    }

    private static String calls(long number) {
        return number == 1 ? "call" : number + " calls";
    }
}
