package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.scenario.ActiveScenarios;

/** Applies the active scenario rules to a call. */
final class FaultInterceptor implements Interceptor {
    private final ActiveScenarios scenarios;

    FaultInterceptor(ActiveScenarios scenarios) {
        this.scenarios = scenarios;
    }

    @Override
    public Reply intercept(Call call, Handler next) {
        return scenarios.apply(call, next);
    }
}
