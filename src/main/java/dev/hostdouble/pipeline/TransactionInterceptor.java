package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;

/** Runs each call in one transaction: an exception leaves no trace. */
final class TransactionInterceptor implements Interceptor {
    private final Database database;

    TransactionInterceptor(Database database) {
        this.database = database;
    }

    @Override
    public Reply intercept(Call call, Handler next) {
        return database.transaction(() -> next.handle(call));
    }
}
