package dev.hostdouble.audit;

import dev.hostdouble.provider.ClientProtocol.JobRead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code key-read-again}. */
final class DeliveredKeyWatch implements CallWatch {
    private final Map<String, Long> delivered = new HashMap<>(); // the calls that got a result, by job
    private final Findings findings;

    DeliveredKeyWatch(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenCall call) {
        call.jobAskedFor().ifPresent(job -> see(job, call));
    }

    private void see(String job, SeenCall call) {
        Long before = delivered.get(job);
        if (before != null) {
            findings.add(
                    call.operation().id(),
                    List.of(before, call.number()),
                    "call " + call.number() + " asked again for a result that call " + before + " had got",
                    "reply of call " + before + ": the result",
                    "reply of call " + call.number() + ": " + call.reply().answer());
        } else if (call.isGot() && once(call).contains(call.reply().answer())) {
            delivered.put(job, call.number());
        }
    }

    private static Set<String> once(SeenCall call) {
        return call.provider()
                .clients()
                .jobRead(call.operation().name())
                .map(JobRead::once)
                .orElse(Set.of());
    }
}
