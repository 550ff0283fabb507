package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;

/** Completes the jobs that are due before a call sees the world. */
final class JobSettlementInterceptor implements Interceptor {
    private final Jobs jobs;

    JobSettlementInterceptor(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Reply intercept(Call call, Handler next) {
        jobs.settle(call.now());
        return next.handle(call);
    }
}
