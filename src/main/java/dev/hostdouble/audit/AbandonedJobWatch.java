package dev.hostdouble.audit;

import dev.hostdouble.provider.ClientProtocol.JobRead;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code job-abandoned}. */
final class AbandonedJobWatch implements CallWatch {
    private static final int SERVER_ERROR = 500;

    private final Map<String, Started> jobs = new LinkedHashMap<>();
    private final Map<String, Long> reads = new HashMap<>(); // the latest of each provider, also if it failed
    private final Findings findings;

    AbandonedJobWatch(Findings findings) {
        this.findings = findings;
    }

    /**
     * A job whose end the client has not seen.
     *
     * @param lastAsked the number of the call that last asked for it; 0 if none did
     * @param seen what the client saw of that call
     */
    private record Started(long number, String provider, String operation, String read, long lastAsked, String seen) {
        Started asked(long call, String outcome) {
            return new Started(number, provider, operation, read, call, outcome);
        }
    }

    @Override
    public void see(SeenCall call) {
        if (call.isGot()) {
            call.jobStarted().ifPresent(job -> jobs.put(job, started(call)));
        }
        call.jobAskedFor().ifPresent(job -> asked(job, call));
        if (call.operation().reads()) {
            reads.put(call.provider().name(), call.number());
        }
    }

    private static Started started(SeenCall call) {
        String provider = call.provider().name();
        String read = call.provider()
                .clients()
                .jobReadOf(call.operation().name())
                .map(JobRead::operation)
                .orElse("");
        return new Started(call.number(), provider, call.operation().id(), provider + "/" + read, 0, "");
    }

    private void asked(String job, SeenCall call) {
        Started known = jobs.get(job);
        if (known == null) {
            return;
        }
        if (!call.isGot() || call.reply().status() >= SERVER_ERROR) {
            jobs.put(job, known.asked(call.number(), call.outcome()));
        } else if (call.showsUnfinishedJob()) {
            jobs.put(job, known.asked(call.number(), "reply of call " + call.number() + ": the job goes on"));
        } else {
            jobs.remove(job);
        }
    }

    @Override
    public void end() {
        jobs.values().forEach(this::judge);
    }

    private void judge(Started job) {
        if (job.lastAsked() > 0) {
            findings.add(
                    Severity.INFO,
                    job.operation(),
                    List.of(job.number(), job.lastAsked()),
                    "the client stopped asking for the job of call " + job.number() + " before it saw the end",
                    job.seen(),
                    "no call of " + job.read() + " for it after that");
            return;
        }
        // A client can also learn of the end elsewhere, such as from the state of a server.
        boolean hasLookedElsewhere = reads.getOrDefault(job.provider(), 0L) > job.number();
        findings.add(
                hasLookedElsewhere ? Severity.INFO : Severity.WARNING,
                job.operation(),
                List.of(job.number()),
                "the client never asked how the job of call " + job.number() + " ended",
                "no call of " + job.read() + " for it",
                hasLookedElsewhere
                        ? "other reads of " + job.provider() + " came after it"
                        : "no read of " + job.provider() + " after it");
    }
}
