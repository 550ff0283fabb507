package dev.hostdouble.provider;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happened on the way of a call, as far as later stages need it: written once by the stage where it happens. */
public final class CallTrace {
    private final List<Header> headers = new ArrayList<>(0);
    private final Set<Fact> facts = new LinkedHashSet<>(0);
    private String account = "";
    private @Nullable Supplier<String> ownAnswer;
    private boolean followsScenario;
    private boolean isRehearsal;
    private boolean startsJob;
    private boolean jobFaultApplied;

    /** Adds a header to the reply, whatever it is; replaces an earlier one of the same name. */
    public void replyHeader(String name, Object value) {
        headers.removeIf(header -> header.name().equals(name));
        headers.add(new Header(name, String.valueOf(value)));
    }

    /** The headers that the reply gets, whatever it is. */
    public Headers replyHeaders() {
        return new Headers(headers);
    }

    /** Notes that the answer rests on a fact. */
    void restsOn(Fact fact) {
        facts.add(fact);
    }

    /** The facts that the answer rests on so far. */
    List<Fact> facts() {
        return List.copyOf(facts);
    }

    /** The weakest evidence of the facts so far. */
    Evidence weakestFact() {
        Evidence weakest = Evidence.DOCUMENTED;
        for (Fact fact : facts) {
            weakest = weakest.weaker(fact.evidence());
        }
        return weakest;
    }

    /** The account that calls, as the dialect found out; the empty string before that. */
    public String account() {
        return account;
    }

    /** Sets the account that calls: a name of the provider's own, never a secret. */
    public void authenticatedAs(String name) {
        account = name;
    }

    /** The trace of a rehearsal of the call. */
    CallTrace ofRehearsal() {
        CallTrace rehearsal = new CallTrace();
        rehearsal.account = account;
        rehearsal.isRehearsal = true;
        return rehearsal;
    }

    /** Whether all that the call does to the database is taken back: what is elsewhere must not change. */
    public boolean isRehearsal() {
        return isRehearsal;
    }

    /** Sets how to find out what the provider would answer. */
    public void findsOwnAnswer(Supplier<String> rehearsal) {
        ownAnswer = rehearsal;
    }

    /** The name of what the provider would answer if no rule applied; empty for a rehearsal. */
    public Optional<String> ownAnswer() {
        return Optional.ofNullable(ownAnswer).map(Supplier::get);
    }

    /** Notes that the answer is what a scenario or the control API asked for. */
    void followsScenario() {
        followsScenario = true;
    }

    /** Whether the answer is what a scenario or the control API asked for: strict mode lets it pass. */
    public boolean isFromScenario() {
        return followsScenario;
    }

    /** Notes that the call started a job, and whether the fault of a scenario changed it. */
    void jobStarted(boolean isChanged) {
        startsJob = true;
        jobFaultApplied |= isChanged;
    }

    /** Whether the call started a job. */
    public boolean startsJob() {
        return startsJob;
    }

    /** Whether the fault of a scenario changed a job that the call started. */
    public boolean jobFaultApplied() {
        return jobFaultApplied;
    }
}
