package dev.hostdouble.hostkey;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** HOSTKEY, {@code eq.php}: finding servers by a part of what names them. */
final class ServerSearch {
    private static final int LISTED = 100;

    private final AccountDao accounts;
    private final ServerDao servers;

    ServerSearch(AccountDao accounts, ServerDao servers) {
        this.accounts = accounts;
        this.servers = servers;
    }

    /** unified_server_search. */
    Reply search(Call call) {
        call.restsOn(OrderFact.SERVER_SEARCH);
        String query = Input.of(call).text("query").orElse("").toLowerCase(Locale.ROOT);
        List<Found> found = servers.list(call, accounts.caller(call)).stream()
                .filter(server -> Stream.of(String.valueOf(server.id()), server.name(), server.ip())
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(query)))
                .limit(LISTED)
                .map(server -> new Found(server.id(), server.name()))
                .toList();
        return HostkeyReply.of(new FoundJson("OK", "unified_server_search", new Results(found)));
    }

    private record FoundJson(String result, String action, Results results) {}

    private record Results(List<Found> servers) {}

    private record Found(long id, String name) {}
}
