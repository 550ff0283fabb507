package dev.hostdouble.audit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code refused-credential-kept}. */
final class RefusedCredentialWatch implements CallWatch {
    /** Calls that were under way at the first refusal can be refused too, so one or two more prove nothing. */
    private static final int LEAST = 3;

    /** After a login, that many refused calls, or one after each of two logins, were not under way any more. */
    private static final int LEAST_AFTER_LOGIN = 10;

    private static final int LEAST_LOGINS = 2;

    private final Map<String, Refusals> refused = new LinkedHashMap<>();
    private final Map<String, Long> logins = new HashMap<>(); // the latest successful one of each provider
    private final Map<String, Long> attempts = new HashMap<>(); // the latest one of each provider
    private final Findings findings;

    RefusedCredentialWatch(Findings findings) {
        this.findings = findings;
    }

    /** Calls with a credential that were refused one after the other. */
    private static final class Refusals {
        private final Tally.Calls calls = new Tally.Calls();
        private final Map<String, Integer> same = new HashMap<>();
        private final SeenCall first;
        private final Tally.Calls afterLogin = new Tally.Calls();
        private boolean isRepeated;
        private long login;
        private int loginsInVain;

        Refusals(SeenCall first) {
            this.first = first;
        }

        void add(SeenCall call, long latestLogin) {
            calls.add(call.number());
            if (latestLogin > first.number()) {
                afterLogin.add(call.number());
                loginsInVain += latestLogin > login ? 1 : 0;
                login = latestLogin;
            }
            isRepeated |= same.merge(call.sameness().orElse("call " + call.number()), 1, Integer::sum) >= LEAST;
        }

        boolean isKeptAfterLogin() {
            return loginsInVain >= LEAST_LOGINS || afterLogin.total() >= LEAST_AFTER_LOGIN;
        }
    }

    @Override
    public void see(SeenCall call) {
        Optional<String> credential = call.credential();
        if (call.provider().clients().logins().contains(call.operation().name())) {
            attempts.put(call.provider().name(), call.number());
            if (call.isGot() && call.isSuccess()) {
                logins.put(call.provider().name(), call.number());
            }
        } else if (credential.isPresent()) {
            see(credential.get(), call);
        }
    }

    private void see(String credential, SeenCall call) {
        if (call.provider().clients().refusals().contains(call.reply().answer())) {
            if (call.isGot()) {
                refused.computeIfAbsent(credential, known -> new Refusals(call))
                        .add(call, logins.getOrDefault(call.provider().name(), 0L));
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
        // Who was given a credential may have no password for a login.
        boolean logsIn = attempts.containsKey(first.provider().name());
        boolean hasLoggedIn = logins.getOrDefault(first.provider().name(), 0L) > first.number();
        boolean isMany = refusals.calls.total() >= LEAST;
        String answer = first.reply().answer();
        String proof = "reply of call " + first.number() + ": " + answer;
        if (refusals.isKeptAfterLogin()) {
            findings.add(
                    first.operation().id(),
                    refusals.afterLogin.first(),
                    "the client logged in, but went on with a credential that the provider had refused before",
                    proof,
                    "login: call " + refusals.login,
                    "refused after a login: " + refusals.afterLogin.text());
        } else if (isMany && !hasLoggedIn && (logsIn || refusals.isRepeated)) {
            findings.add(
                    first.operation().id(),
                    refusals.calls.first(),
                    "the provider refused " + refusals.calls.total()
                            + " calls with one credential, and the client went on with it",
                    proof,
                    logsIn ? "no successful login after call " + first.number() : "the same call was made again");
        } else if (canLogIn && attempts.getOrDefault(first.provider().name(), 0L) < first.number()) {
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
