package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import java.util.function.Consumer;

/** Lets everything take effect that is due before a call sees the world, in a transaction of its own. */
final class SettlementInterceptor implements Interceptor {
    private final Consumer<Call> settlement;
    private final Database database;

    SettlementInterceptor(Consumer<Call> settlement, Database database) {
        this.settlement = settlement;
        this.database = database;
    }

    @Override
    public Reply intercept(Call call, Handler next) {
        database.transaction(() -> {
            settlement.accept(call);
            return call;
        });
        return next.handle(call);
    }
}
