package dev.hostdouble.confidence;

import static dev.hostdouble.client.HosterapiClient.SERVERS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import java.util.List;

/** Clients that order, change and delete servers at HosterAPI. */
final class OrderTrials {
    private static final int BEFORE = 3;
    private static final int POLLS = 20;

    static final List<Trial> ALL = List.of(
            trial(
                    "survives a lost reply to an order",
                    "hosterapi/lost-acknowledgement",
                    client -> ordersUntilAnswered(client) && servers(client) == BEFORE + 1,
                    client -> ordersAndLooks(client) && servers(client) == BEFORE + 1),
            trial(
                    "does not order again because a gateway gave up waiting",
                    "any/gateway-timeout",
                    client -> ordersUntilAnswered(client) && servers(client) == BEFORE + 1,
                    client -> ordersAndLooks(client) && servers(client) == BEFORE + 1),
            trial(
                    "keeps what it waits for during an outage",
                    "any/outage-after-order",
                    client -> finishesOrOrdersAgain(client) && servers(client) == BEFORE + 1,
                    client -> finishesOrGoesOn(client) && servers(client) == BEFORE + 1),
            trial(
                    "looks for its server when a job is unknown, before it orders again",
                    "hosterapi/job-not-found",
                    client -> finishesOrOrdersAgain(client) && servers(client) == BEFORE + 1,
                    client -> (finishesOrGoesOn(client) || servers(client) > BEFORE) && servers(client) == BEFORE + 1),
            trial(
                    "looks for its server when a job is unknown, before it orders again",
                    "hosterapi/order-vanishes",
                    client -> !order(client).bytes().isEmpty() && servers(client) == BEFORE + 1,
                    client -> order(client).status() == 200 && !(servers(client) > BEFORE)),
            trial(
                    "compares what it got with what it ordered",
                    "hosterapi/duplicate-order",
                    client -> vmOfJob(client) > 0 && servers(client) == BEFORE + 1,
                    client -> vmOfJob(client) > 0 && servers(client) == BEFORE + 2),
            trial(
                    "compares what it got with what it ordered",
                    "hosterapi/fewer-addresses",
                    client -> jobAfter(client, "1m").path("status").asText().equals("failed"),
                    client -> jobAfter(client, "1m").at("/output/ips").size() < 2),
            trial(
                    "does not repeat an order that cannot succeed",
                    "hosterapi/limits-exceeded",
                    client -> {
                        for (int i = 0; i < 3; i++) {
                            if (jobAfter(client, "1m").path("status").asText().equals("finished")) {
                                break;
                            }
                        }
                        return ordered(client, 1);
                    },
                    client -> jobAfter(client, "1m").path("status").asText().equals("failed") && ordered(client, 1)),
            trial(
                    "gives up on a job that hangs, and orders nothing more",
                    "hosterapi/job-stuck",
                    client -> finishesOrOrdersAgain(client) && ordered(client, 1),
                    client -> !finishesOrGoesOn(client) && ordered(client, 1)),
            trial(
                    "waits for the status of a job, however long it takes",
                    "hosterapi/slow-job",
                    client -> jobAfter(client, "6s").at("/output/vmid").asInt() > 0,
                    client -> finishesOrGoesOn(client)),
            trial(
                    "copes with an offer or a template that is gone when it orders",
                    "hosterapi/template-withdrawn",
                    client -> Trial.twice(() -> isAnswered(order(client))),
                    client -> isAnswered(order(client)) || !isOffered(client)),
            trial(
                    "survives a lost reply to a password reset",
                    "hosterapi/password-lost",
                    client -> !password(client).isEmpty(),
                    client -> Trial.twice(() -> !password(client).isEmpty())),
            trial(
                    "takes a removal for done when its server is gone, whatever the reply was",
                    "hosterapi/delete-gives-504",
                    client -> Trial.twice(() -> delete(client) == 200),
                    client -> delete(client) == 200 || servers(client) == BEFORE - 1),
            trial(
                    "takes a removal for done when its server is gone, whatever the reply was",
                    "hosterapi/timeout",
                    client -> delete(client) > 0 && servers(client) == BEFORE - 1,
                    client -> (delete(client) == 200 || servers(client) == BEFORE - 1 || delete(client) == 200)
                            && servers(client) == BEFORE - 1),
            trial(
                    "starts many servers of which some fail at first",
                    "hosterapi/every-first-start-fails",
                    client -> List.of(4001, 4002, 4003).stream().allMatch(id -> start(client, id)),
                    client -> List.of(4001, 4002, 4003).stream().allMatch(id -> Trial.twice(() -> start(client, id)))));

    private OrderTrials() {}

    private static Trial trial(String sentence, String scenario, Trial.Attempt naive, Trial.Attempt robust) {
        return new Trial(sentence, scenario, "OrderTrials", naive, robust);
    }

    private static Seen order(AllProviders client) {
        return client.hosterapi().submit("POST", SERVERS, HosterapiClient.smallServer());
    }

    private static boolean isAnswered(Seen reply) {
        return !reply.bytes().isEmpty() && reply.status() == 200;
    }

    /** How many servers there are when every job has had its time. */
    private static int servers(AllProviders client) {
        client.advance("2m");
        return client.hosterapi().result("GET", SERVERS).size();
    }

    private static boolean ordersUntilAnswered(AllProviders client) {
        return Trial.twice(() -> isAnswered(order(client)));
    }

    private static boolean ordersAndLooks(AllProviders client) {
        return isAnswered(order(client)) || servers(client) > BEFORE || isAnswered(order(client));
    }

    private static String job(Seen ticket) {
        return "/job/" + ticket.json().at("/result/jobId").asText();
    }

    private static JsonNode jobAfter(AllProviders client, String time) {
        String job = job(order(client));
        client.advance(time);
        return client.hosterapi().result("GET", job);
    }

    private static int vmOfJob(AllProviders client) {
        return jobAfter(client, "1m").at("/output/vmid").asInt();
    }

    private static boolean polls(AllProviders client, String job, boolean isPatient) {
        for (int i = 0; i < POLLS; i++) {
            Seen reply = client.hosterapi().submit("GET", job);
            if (reply.status() == 200
                    && reply.json().at("/result/status").asText().equals("finished")) {
                return true;
            }
            if (reply.status() != 200 && !isPatient) {
                return false;
            }
            client.advance("5s");
        }
        return false;
    }

    private static boolean finishesOrOrdersAgain(AllProviders client) {
        return polls(client, job(order(client)), false) || isAnswered(order(client));
    }

    private static boolean finishesOrGoesOn(AllProviders client) {
        return polls(client, job(order(client)), true);
    }

    private static boolean ordered(AllProviders client, int times) {
        String calls = "{\"calls\":[{\"operation\":\"hosterapi/server.create\",\"times\":" + times + "}]}";
        return client.control("POST", "verify", calls).status() == 200;
    }

    private static boolean isOffered(AllProviders client) {
        return client.hosterapi()
                .result("GET", "/datacenter/templates")
                .toString()
                .contains("Debian10.0");
    }

    /** The password that a reset answers; empty if no reply came. */
    private static String password(AllProviders client) {
        Seen reply = client.hosterapi().call("PUT", SERVERS + "/4001/password/reset");
        return reply.bytes().isEmpty() ? "" : reply.json().path("result").toString();
    }

    private static int delete(AllProviders client) {
        return client.hosterapi()
                .submit("POST", SERVERS + "/4001/delete", "force", "1")
                .status();
    }

    private static boolean start(AllProviders client, int id) {
        return client.hosterapi().call("PUT", SERVERS + "/" + id + "/start").status() == 200;
    }
}
