package dev.hostdouble.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code polled-too-fast}: no page of a provider has a limit, so this one is our own. */
final class PollingWatch implements CallWatch {
    /** More reads than these of an unfinished job in {@link #WINDOW} are too many. */
    private static final int MOST = 10;

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final Map<String, Polls> jobs = new HashMap<>();
    private final Findings findings;

    PollingWatch(Findings findings) {
        this.findings = findings;
    }

    /** The latest reads of a job that went on. */
    private static final class Polls {
        private final Deque<SeenAt> latest = new ArrayDeque<>();
        private boolean isReported;
    }

    private record SeenAt(long number, Duration at) {}

    @Override
    public void see(SeenCall call) {
        call.jobAskedFor().filter(job -> call.showsUnfinishedJob()).ifPresent(job -> poll(job, call));
    }

    private void poll(String job, SeenCall call) {
        Polls polls = jobs.computeIfAbsent(job, first -> new Polls());
        polls.latest.addLast(new SeenAt(call.number(), call.at()));
        if (polls.latest.size() > MOST) {
            Duration passed = call.at().minus(polls.latest.getFirst().at());
            if (passed.compareTo(WINDOW) < 0 && !polls.isReported) {
                polls.isReported = true; // once for each job
                add(call, polls.latest.stream().map(SeenAt::number).toList(), passed);
            }
            polls.latest.removeFirst();
        }
    }

    private void add(SeenCall call, List<Long> numbers, Duration passed) {
        findings.add(
                call.operation().id(),
                numbers,
                "the client asked " + numbers.size() + " times within a second for a job that went on",
                "calls " + numbers.get(0) + " to " + call.number() + ": " + passed.toMillis() + " ms",
                "limit of this audit: " + MOST + " reads of an unfinished job in 1 s");
    }
}
