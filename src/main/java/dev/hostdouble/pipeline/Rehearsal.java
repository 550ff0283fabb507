package dev.hostdouble.pipeline;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Dialect;

/** Finds out what the provider would answer to a call, and takes back whatever that changed. */
public final class Rehearsal {
    private final Database database;

    public Rehearsal(Database database) {
        this.database = database;
    }

    /** The name of the provider's answer to a call as it was sent, as the world is now: {@code ok}, or that of an error. */
    public String answer(Call call) {
        return database.rehearse(() -> answerNow(call.forRehearsal()));
    }

    private static String answerNow(Call rehearsal) {
        Dialect dialect = rehearsal.dialect();
        try {
            if (!rehearsal.operation().open()) {
                dialect.authenticate(rehearsal);
            }
            return rehearsal.perform().answer();
        } catch (ApiException e) {
            return e.error().name();
        } catch (RuntimeException e) {
            return dialect.broken().error().name(); // the call itself is going to fail like this, and reports it
        }
    }
}
