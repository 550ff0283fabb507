package dev.hostdouble.core;

/** One operation of a provider: a function from call to reply. Throws {@link ApiException} for the provider's errors. */
@FunctionalInterface
public interface Operation {
    Reply handle(Call call);
}
