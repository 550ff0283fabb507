package dev.hostdouble.provider;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.RateWindow.Usage;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a provider reads parameters, authenticates callers, and formats success and failure. */
public interface Dialect {
    /** Reads body and query as the provider does. Never fails: an unreadable body counts as empty. */
    Params read(Request request);

    /** Authenticates the caller, or throws the provider's error. */
    void authenticate(Call call);

    /** A success in its final form: with the provider's headers. */
    Reply success(Call call, Reply reply);

    /** An error in the provider's own format. */
    Reply failure(Call call, ApiException error);

    /** What an error rests on besides the page because of the form that it has in this world. */
    default List<Fact> facts(ApiException error) {
        return List.of();
    }

    /** The provider's error when an operation failed unexpectedly. */
    ApiException broken();

    /** The credential of a request as sent; empty where it has none. Never fails. */
    Optional<String> credential(Request request);

    /** The account of the credential at the instant of the call, as {@link Call#account} names it; empty if unknown. */
    Optional<String> owner(Call call);

    /**
     * The provider's error for too many calls, with its own rate headers; empty where it documents none.
     *
     * @param limit the number of calls allowed in a window
     * @param usage the window, which has no calls left
     */
    default Optional<ApiException> tooManyCalls(Call call, int limit, Usage usage) {
        return Optional.empty();
    }

    /**
     * Adds the provider's rate headers to the reply of a call that a limit allows; none where it documents none.
     *
     * @param limit the number of calls allowed in a window
     * @param usage the window, which has counted the call
     */
    default void withinLimit(Call call, int limit, Usage usage) {}

    /**
     * Revokes the credential that a call carries, however it is written, for good. Part of the current transaction, so a
     * call that fails takes it back: revoke after such a call.
     *
     * @return whether the call has a credential that can be revoked and that the provider knows
     */
    boolean revoke(Call call);

    /** How long a credential is accepted; empty if the provider does not know it. */
    default Optional<CredentialLife> life(String credential) {
        return Optional.empty();
    }

    /** The credentials that expire after one elapsed time and by another, in that order: at most that many. */
    default List<CredentialLife> expiring(Duration after, Duration to, int limit) {
        return List.of();
    }

    /** The provider's error for an expired credential. */
    ApiException expired();
}
