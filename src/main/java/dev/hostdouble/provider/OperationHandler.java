package dev.hostdouble.provider;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Reply;

/** One operation of a provider: a function from call to reply. Throws {@link ApiException} for the provider's errors. */
@FunctionalInterface
public interface OperationHandler {
    Reply handle(Call call);
}
