package dev.hostdouble.core;

/** Gives a reply what the call was told to do with it afterwards, once everything has been done and worded. */
public final class Finishing implements Interceptor {
    @Override
    public Reply intercept(Call call, Operation next) {
        return call.finish(next.handle(call));
    }
}
