package dev.hostdouble.confidence;

import static dev.hostdouble.client.HosterapiClient.SERVERS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Clients of one provider each, that meet a failure which the other providers have as well. */
final class ThreeProviderTrials {
    private static final String SOLD_OUT = "copes with what is sold out, whoever sells it";
    private static final String FAILED = "tells a job that failed from one that succeeded, at any provider";
    private static final String BUSY = "tries again what is busy, at any provider";
    private static final String EXPIRED = "logs in again where there is a login, and stops where there is none";
    private static final String LOST = "looks before it orders again, at any provider";
    private static final int VMS = 3;
    private static final int IMAGES = 2;

    static final List<Trial> ALL = List.of(
            trial(
                    SOLD_OUT,
                    client -> isOk(order(client)) && vms(client) == VMS + 1,
                    client -> isOk(order(client)) && jobStatus(client, 15).equals("failed") && vms(client) == VMS),
            trial(SOLD_OUT, client -> Trial.twice(() -> isOk(instance(client))), client -> !isOk(instance(client))),
            trial(
                    FAILED,
                    client -> isOk(order(client)) && hasEnded(jobStatus(client, 15)) && vms(client) == VMS + 1,
                    client -> isOk(order(client)) && jobStatus(client, 15).equals("failed") && vms(client) == VMS),
            trial(
                    FAILED,
                    client -> !taskResult(client).equals("Not ready")
                            && !taskResult(client).equals("OK"),
                    client -> Trial.twice(() -> taskResult(client).equals("OK"))),
            trial(
                    FAILED,
                    client -> hasEnded(client.vss().synced().path("status").asText()) && images(client) == IMAGES + 1,
                    client -> Trial.twice(() -> client.vss()
                                    .synced()
                                    .path("status")
                                    .asText()
                                    .equals("PROCESSED"))
                            && images(client) == IMAGES + 1),
            trial(BUSY, client -> isOk(delete(client)), client -> Trial.twice(() -> isOk(delete(client)))),
            trial(
                    BUSY,
                    client -> taskResult(client).equals("OK"),
                    client -> Trial.twice(() -> taskResult(client).equals("OK"))),
            trial(
                    BUSY,
                    client -> isOk(client.vss().call("PATCH", VssClient.PERSONAL)),
                    client -> Trial.twice(() -> isOk(client.vss().call("PATCH", VssClient.PERSONAL)))),
            trial(
                    EXPIRED,
                    client -> listsTwice(client, 4) || calls(client) == 2,
                    client -> !listsTwice(client, 2) && calls(client) == 2),
            trial(
                    EXPIRED,
                    client -> listsTwice(token -> list(client, token), token -> token, Credentials.HOSTKEY_CLIENT),
                    client -> listsTwice(
                            token -> list(client, token),
                            token -> client.hostkey().login(),
                            Credentials.HOSTKEY_CLIENT)),
            trial(
                    EXPIRED,
                    client -> listsTwice(
                            isos(client), token -> token, client.vss().login(VssClient.USER)),
                    client -> listsTwice(
                            isos(client),
                            token -> client.vss().login(VssClient.USER),
                            client.vss().login(VssClient.USER))),
            trial(
                    LOST,
                    client -> Trial.twice(() -> isOk(order(client))) && vms(client) == VMS + 1,
                    client -> (isOk(order(client)) || vms(client) > VMS || isOk(order(client)))
                            && vms(client) == VMS + 1),
            trial(
                    LOST,
                    client -> Trial.twice(() -> isOk(instance(client))) && underWay(client) == 1,
                    client -> (isOk(instance(client)) || underWay(client) > 0 || isOk(instance(client)))
                            && underWay(client) == 1),
            trial(
                    LOST,
                    client -> Trial.twice(() -> isOk(client.vss().call("PATCH", VssClient.PERSONAL)))
                            && requests(client) == 1,
                    client -> (isOk(client.vss().call("PATCH", VssClient.PERSONAL)) || requests(client) > 0)
                            && requests(client) == 1));

    private ThreeProviderTrials() {}

    private static Trial trial(String sentence, Trial.Attempt naive, Trial.Attempt robust) {
        String scenario =
                switch (sentence) {
                    case SOLD_OUT -> "any/out-of-stock";
                    case FAILED -> "any/job-failed";
                    case BUSY -> "any/busy";
                    case EXPIRED -> "any/session-expired";
                    default -> "any/lost-acknowledgement";
                };
        return new Trial(sentence, scenario, "ThreeProviderTrials", naive, robust);
    }

    /** Whether a reply came that is no error of its provider; HOSTKEY has errors with status 200. */
    private static boolean isOk(Seen reply) {
        return !reply.bytes().isEmpty() && reply.status() < 300 && !reply.json().has("code");
    }

    private static boolean hasEnded(String status) {
        return List.of("finished", "failed", "PROCESSED", "ERROR").contains(status);
    }

    private static Seen order(AllProviders client) {
        return client.hosterapi().submit("POST", SERVERS, HosterapiClient.smallServer());
    }

    private static int vms(AllProviders client) {
        client.advance("1m");
        return client.hosterapi().result("GET", SERVERS).size();
    }

    private static String jobStatus(AllProviders client, int job) {
        client.advance("1m");
        return client.hosterapi().result("GET", "/job/" + job).path("status").asText();
    }

    private static Seen delete(AllProviders client) {
        return client.hosterapi().submit("POST", SERVERS + "/4001/delete", "force", "1");
    }

    private static Seen instance(AllProviders client) {
        return client.hostkey().call("eq", "order_instance", HostkeyClient.usualOrder());
    }

    private static int underWay(AllProviders client) {
        return client.hostkey()
                .read("eq", "update_servers")
                .path("billing_servers")
                .size();
    }

    /** How a snapshot ends; the error if it is refused. */
    private static String taskResult(AllProviders client) {
        JsonNode started = client.hostkey().read("vm", "create_snapshot", "id", "456", "name", "first");
        return (started.has("callback") ? client.hostkey().finish(started) : started)
                .path("result")
                .asText();
    }

    private static int images(AllProviders client) {
        return client.vss().get(VssClient.PERSONAL).path("data").size();
    }

    private static int requests(AllProviders client) {
        return client.vss().get(VssClient.SYNCS).path("data").size();
    }

    /** Whether two calls of HosterAPI succeed before the limit is reached. */
    private static boolean listsTwice(AllProviders client, int most) {
        return IntStream.range(0, most)
                        .filter(i -> isOk(client.hosterapi().submit("GET", SERVERS)))
                        .limit(2)
                        .count()
                == 2;
    }

    private static int calls(AllProviders client) {
        return client.journal().size();
    }

    /** Whether two calls succeed, the second perhaps when it is repeated with another token. */
    private static boolean listsTwice(Predicate<String> list, Function<String, String> renewed, String token) {
        return list.test(token) && (list.test(token) || list.test(renewed.apply(token)));
    }

    private static boolean list(AllProviders client, String token) {
        return isOk(client.hostkey().callAs(token, "eq", "list"));
    }

    private static Predicate<String> isos(AllProviders client) {
        return token -> isOk(client.vss().callWith(token, "GET", "/v2/iso"));
    }
}
