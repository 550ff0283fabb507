package dev.hostdouble.pipeline;

import dev.hostdouble.core.EmulatorHeaders;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.RequestedScenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The way of a call to its operation: the one ordered list of interceptors. */
public final class Pipeline {
    private Pipeline() {}

    /**
     * The interceptors around the operation of a call, the first outermost.
     *
     * @param settlement lets everything take effect that is due before a call
     * @param requested finds the scenarios that a request names for itself
     * @param strict whether answers that are only assumed are refused
     * @param headers the headers that the emulator adds to replies
     * @param unexpected gets the operation id and the cause of every unexpected exception
     */
    public static Handler around(
            Handler operations,
            Journal journal,
            Database database,
            Consumer<Call> settlement,
            ActiveScenarios scenarios,
            RequestedScenarios requested,
            boolean strict,
            EmulatorHeaders headers,
            BiConsumer<String, Throwable> unexpected) {
        List<Interceptor> interceptors = new ArrayList<>();
        interceptors.add(new JournalInterceptor(journal, headers, unexpected));
        interceptors.add(new SettlementInterceptor(settlement, database));
        // Outside the provider's own part: a plan may keep a call from reaching it, and changes its formatted reply.
        interceptors.add(new FaultInterceptor(scenarios, requested, journal, database));
        interceptors.add(new ReplyFormattingInterceptor(unexpected));
        interceptors.add(new TransactionInterceptor(database));
        if (strict) {
            // Inside the transaction, so that a refused call leaves no trace.
            interceptors.add(new StrictModeInterceptor());
        }
        interceptors.add(new AuthenticationInterceptor());
        return chain(interceptors, operations);
    }

    private static Handler chain(List<Interceptor> interceptors, Handler operations) {
        Handler chain = operations;
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            Interceptor interceptor = interceptors.get(i);
            Handler next = chain;
            chain = call -> interceptor.intercept(call, next);
        }
        return chain;
    }

    /** Something that surrounds every operation. */
    @FunctionalInterface
    interface Interceptor {
        Reply intercept(Call call, Handler next);
    }
}
