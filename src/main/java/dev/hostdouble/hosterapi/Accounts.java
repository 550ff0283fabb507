package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.hosterapi.AccountDao.Kind;
import dev.hostdouble.provider.BoundOperation;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;

/**
 * Keeps what belongs to one account from the others: a server of another account does not exist for the caller (assumed;
 * the page shows one reseller).
 */
final class Accounts {
    /** The account of tokens and servers for which the start state names no other one. */
    static final String RESELLER = "reseller";

    private static final String SERVER_ID = "sid";

    private final AccountDao accounts;
    private final boolean isShared;

    /** @param isShared whether the world has more than one account; else nothing needs to be looked up */
    Accounts(AccountDao accounts, boolean isShared) {
        this.accounts = accounts;
        this.isShared = isShared;
    }

    /** An operation that looks first whether the server in its path is the caller's, if it has one there. */
    BoundOperation guarded(BoundOperation bound) {
        Operation operation = bound.operation();
        if (!isShared || !operation.path().names().contains(SERVER_ID)) {
            return bound;
        }
        Kind kind = operation.section().equals("dedicated") ? Kind.DEDICATED : Kind.SERVER;
        return new BoundOperation(
                operation,
                call -> {
                    String id = call.path(SERVER_ID);
                    Ids.number(id)
                            .ifPresent(number -> require(call, kind, number, HosterError.NO_SUCH_VM.with("sid", id)));
                    return bound.handler().handle(call);
                },
                bound.state());
    }

    /**
     * Requires that something is the caller's, if it exists.
     *
     * @throws ApiException the error, if it is another account's
     */
    void require(Call call, Kind kind, long id, ApiException error) {
        if (isShared
                && accounts.of(kind, id)
                        .filter(owner -> !owner.equals(call.account()))
                        .isPresent()) {
            call.restsOn(HosterFact.HIDDEN_RESOURCES);
            throw error;
        }
    }
}
