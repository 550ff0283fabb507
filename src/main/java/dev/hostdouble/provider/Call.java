package dev.hostdouble.provider;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.BoundOperation.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One request on its way through a world: the request, its operation, and the instant at which it happens. */
public final class Call {
    private final Request request;
    private final ProviderInstance instance;
    private final Match match;
    private final Instant now;
    private final List<Header> replyHeaders = new ArrayList<>(0);
    private Optional<Params> params = Optional.empty();
    private Optional<JobFault> jobFault = Optional.empty();
    private Optional<ApiException> injectedError = Optional.empty();
    private final List<RuleHit> ruleHits = new ArrayList<>(0);
    private final List<UnaryOperator<Reply>> rewrites = new ArrayList<>(0);
    private String account = "";

    /**
     * A call at an instant.
     *
     * @param instance the provider in the world of the call
     * @param match the operation the request takes
     */
    public Call(Request request, ProviderInstance instance, Match match, Instant now) {
        this.request = request;
        this.instance = instance;
        this.match = match;
        this.now = now;
    }

    /** The request as it arrived. */
    public Request request() {
        return request;
    }

    /** The provider it belongs to. */
    public Provider provider() {
        return instance.provider();
    }

    /** How the provider reads parameters and formats replies. */
    public Dialect dialect() {
        return instance.dialect();
    }

    /** The operation it takes. */
    public Operation operation() {
        return match.bound().operation();
    }

    /** The instant of the world's clock at which all of this happens. */
    public Instant now() {
        return now;
    }

    /** Answers the call: what the pipeline surrounds. */
    public Reply answer() {
        return match.bound().handler().handle(this);
    }

    /** The value of a named segment of the path, decoded. */
    public String path(String name) {
        String value = match.path().get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation().id() + " has no {" + name + "} in its path");
        }
        return value;
    }

    /** The values of the named segments of the path, decoded. */
    public Map<String, String> path() {
        return match.path();
    }

    /** The parameters as the provider's dialect reads them; read once, on first use. */
    public Params params() {
        if (params.isEmpty()) {
            params = Optional.of(dialect().read(request));
        }
        return params.orElseThrow();
    }

    /** Replaces parameters of the call by others of the same names. */
    public void overrideParams(Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(params().values());
        all.putAll(others);
        params = Optional.of(new Params(all));
    }

    /** The state the call is about, by names such as {@code vm.state}; empty where it names nothing that exists. */
    public Map<String, Object> state() {
        Map<String, Object> state = match.bound().state().apply(this);
        if (operation().words().isEmpty()) {
            return state;
        }
        Map<String, Object> all = new HashMap<>(state);
        all.putAll(operation().words());
        return all;
    }

    /** Headers that the reply gets, whatever it is. */
    public List<Header> replyHeaders() {
        return replyHeaders;
    }

    /** What a scenario does to the job this call starts. */
    public Optional<JobFault> jobFault() {
        return jobFault;
    }

    /** Sets what a scenario does to the job this call starts. */
    public void injectJobFault(JobFault fault) {
        jobFault = Optional.of(fault);
    }

    /** The error with which a scenario answers this call. */
    public Optional<ApiException> injectedError() {
        return injectedError;
    }

    /** Makes the call fail in place of its operation. */
    public void injectError(ApiException error) {
        injectedError = Optional.of(error);
    }

    /** The account that calls, as the dialect found out; the empty string before that. */
    public String account() {
        return account;
    }

    /** Sets the account that calls: a name of the provider's own, never a secret. */
    public void authenticatedAs(String name) {
        account = name;
    }

    /** The scenario rules that applied to this call, in order. */
    public List<RuleHit> ruleHits() {
        return List.copyOf(ruleHits);
    }

    /** Records that a scenario rule applied to this call. */
    public void addRuleHit(RuleHit rule) {
        ruleHits.add(rule);
    }

    /** Adds a change to the formatted reply; changes are made in the order in which they were added. */
    public void rewriteReply(UnaryOperator<Reply> change) {
        rewrites.add(change);
    }

    /** The reply with all changes made. */
    public Reply rewritten(Reply formatted) {
        Reply reply = formatted;
        for (UnaryOperator<Reply> change : rewrites) {
            reply = change.apply(reply);
        }
        return reply;
    }
}
