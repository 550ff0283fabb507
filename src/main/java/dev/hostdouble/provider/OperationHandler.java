package dev.hostdouble.provider;

import dev.hostdouble.core.Reply;

/** Answers the calls of an operation in one world. Throws {@link dev.hostdouble.core.ApiException} for the provider's errors. */
@FunctionalInterface
public interface OperationHandler {
    Reply handle(Call call);
}
