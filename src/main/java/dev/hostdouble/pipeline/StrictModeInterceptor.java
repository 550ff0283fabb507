package dev.hostdouble.pipeline;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;

/** Refuses assumed answers, but not those that a scenario asked for. It is inside the transaction, so that a refused call changes nothing. */
final class StrictModeInterceptor implements Interceptor {
    @Override
    public Reply intercept(Call call, Handler next) {
        Reply reply;
        try {
            reply = next.handle(call);
        } catch (ApiException e) {
            require(call, e.error().name(), call.evidence(e));
            throw e;
        }
        if (reply.answer().equals(Reply.INJECTED)) {
            return reply; // the answer that a scenario asked for
        }
        require(call, reply.answer(), call.evidence(reply));
        return reply;
    }

    private static void require(Call call, String answer, Evidence evidence) {
        if (evidence == Evidence.ASSUMED && !call.trace().isFromScenario()) {
            throw new AssumedException(call.operation().id(), answer);
        }
    }

    /** Thrown in strict mode instead of an answer that is only assumed, so that the call leaves no trace. */
    public static final class AssumedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public AssumedException(String operation, String answer) {
            super(operation + " would answer '" + answer + "', which is only assumed", null, false, false);
        }
    }
}
