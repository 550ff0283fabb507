package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.provider.Call;
import java.util.Optional;

/** Calls that need no token (observed). One that has a token is refused if the token is not valid (assumed). */
final class PublicCalls {
    private final AccountDao accounts;

    PublicCalls(AccountDao accounts) {
        this.accounts = accounts;
    }

    /**
     * Returns the account whose token a call has; empty if it has no token.
     *
     * @throws dev.hostdouble.core.ApiException if the token is not valid
     */
    Optional<Account> visitor(Call call) {
        if (Input.of(call).text("token").isEmpty()) {
            return Optional.empty();
        }
        if (call.dialect().owner(call).isEmpty()) {
            call.restsOn(CatalogueFact.CHECKED_TOKEN);
        }
        call.dialect().authenticate(call);
        return Optional.of(accounts.caller(call));
    }
}
