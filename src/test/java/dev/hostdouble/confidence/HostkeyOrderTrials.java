package dev.hostdouble.confidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import java.util.List;

/** Clients that order servers at HOSTKEY. */
final class HostkeyOrderTrials {
    private static final int BEFORE = 1;

    static final List<Trial> ALL = List.of(
            trial(
                    "survives a lost reply to an order of HOSTKEY",
                    "hostkey/duplicate-order",
                    client -> Trial.twice(() -> isAnswered(client)) && servers(client) == BEFORE + 1,
                    client -> (isAnswered(client) || isUnderWay(client) || isAnswered(client))
                            && servers(client) == BEFORE + 1),
            trial(
                    "looks for its server when the key of an order is gone",
                    "hostkey/callback-purged",
                    client -> Trial.twice(() -> isDeployed(client)) && servers(client) == BEFORE + 1,
                    client -> (isDeployed(client) || servers(client) > BEFORE) && servers(client) == BEFORE + 1),
            trial(
                    "does not order again what was cancelled in the panel",
                    "hostkey/deploy-cancelled",
                    client -> Trial.twice(() -> isDeployed(client)) && servers(client) == BEFORE,
                    client -> !isDeployed(client) && servers(client) == BEFORE),
            trial(
                    "reports an order that has to be paid, and orders nothing more",
                    "hostkey/unpaid-order",
                    client -> Trial.twice(() -> isDeployed(client)) || ordersUnderWay(client) == 1,
                    client -> client.hostkey().order().path("status").asText().equals("Unpaid")
                            && ordersUnderWay(client) == 1),
            trial(
                    "takes a new server from its key, not from its name",
                    "hostkey/hostname-late",
                    client -> {
                        client.hostkey().order();
                        client.advance("25s");
                        return named(client, "1001");
                    },
                    client -> {
                        String key = client.hostkey().order().path("callback").asText();
                        client.advance("25s");
                        String id =
                                client.hostkey().check(key).at("/context/id").asText();
                        return client.hostkey()
                                .read("eq", "show", "id", id)
                                .at("/server_data/id")
                                .asText()
                                .equals("1001");
                    }),
            trial(
                    "does not repeat an order of what is sold out",
                    "hostkey/out-of-stock",
                    client -> Trial.twice(() -> isAnswered(client)),
                    client -> !isAnswered(client)));

    private HostkeyOrderTrials() {}

    private static Trial trial(String sentence, String scenario, Trial.Attempt naive, Trial.Attempt robust) {
        return new Trial(sentence, scenario, "HostkeyOrderTrials", naive, robust);
    }

    private static boolean isAnswered(AllProviders client) {
        Seen reply = client.hostkey().call("eq", "order_instance", HostkeyClient.usualOrder());
        return !reply.bytes().isEmpty() && reply.json().path("result").asText().equals("OK");
    }

    /** Whether an order becomes a server in a minute, as its key says. */
    private static boolean isDeployed(AllProviders client) {
        String key = client.hostkey().order().path("callback").asText();
        client.advance("1m");
        return client.hostkey().check(key).path("result").asText().equals("OK");
    }

    private static boolean isUnderWay(AllProviders client) {
        return ordersUnderWay(client) > 0;
    }

    private static int ordersUnderWay(AllProviders client) {
        return client.hostkey()
                .read("eq", "update_servers")
                .path("billing_servers")
                .size();
    }

    private static int servers(AllProviders client) {
        client.advance("1m");
        return client.hostkey().read("eq", "list").path("servers").size();
    }

    private static boolean named(AllProviders client, String id) {
        JsonNode shown = client.hostkey().read("eq", "show", "id", id);
        return shown.at("/server_data/hostname").asText().equals("web-1.example.com");
    }
}
