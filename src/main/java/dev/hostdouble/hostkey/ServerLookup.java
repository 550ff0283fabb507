package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Optional;

/** Finds the servers that calls about tags, addresses, zones and keys name. */
final class ServerLookup {
    private final AccountDao accounts;
    private final ServerDao servers;

    ServerLookup(AccountDao accounts, ServerDao servers) {
        this.accounts = accounts;
        this.servers = servers;
    }

    /** The account of the caller. */
    Account caller(Call call) {
        return accounts.caller(call);
    }

    /**
     * The server that the caller names.
     *
     * @throws dev.hostdouble.core.ApiException if the caller may see none of that id
     */
    Server require(Call call, Optional<Long> id) {
        return servers.require(call, id, accounts.caller(call));
    }

    /**
     * The server that the caller names, to change what belongs to it.
     *
     * @throws dev.hostdouble.core.ApiException if the caller may see none of that id, or if it is suspended
     */
    Server requireChangeable(Call call, Optional<Long> id) {
        Server server = require(call, id);
        if (server.suspended()) {
            throw HostkeyError.SERVER_SUSPENDED.with();
        }
        return server;
    }

    /** The ids of the servers that the caller may see. */
    List<Long> visible(Call call) {
        return servers.list(call, accounts.caller(call)).stream()
                .map(Server::id)
                .toList();
    }
}
