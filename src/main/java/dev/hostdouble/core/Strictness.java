package dev.hostdouble.core;

/** Refuses answers that are only assumed. Stands inside the transaction, so that a refused call leaves no trace. */
public final class Strictness implements Interceptor {
    @Override
    public Reply intercept(Call call, Operation next) {
        Reply reply;
        try {
            reply = next.handle(call);
        } catch (ApiException e) {
            require(call, e.error().name(), e.error().evidence());
            throw e;
        }
        require(call, reply.answer(), reply.evidence());
        return reply;
    }

    private static void require(Call call, String answer, Evidence otherwise) {
        if (call.route().evidence(answer, otherwise) == Evidence.ASSUMED) {
            throw new AssumedException(call.route().id(), answer);
        }
    }
}
