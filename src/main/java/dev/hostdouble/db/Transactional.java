package dev.hostdouble.db;

import dev.hostdouble.core.Call;
import dev.hostdouble.core.Interceptor;
import dev.hostdouble.core.Operation;
import dev.hostdouble.core.Reply;

/** Runs each call in one transaction: an exception leaves no trace. */
public final class Transactional implements Interceptor {
    private final Database database;

    public Transactional(Database database) {
        this.database = database;
    }

    @Override
    public Reply intercept(Call call, Operation next) {
        return database.transaction(() -> next.handle(call));
    }
}
