package dev.hostdouble.job;

import dev.hostdouble.core.Call;
import dev.hostdouble.core.Interceptor;
import dev.hostdouble.core.Operation;
import dev.hostdouble.core.Reply;

/** Lets what has come due take effect before a call looks at the world. */
public final class Settling implements Interceptor {
    private final Jobs jobs;

    public Settling(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Reply intercept(Call call, Operation next) {
        jobs.settle(call.now());
        return next.handle(call);
    }
}
