package dev.hostdouble.provider;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.ProviderInstance.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One request on its way through a world: what was asked, of which operation, at which instant. One thread's. */
public final class Call {
    private final Request request;
    private final ProviderInstance api;
    private final Match match;
    private final Instant now;
    private final List<Header> replyHeaders = new ArrayList<>(0);
    private Optional<Params> params = Optional.empty();
    private Optional<JobFault> fate = Optional.empty();
    private Optional<ApiException> failure = Optional.empty();
    private final List<RuleHit> struck = new ArrayList<>(0);
    private final List<UnaryOperator<Reply>> afterwards = new ArrayList<>(0);
    private String caller = "";

    public Call(Request request, ProviderInstance api, Match match, Instant now) {
        this.request = request;
        this.api = api;
        this.match = match;
        this.now = now;
    }

    public Request request() {
        return request;
    }

    public ProviderInstance provider() {
        return api;
    }

    public Operation operation() {
        return match.route();
    }

    /** The instant of the world's clock at which all of this happens. */
    public Instant now() {
        return now;
    }

    /** What the named segment of the path stands for, decoded. */
    public String path(String name) {
        String value = match.path().get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation().id() + " has no {" + name + "} in its path");
        }
        return value;
    }

    /** What the named segments of the path stand for. */
    public Map<String, String> path() {
        return match.path();
    }

    /** The parameters as the provider's dialect reads them; read once, and only when asked for. */
    public Params params() {
        if (params.isEmpty()) {
            params = Optional.of(api.dialect().read(request));
        }
        return params.orElseThrow();
    }

    /** Has the call ask for something else than it does: these in the place of its own parameters of those names. */
    public void overrideParams(Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(params().values());
        all.putAll(others);
        params = Optional.of(new Params(all));
    }

    /** Headers the reply is to carry, whatever it will be. */
    public List<Header> replyHeaders() {
        return replyHeaders;
    }

    /** What a fault has in store for the job this call starts. */
    public Optional<JobFault> jobFault() {
        return fate;
    }

    public void injectJobFault(JobFault jobFate) {
        fate = Optional.of(jobFate);
    }

    /** The error a fault has in store for this call. */
    public Optional<ApiException> injectedError() {
        return failure;
    }

    /** Has the call fail once it has come as far as its operation. */
    public void injectError(ApiException error) {
        failure = Optional.of(error);
    }

    /** Who calls, as the dialect found out; the empty string before that. */
    public String account() {
        return caller;
    }

    /** Says who calls: a name of the provider's own, never a secret. */
    public void authenticatedAs(String name) {
        caller = name;
    }

    /** The fault rules that struck this call, in the order in which they did. */
    public List<RuleHit> ruleHits() {
        return List.copyOf(struck);
    }

    public void addRuleHit(RuleHit rule) {
        struck.add(rule);
    }

    /** Has something done to the reply once it is worded; in the order in which it was asked for. */
    public void rewriteReply(UnaryOperator<Reply> change) {
        afterwards.add(change);
    }

    /** The reply with every change made that was asked for. */
    public Reply rewritten(Reply worded) {
        Reply reply = worded;
        for (UnaryOperator<Reply> change : afterwards) {
            reply = change.apply(reply);
        }
        return reply;
    }
}
