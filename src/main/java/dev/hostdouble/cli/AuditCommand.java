package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.Version;
import dev.hostdouble.audit.Audit;
import dev.hostdouble.audit.AuditFinding;
import dev.hostdouble.audit.AuditReport;
import dev.hostdouble.audit.AuditedCall;
import dev.hostdouble.audit.AuditedSession;
import dev.hostdouble.audit.Severity;
import dev.hostdouble.control.Control;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.ClockMove;
import dev.hostdouble.recording.Recording;
import dev.hostdouble.recording.RecordingFile;
import dev.hostdouble.replay.PlayedWorld;
import dev.hostdouble.start.StartTexts;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.WorldSession;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** {@code audit FILE}: plays a file from {@code GET /_emulator/replay} or {@code GET /_emulator/report}, and judges its calls. */
final class AuditCommand extends Command {
    private static final String SEVERITY = "severity";
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::word).toList();

    AuditCommand() {
        super("audit", "Judge the client whose calls were recorded.");
    }

    @Override
    Operands operands() {
        return new Operands("FILE", 1, 1, "a file from GET /_emulator/replay or GET /_emulator/report");
    }

    @Override
    Options flags() {
        return new Options()
                .addOption(value(
                        SEVERITY,
                        "LEVEL",
                        "only findings that are at least that severe: " + String.join(", ", SEVERITIES),
                        Severity.WARNING.word()));
    }

    @Override
    boolean logs() {
        return true;
    }

    @Override
    int run(Arguments arguments, PrintWriter out) throws Exception {
        Severity least = Severity.valueOf(
                arguments.word(SEVERITY, Severity.WARNING.word(), SEVERITIES).toUpperCase(Locale.ROOT));
        Path file = Path.of(arguments.operands().get(0));
        Recording recording = RecordingFile.read(file);
        int calls = recording.events().size(); // at most
        WorldSettings settings =
                new WorldSettings(ClockMode.MANUAL, 0, false, false, calls, 1, WorldSettings.hostClock());
        PlayedWorld.Parts parts = new PlayedWorld.Parts(
                Providers.ALL,
                StartTexts.reader(Providers.ALL),
                worlds -> Control.ofRecordings(worlds, Providers.ALL, Version.current()));
        try (PlayedWorld world = PlayedWorld.of(file.toString(), recording, Worlds.DEFAULT, settings, parts)) {
            world.play(() -> {});
            recording.incomplete().ifPresent(why -> out.println("incomplete recording: " + why));
            if (world.differences() > 0) {
                out.println(world.differences() + " of " + world.calls()
                        + " replies differ from the recorded ones; the audit judges those that were played");
            }
            AuditReport report =
                    Audit.of(Providers.ALL).judge(world.look(session -> session(session, untimed(recording))));
            return print(report, least, out);
        }
    }

    private static AuditedSession session(WorldSession session, Optional<String> untimed) {
        List<AuditedCall> calls = session.journal().entries().stream()
                .map(entry ->
                        new AuditedCall(entry, Optional.empty(), entry.time().elapsed()))
                .toList();
        return new AuditedSession(calls, session.journal().dropped(), untimed);
    }

    /** A recording has no mode of the clock before somebody sets it. */
    private static Optional<String> untimed(Recording recording) {
        List<WorldEvent> events = recording.events();
        boolean beginsReal = !events.isEmpty() && isReal(events.get(0));
        boolean isAlwaysReal = beginsReal
                && events.stream().filter(ClockMove.class::isInstance).allMatch(AuditCommand::isReal);
        return isAlwaysReal
                ? Optional.empty()
                : Optional.of("the recording does not show that the clock always ran in real time");
    }

    private static boolean isReal(WorldEvent event) {
        return event instanceof ClockMove move && move.mode().equals(ClockMode.REAL.text());
    }

    private static int print(AuditReport report, Severity least, PrintWriter out) {
        List<AuditFinding> findings = report.atLeast(least);
        report.incomplete().ifPresent(out::println);
        for (AuditFinding finding : findings) {
            out.println(finding.severity().word() + " " + finding.rule() + " " + finding.operation() + ": "
                    + finding.what());
            finding.evidence().forEach(fact -> out.println("  " + fact));
            out.println("  advice: " + finding.advice());
        }
        report.notJudged().forEach(rule -> out.println("not judged: " + rule.rule() + ": " + rule.reason()));
        out.println(count(report.calls(), "call") + ", "
                + (findings.isEmpty() ? "no findings" : count(findings.size(), "finding")) + " (" + least.word()
                + " or more severe)");
        return findings.isEmpty() ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
