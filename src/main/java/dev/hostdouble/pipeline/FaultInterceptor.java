package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.FaultPlan;
import dev.hostdouble.scenario.RequestedScenarios;

/** Compiles the active scenario rules to a plan for the call, carries it out, and reports what it changed. */
final class FaultInterceptor implements Interceptor {
    private final ActiveScenarios scenarios;
    private final RequestedScenarios requested;
    private final Journal journal;
    private final Database database;

    /**
     * Applies the rules of a world.
     *
     * @param requested finds the scenarios that a request names for itself
     * @param journal numbers the calls
     */
    FaultInterceptor(ActiveScenarios scenarios, RequestedScenarios requested, Journal journal, Database database) {
        this.scenarios = scenarios;
        this.requested = requested;
        this.journal = journal;
        this.database = database;
    }

    @Override
    public Reply intercept(Call call, Handler next) {
        FaultPlan plan = scenarios.plan(call, journal.nextNumber(), requested.of(call.request()));
        if (plan.isEmpty()) {
            return next.handle(call);
        }
        PlannedCall planned = new PlannedCall(plan, call, database);
        Reply reply = planned.carryOut(next);
        return reply.withRuleHits(scenarios.report(plan, planned.facts()));
    }
}
