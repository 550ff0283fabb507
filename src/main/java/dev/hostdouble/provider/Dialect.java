package dev.hostdouble.provider;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.util.Optional;

/** How a provider reads parameters, authenticates callers, and formats success and failure. */
public interface Dialect {
    /** Reads body and query as the provider does. Never fails: an unreadable body counts as empty. */
    Params read(Request request);

    /** Authenticates the caller, or throws the provider's error. */
    void authenticate(Call call);

    /** A success in its final form: the provider's headers and the evidence of its operation. */
    Reply success(Call call, Reply reply);

    /** An error in the provider's own format. */
    Reply failure(Call call, ApiException error);

    /** The provider's answer to an internal error: what a client sees when an operation failed unexpectedly. */
    Reply broken(Call call);

    /** The credential of a request as sent; empty where it has none. Never fails. */
    Optional<String> credential(Request request);

    /** The account of the credential at the instant of the call, as {@link Call#account} names it; empty if unknown. */
    Optional<String> owner(Call call);

    /** The provider's error for an expired credential. */
    ApiException expired();
}
