package dev.hostdouble.explore;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The faults that a call can suffer, from what the row of its operation says. */
final class Faults {
    /** How long the client has to wait before it may call again: the least that the header can say. */
    static final int RETRY_AFTER_SECONDS = 1;

    /** Longer than clients wait that give up too soon, and shorter than a timeout that is meant for orders. */
    private static final String SLOW_WRITE = "8s";

    private static final String SLOW_READ = "3s";

    /** Errors that say nothing new beside {@code token-expires}: the provider does not know who calls. */
    private static final Pattern ACCESS = Pattern.compile(
            "UNAUTHORIZED|AUTHORIZATION_REQUIRED|INVALID_TOKEN|INVALID_HASH|SESSION_EXPIRED|TOKEN_REQUIRED");

    /** Errors about how the request is written: a client that gets one for a correct request can only give up. */
    private static final Pattern REQUEST = Pattern.compile(
            "MISSING_.*|UNUSABLE_.*|INVALID_.*|MALFORMED_.*|INCORRECT_.*|.*_REQUIRED|BAD_.*|UNKNOWN_.*|WRONG_.*");

    /**
     * Errors that state a fact about the provider's state. Here they are untrue, and a client that believes them is right: so it is not
     * blamed for what it leaves, and it may take them for the success of a removal.
     */
    private static final Pattern STATEMENT = Pattern.compile(
            ".*NOT_FOUND|NO_SUCH_.*|NO_.*|.*_EXISTS|ALREADY_.*|.*_EMPTY|.*_TAKEN|.*_ENABLED|.*_DISABLED|NOT_.*|.*_NOT_.*|.*DENIED");

    private static final Pattern REMOVAL =
            Pattern.compile(".*(del|delete|remove|terminate|unmount|cancel|cancellation|disable|clear|logout).*");

    private static final Set<String> EVERYWHERE = Set.of("SERVER_ERROR", "TOO_MANY_ATTEMPTS", "TOO_MANY_REQUESTS");

    /** The list that is read page by page and that its provider changes by itself. */
    private static final String PAGED = "vss/iso.list";

    private static final String FEWER = "{ vss/image: first, removed: true, count: 3 }";

    /**
     * The fault that is tried only if it is asked for: a client without a limit of its own waits for ever, and so does each trial, until
     * the timeout.
     */
    static final String STALLED = "stalled-reply";

    private final Operation operation;
    private final boolean hasLogin;

    /**
     * The faults of an operation.
     *
     * @param hasLogin whether the client has logged in at that provider, so that it can do so again
     */
    Faults(Operation operation, boolean hasLogin) {
        this.operation = operation;
        this.hasLogin = hasLogin;
    }

    /**
     * Those that the n-th of its calls can suffer.
     *
     * @param startsJob whether the call started a job in the undisturbed run
     * @param isRepeated whether the client made the same call before
     */
    List<Fault> at(int nth, boolean startsJob, boolean isRepeated) {
        List<Fault> faults = new ArrayList<>();
        boolean writes = !operation.reads();
        addLost(faults, writes);
        addGateways(faults, writes);
        if (startsJob) {
            addJobs(faults);
        }
        if (!operation.open()) {
            faults.add(fault(
                    "token-expires",
                    "{ expire_token: true }",
                    "is refused: the token has expired",
                    12,
                    false,
                    hasLogin ? Blame.ALL : Blame.NOT_LEFTOVERS));
        }
        if (isRepeated && operation.reads()) {
            faults.add(fault("stale", "{ stale: 1 }", "returns what it returned one call before", 8, true, Blame.ALL));
        }
        if (operation.id().equals(PAGED) && nth > 1) {
            addPages(faults);
        }
        faults.add(fault(
                "slow",
                "{ delay: " + (writes ? SLOW_WRITE : SLOW_READ) + " }",
                "is answered only after " + (writes ? SLOW_WRITE : SLOW_READ),
                writes ? 9 : 16,
                true,
                Blame.ALL));
        addErrors(faults);
        return faults;
    }

    private static void addLost(List<Fault> faults, boolean writes) {
        String lost = writes ? "takes effect, but its reply is lost" : "gets no reply: the connection is closed";
        faults.add(fault("lost-reply", "{ lose_reply: true }", lost, writes ? 1 : 10, true, Blame.ALL));
        faults.add(fault(
                "truncated",
                "{ transport: { kind: truncate, after: 5 } }",
                "is answered, but the reply ends after 5 bytes",
                writes ? 3 : 11,
                true,
                Blame.ALL));
        faults.add(fault(
                STALLED, "{ transport: stall }", "is never answered: the connection stays open", 18, true, Blame.ALL));
        faults.add(fault(
                "reset",
                "{ transport: reset }",
                "does not arrive: the connection is reset",
                writes ? 5 : 15,
                false,
                Blame.ALL));
    }

    private static void addGateways(List<Fault> faults, boolean writes) {
        faults.add(gateway(503, "does not arrive: a gateway answers 503 with Retry-After", writes ? 6 : 12));
        faults.add(gateway(429, "is refused with 429 and Retry-After", writes ? 7 : 13));
        faults.add(fault(
                "gateway-502",
                "{ gateway: 502 }",
                "does not arrive: a gateway answers 502",
                writes ? 10 : 15,
                false,
                Blame.ALL));
        if (writes) {
            faults.add(fault(
                    "gateway-504", "{ gateway: 504 }", "takes effect, but a gateway answers 504", 2, true, Blame.ALL));
        }
    }

    private static Fault gateway(int status, String meaning, int danger) {
        String effect = "{ gateway: { status: " + status + ", retry_after: " + RETRY_AFTER_SECONDS + " } }";
        return fault("gateway-" + status, effect, meaning, danger, false, Blame.ALL);
    }

    private static void addJobs(List<Fault> faults) {
        faults.add(fault(
                "job-fails",
                "{ job: { fail: the provider could not finish it, at: 0.33 } }",
                "starts a job that fails",
                2,
                true,
                Blame.ALL));
        faults.add(fault(
                "job-hangs", "{ job: { hold: 0.5 } }", "starts a job that never ends", 3, true, Blame.NOT_LEFTOVERS));
        faults.add(fault(
                "job-vanishes",
                "{ job: { vanish: true } }",
                "returns a ticket for a job that does not exist",
                4,
                true,
                Blame.ALL));
        faults.add(fault(
                "job-regresses",
                "{ job: { regress: { at: 0.66, to: 0.1 } } }",
                "starts a job whose progress falls back once",
                14,
                true,
                Blame.ALL));
    }

    private static void addPages(List<Fault> faults) {
        faults.add(new Fault(
                "pages-shift-back",
                "{ then: proceed }",
                List.of("{ before: CALL, do: " + FEWER + " }"),
                "reads a page of a list that has become shorter at its front",
                9,
                true,
                Blame.NOT_LEFTOVERS));
        faults.add(new Fault(
                "pages-shift-forward",
                "{ then: proceed }",
                List.of("{ at: 0s, do: " + FEWER + " }", "{ before: CALL, do: { vss/image: new, add: 3, at: front } }"),
                "reads a page of a list that has become longer at its front",
                9,
                true,
                Blame.NOT_LEFTOVERS));
    }

    private void addErrors(List<Fault> faults) {
        for (KnownAnswer answer : operation.allAnswers()) {
            String name = answer.name();
            boolean isError =
                    name.equals(name.toUpperCase(Locale.ROOT)) && !answer.text().isEmpty();
            boolean isStatement = STATEMENT.matcher(name).matches();
            boolean isUnfair =
                    isStatement && REMOVAL.matcher(operation.action()).matches();
            if (isError && isKnown(answer) && !isUnfair && !isAboutAccess(name)) {
                faults.add(fault(
                        "error-" + name,
                        "{ error: " + name + " }",
                        "is refused: " + answer.text(),
                        danger(name, isStatement),
                        false,
                        blame(isStatement)));
            }
        }
    }

    /** Documented for the operation, or else for the provider as a whole: an error of every operation, such as one of its framework. */
    private static boolean isKnown(KnownAnswer answer) {
        return answer.evidence() != Evidence.ASSUMED || EVERYWHERE.contains(answer.name());
    }

    private boolean isAboutAccess(String name) {
        return !operation.open() && ACCESS.matcher(name).matches();
    }

    private Blame blame(boolean isStatement) {
        if (!isStatement) {
            return Blame.ALL;
        }
        return operation.reads() ? Blame.ONLY_CONDUCT : Blame.NOT_LEFTOVERS;
    }

    private int danger(String name, boolean isStatement) {
        if (REQUEST.matcher(name).matches()) {
            return 20;
        }
        if (isStatement) {
            return operation.reads() ? 19 : 17;
        }
        return operation.reads() ? 16 : 11;
    }

    private static Fault fault(
            String name, String effect, String meaning, int danger, boolean isPerformed, Blame blame) {
        return new Fault(name, effect, List.of(), meaning, danger, isPerformed, blame);
    }
}
