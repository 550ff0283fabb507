package dev.hostdouble.core;

/** Refuses answers that are only assumed. Stands inside the transaction, so that a refused call leaves no trace. */
public final class Strictness implements Interceptor {
    @Override
    public Reply intercept(Call call, Operation next) {
        Reply reply;
        try {
            reply = next.handle(call);
        } catch (ApiException e) {
            String answer = e.error().name();
            require(call, answer, call.route().evidence(answer, e.error().evidence()));
            throw e;
        }
        require(
                call,
                reply.answer(),
                call.route().evidence(reply.answer(), reply.evidence()).and(reply.evidence()));
        return reply;
    }

    private static void require(Call call, String answer, Evidence evidence) {
        if (evidence == Evidence.ASSUMED) {
            throw new AssumedException(call.route().id(), answer);
        }
    }
}
