package dev.hostdouble.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code refused-credential-kept}. */
final class RefusedCredentialWatch implements CallWatch {
    /** Calls that were under way at the first refusal can be refused too, so one or two more prove nothing. */
    private static final int LEAST = 3;

    private final Map<String, Refusals> refused = new LinkedHashMap<>();
    private final Map<String, Long> logins = new HashMap<>(); // the latest of each provider
    private final Findings findings;

    RefusedCredentialWatch(Findings findings) {
        this.findings = findings;
    }

    /** Calls with a credential that were refused one after the other. */
    private static final class Refusals {
        private final Tally.Calls calls = new Tally.Calls();
        private final Set<String> different = new HashSet<>();
        private final SeenCall first;
        private boolean isRepeated;

        Refusals(SeenCall first) {
            this.first = first;
        }

        void add(SeenCall call) {
            calls.add(call.number());
            isRepeated |= !different.add(call.sameness().orElse("call " + call.number()));
        }
    }

    @Override
    public void see(SeenCall call) {
        Optional<String> credential = call.credential();
        if (call.provider().clients().logins().contains(call.operation().name())) {
            logins.put(call.provider().name(), call.number());
        } else if (credential.isPresent()) {
            see(credential.get(), call);
        }
    }

    private void see(String credential, SeenCall call) {
        if (call.provider().clients().refusals().contains(call.reply().answer())) {
            if (call.isGot()) {
                refused.computeIfAbsent(credential, known -> new Refusals(call)).add(call);
            }
        } else if (!call.operation().open()) {
            refused.remove(credential); // accepted again
        }
    }

    @Override
    public void end() {
        refused.values().forEach(this::judge);
    }

    private void judge(Refusals refusals) {
        SeenCall first = refusals.first;
        boolean canLogIn = !first.provider().clients().logins().isEmpty();
        boolean hasLoggedIn = logins.getOrDefault(first.provider().name(), 0L) > first.number();
        boolean isMany = refusals.calls.total() >= LEAST;
        String answer = first.reply().answer();
        String proof = "reply of call " + first.number() + ": " + answer;
        if (isMany && !hasLoggedIn && (canLogIn || refusals.isRepeated)) {
            findings.add(
                    first.operation().id(),
                    refusals.calls.first(),
                    "the provider refused " + refusals.calls.total()
                            + " calls with one credential, and the client went on with it",
                    proof,
                    canLogIn ? "no login after call " + first.number() : "the same call was made again");
        } else if (canLogIn && !hasLoggedIn) {
            findings.add(
                    Severity.INFO,
                    first.operation().id(),
                    refusals.calls.first(),
                    "the provider refused a credential, and the client gave up without a new login",
                    proof,
                    "no login after call " + first.number());
        }
    }
}
