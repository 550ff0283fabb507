package dev.hostdouble.provider;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.util.Optional;

/** How a provider speaks: how it reads parameters, tells callers apart, and words success and failure. */
public interface Dialect {
    /** Reads body and query as the provider does. Never fails: what cannot be read reads as nothing. */
    Params read(Request request);

    /** Lets the caller in or throws the provider's error. */
    void authenticate(Call call);

    /** A success in its final form: the provider's headers and the evidence of its route. */
    Reply success(Call call, Reply reply);

    /** An error in the provider's own words. */
    Reply failure(Call call, ApiException error);

    /** The provider's answer to a fault of its own: what a client sees when an operation broke unexpectedly. */
    Reply broken(Call call);

    /**
     * The provider's answer to a request that never became a call: too large a body or header, broken framing.
     *
     * @param status the HTTP status, 400 to 599
     */
    Reply refused(int status);

    /** What a request proves its caller by, as sent; nothing where it has nothing of that kind. Never fails. */
    Optional<String> credential(Request request);

    /** Whose credential that is at the instant of the call, as {@link Call#caller} would say; nothing where nobody's. */
    Optional<String> owner(Call call);

    /** The provider's words for a credential that was good once. */
    ApiException expired();
}
