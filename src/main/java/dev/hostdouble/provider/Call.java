package dev.hostdouble.provider;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.job.RuleFault;
import dev.hostdouble.provider.BoundOperation.Match;
import dev.hostdouble.provider.Operation.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One request on its way through a world: the request, its operation, and the time at which it happens. */
public final class Call {
    private final Request request;
    private final ProviderInstance instance;
    private final Match match;
    private final WorldTime time;
    private final Handler handler;
    private final Optional<RuleFault> jobFault;
    private final CallTrace trace;
    private Optional<Params> params; // as the dialect reads them, once, on first use

    /**
     * A call at a moment of its world.
     *
     * @param instance the provider in the world of the call
     * @param match the operation the request takes
     */
    public Call(Request request, ProviderInstance instance, Match match, WorldTime time) {
        this(
                request,
                instance,
                match,
                time,
                match.bound().handler(),
                Optional.empty(),
                new CallTrace(),
                Optional.empty());
    }

    private Call(
            Request request,
            ProviderInstance instance,
            Match match,
            WorldTime time,
            Handler handler,
            Optional<RuleFault> jobFault,
            CallTrace trace,
            Optional<Params> params) {
        this.request = request;
        this.instance = instance;
        this.match = match;
        this.time = time;
        this.handler = handler;
        this.jobFault = jobFault;
        this.trace = trace;
        this.params = params;
    }

    /** The same call with another handler in place of its operation. */
    public Call withHandler(Handler other) {
        return new Call(request, instance, match, time, other, jobFault, trace, params);
    }

    /** The same call with other parameters. */
    public Call withParams(Params others) {
        return new Call(request, instance, match, time, handler, jobFault, trace, Optional.of(others));
    }

    /**
     * The same call with a fault in the job that it starts.
     *
     * @param rule the names {@code <scenario>/<rule>}
     */
    public Call withJobFault(String rule, JobFault fault) {
        Optional<RuleFault> ofRule = Optional.of(new RuleFault(rule, fault));
        return new Call(request, instance, match, time, handler, ofRule, trace, params);
    }

    /** The same call for a rehearsal, which has a trace of its own. */
    public Call forRehearsal() {
        return new Call(request, instance, match, time, handler, jobFault, trace.ofRehearsal(), params);
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

    /** The moment of the world at which all of this happens. */
    public WorldTime time() {
        return time;
    }

    /** The date of that moment, for what is shown. */
    public Instant now() {
        return time.date();
    }

    /** The elapsed time of that moment, for what lasts and ends. */
    public Duration elapsed() {
        return time.elapsed();
    }

    /** Answers the call: what the pipeline surrounds. */
    public Reply answer() {
        return handler.handle(this);
    }

    /** Performs the operation, whatever handler stands in its place. */
    public Reply perform() {
        return match.bound().handler().handle(this);
    }

    /** Notes that the answer rests on a fact that the page of the operation does not show. */
    public void restsOn(Fact fact) {
        trace.restsOn(fact);
    }

    /** Notes that the answer is about that job: it is as a scenario asked for if that changed the course of the job. */
    public void isAbout(Job job) {
        if (job.isSteered()) {
            trace.followsScenario();
        }
    }

    /** A success in the provider's format, with its mark. */
    public Reply success(Reply reply) {
        return marked(dialect().success(this, reply), evidence(reply));
    }

    /** An error in the provider's format, with its mark. */
    public Reply failure(ApiException error) {
        return marked(dialect().failure(this, error), evidence(error));
    }

    /** The provider's answer to an internal error: what a client sees when an operation failed unexpectedly. */
    public Reply broken() {
        return failure(dialect().broken());
    }

    private Reply marked(Reply reply, Evidence evidence) {
        return reply.with(evidence).withFacts(trace.facts());
    }

    /** How well a success of this call is known. */
    public Evidence evidence(Reply reply) {
        return operation()
                .evidence(reply.answer(), reply.evidence())
                .weaker(reply.evidence())
                .weaker(trace.weakestFact());
    }

    /** How well an error of this call is known. */
    public Evidence evidence(ApiException error) {
        dialect().facts(error).forEach(trace::restsOn);
        return operation()
                .evidence(error.error().name(), error.error().evidence())
                .weaker(error.evidence())
                .weaker(trace.weakestFact());
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

    /** Whether the operation is open to all, or the provider accepts the credential of the call. */
    public boolean isLetIn() {
        return operation().open() || dialect().owner(this).isPresent();
    }

    /** What a scenario does to the job this call starts. */
    public Optional<RuleFault> jobFault() {
        return jobFault;
    }

    /** The account that calls, as the dialect found out; the empty string before that. */
    public String account() {
        return trace.account();
    }

    /** What happened on the way of the call. */
    public CallTrace trace() {
        return trace;
    }
}
