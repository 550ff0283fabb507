package dev.hostdouble.confidence;

import static dev.hostdouble.client.HosterapiClient.SERVERS;

import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Clients that meet broken connections, gateways and odd replies. */
final class ReplyTrials {
    private static final int SERVERS_THERE = 3;
    private static final Pattern ID = Pattern.compile("400\\d");
    private static final int FEW = 2;

    static final List<Trial> ALL = List.of(
            trial(
                    "tries again after 502 and 503, and parses no error page of a gateway",
                    "any/bad-gateway",
                    client -> Trial.twice(() -> idsIn(list(client)) == SERVERS_THERE),
                    client -> idsIn(readsAgain(client)) == SERVERS_THERE),
            trial(
                    "tries again after a connection that was reset or closed",
                    "any/first-connections-reset",
                    client -> Trial.twice(() -> idsIn(list(client)) == SERVERS_THERE),
                    client -> idsIn(readsAgain(client)) == SERVERS_THERE),
            trial(
                    "notices a body that is cut off or corrupt",
                    "any/truncated-body",
                    client -> readsThrice(client, ReplyTrials::list),
                    client -> readsThrice(client, ReplyTrials::readsAgain)),
            trial(
                    "notices a body that is cut off or corrupt",
                    "any/reset-mid-body",
                    client -> idsIn(list(client)) == SERVERS_THERE,
                    client -> idsIn(readsAgain(client)) == SERVERS_THERE),
            trial(
                    "has timeouts",
                    "any/stalled-reply",
                    client -> {
                        client.timeout(300);
                        return idsIn(list(client)) == SERVERS_THERE;
                    },
                    client -> {
                        client.timeout(300);
                        return idsIn(readsAgain(client)) == SERVERS_THERE;
                    }),
            trial(
                    "does not trust a 200 whose body is not JSON",
                    "any/empty-body",
                    client -> idsIn(list(client)) == SERVERS_THERE,
                    client -> idsIn(readsAgain(client)) == SERVERS_THERE),
            trial(
                    "does not trust a 200 whose body is not JSON",
                    "hostkey/php-error",
                    client -> client.hostkey().call("eq", "list").status() != 200,
                    client -> !client.hostkey().call("eq", "list").body().startsWith("{")
                            && client.hostkey()
                                            .read("eq", "list")
                                            .path("servers")
                                            .size()
                                    > 0),
            trial(
                    "reads both forms of Retry-After, and has a limit of its own",
                    "any/retry-after-date",
                    client -> list(client).header("Retry-After").matches("\\d*"),
                    client -> idsIn(readsAgain(client)) == SERVERS_THERE),
            trial(
                    "waits as long as Retry-After says when it has called too often",
                    "hosterapi/too-many-attempts",
                    client -> finishes(client, false),
                    client -> finishes(client, true)),
            trial(
                    "stops and tells its operator when its token of HosterAPI is refused",
                    "hosterapi/token-revoked",
                    client -> refusals(client, 10) <= FEW,
                    client -> refusals(client, 1) <= FEW),
            trial(
                    "accepts a number in quotes, and does not take null for an empty list",
                    "hosterapi/job-id-as-text",
                    client -> ticket(client).json().at("/result/jobId").isInt(),
                    client -> ticket(client).json().at("/result/jobId").asInt() > 0),
            trial(
                    "reads replies whose members are unknown, missing or doubled",
                    "any/unknown-members",
                    client -> list(client).json().size() == 1,
                    client -> list(client).json().path("result").size() == SERVERS_THERE),
            trial(
                    "verifies the certificate of the provider",
                    "any/tls-wrong-host",
                    client -> refusesToTalk(client, ""),
                    client -> refusesToTalk(client, "HTTPS")));

    private ReplyTrials() {}

    private static Trial trial(String sentence, String scenario, Trial.Attempt naive, Trial.Attempt robust) {
        return new Trial(sentence, scenario, "ReplyTrials", naive, robust);
    }

    private static Seen list(AllProviders client) {
        return client.hosterapi().submit("GET", SERVERS);
    }

    /** How many servers somebody finds in a reply who looks at nothing but its body. */
    private static long idsIn(Seen reply) {
        return ID.matcher(reply.body()).results().count();
    }

    private interface Reader {
        Seen read(AllProviders client);
    }

    private static boolean readsThrice(AllProviders client, Reader reader) {
        boolean isAll = true;
        for (int i = 0; i < 3; i++) {
            isAll &= idsIn(reader.read(client)) == SERVERS_THERE;
        }
        return isAll;
    }

    /** Reads a few times, until a reply is whole. */
    private static Seen readsAgain(AllProviders client) {
        Seen reply = list(client);
        for (int i = 0; i < 3 && !isWhole(reply); i++) {
            client.advance("2s");
            reply = list(client);
        }
        return reply;
    }

    private static boolean isWhole(Seen reply) {
        return reply.bytes().startsWith("HTTP/1.1 200 ")
                && !reply.raw().isEmpty()
                && reply.header("Content-Length")
                        .equals(String.valueOf(reply.raw().length()));
    }

    private static Seen ticket(AllProviders client) {
        return client.hosterapi().submit("POST", SERVERS, HosterapiClient.smallServer());
    }

    private static boolean finishes(AllProviders client, boolean isPatient) {
        String job = "/job/" + ticket(client).json().at("/result/jobId").asText();
        for (int i = 0; i < 30; i++) {
            Seen reply = client.hosterapi().submit("GET", job);
            if (reply.status() == 429) {
                if (!isPatient) {
                    return false;
                }
                client.advance(reply.header("Retry-After") + "s");
            } else if (reply.json().at("/result/status").asText().equals("finished")) {
                return true;
            } else {
                client.advance("200ms");
            }
        }
        return false;
    }

    /** How often a client is refused that gives up after {@code most} refusals in a row. */
    private static int refusals(AllProviders client, int most) {
        int refused = 0;
        for (int i = 0; i < 12 && refused < most; i++) {
            refused += list(client).status() == 401 ? 1 : 0;
        }
        return refused;
    }

    private static boolean refusesToTalk(AllProviders client, String algorithm) throws Exception {
        try (SSLSocket socket = client.tls().open()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(algorithm);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return false;
        } catch (SSLHandshakeException e) {
            return true;
        }
    }
}
