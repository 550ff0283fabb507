package dev.hostdouble.confidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.List;
import java.util.stream.IntStream;

/** Clients that start tasks at HOSTKEY and syncs at VSS. */
final class TaskTrials {
    private static final String SNAPSHOT = "hostkey/vm.create_snapshot";
    private static final String SYNC = "vss/user_iso.sync";
    private static final String LOGIN = "hostkey/auth.login";
    private static final int POLLS = 5;

    static final List<Trial> ALL = List.of(
            trial(
                    "survives a lost reply to a snapshot",
                    "hostkey/lost-snapshot-reply",
                    client -> (snapshot(client, "first") || snapshot(client, "second")) && snapshots(client) == 1,
                    client -> (snapshot(client, "first") || snapshots(client) == 1) && snapshots(client) == 1),
            trial(
                    "renews an expired session of HOSTKEY, and repeats only the call that was refused",
                    "hostkey/session-expires",
                    client -> snapshot(client, "first")
                            && (isListed(client, Credentials.HOSTKEY_CLIENT)
                                    || (snapshotAs(client, client.hostkey().login(), "second")
                                            && isListed(client, client.hostkey().login())))
                            && snapshotsAs(client, client.hostkey().login()) == 1,
                    client -> snapshot(client, "first")
                            && (isListed(client, Credentials.HOSTKEY_CLIENT)
                                    || isListed(client, client.hostkey().login()))
                            && snapshotsAs(client, client.hostkey().login()) == 1),
            trial(
                    "learns from lists what a task did whose key is gone",
                    "hostkey/key-purged",
                    client -> (isDone(client, key(client, "first")) || snapshot(client, "second"))
                            && snapshots(client) == 1,
                    client ->
                            (isDone(client, key(client, "first")) || snapshots(client) == 1) && snapshots(client) == 1),
            trial(
                    "does not count on a mount, an upload or a snapshot before its task says OK",
                    "hostkey/mount-fails",
                    client -> {
                        mount(client);
                        client.advance("1m");
                        return isMounted(client);
                    },
                    client -> Trial.twice(() -> isDone(client, mount(client))) && isMounted(client)),
            trial(
                    "renews an expired token of VSS, and goes on where it was",
                    "vss/session-expires",
                    client -> {
                        String token = client.vss().login(VssClient.USER);
                        String request = client.vss().sync(token);
                        client.advance("1m");
                        return Trial.twice(() -> isProcessed(client, token, request));
                    },
                    client -> {
                        String token = client.vss().login(VssClient.USER);
                        String request = client.vss().sync(token);
                        client.advance("1m");
                        return isProcessed(client, token, request)
                                || isProcessed(client, client.vss().login(VssClient.USER), request);
                    }),
            trial(
                    "gives up on a task of HOSTKEY that hangs",
                    "hostkey/never-ready",
                    client -> isDoneInTime(client, key(client, "first")) || isCalledAgain(client),
                    client -> !isDoneInTime(client, key(client, "first")) && isCalled(client, SNAPSHOT, 1)),
            trial(
                    "gives up on a sync of VSS that hangs",
                    "vss/sync-stuck",
                    client -> Trial.twice(
                                    () -> isProcessedInTime(client, client.vss().sync()))
                            && isCalled(client, SYNC, 1),
                    client -> !isProcessedInTime(client, client.vss().sync()) && isCalled(client, SYNC, 1)),
            trial(
                    "does not repeat a login that is refused",
                    "hostkey/login-refused",
                    client -> IntStream.range(0, 3)
                                    .noneMatch(i -> !client.hostkey().login().isEmpty())
                            && isCalled(client, LOGIN, 1),
                    client -> client.hostkey().login().isEmpty() && isCalled(client, LOGIN, 1)),
            trial(
                    "asks for a one-time password",
                    "vss/otp-demanded",
                    client -> Trial.twice(() -> token(client, "") == 200),
                    client -> token(client, "") == 200 || token(client, "{\"otp\":\"123456\"}") == 200));

    private TaskTrials() {}

    private static Trial trial(String sentence, String scenario, Trial.Attempt naive, Trial.Attempt robust) {
        return new Trial(sentence, scenario, "TaskTrials", naive, robust);
    }

    /** Whether a snapshot was accepted, with time for its task. */
    private static boolean snapshot(AllProviders client, String name) {
        return snapshotAs(client, Credentials.HOSTKEY_CLIENT, name);
    }

    private static boolean snapshotAs(AllProviders client, String token, String name) {
        Seen reply = client.hostkey().callAs(token, "vm", "create_snapshot", "id", "456", "name", name);
        client.advance("1m");
        return !reply.bytes().isEmpty() && isOk(reply.json());
    }

    private static String key(AllProviders client, String name) {
        return client.hostkey()
                .read("vm", "create_snapshot", "id", "456", "name", name)
                .path("callback")
                .asText();
    }

    private static boolean isOk(JsonNode reply) {
        return reply.path("result").asText().equals("OK");
    }

    /** Whether a task says OK, asked at once and a minute later. */
    private static boolean isDone(AllProviders client, String key) {
        if (isOk(client.hostkey().check(key))) {
            return true;
        }
        client.advance("1m");
        return isOk(client.hostkey().check(key));
    }

    private static int snapshots(AllProviders client) {
        return snapshotsAs(client, Credentials.HOSTKEY_CLIENT);
    }

    private static int snapshotsAs(AllProviders client, String token) {
        String key = client.hostkey()
                .readAs(token, "vm", "get_snapshot", "id", "456")
                .path("callback")
                .asText();
        client.advance("1m");
        JsonNode list = client.hostkey().check(key);
        return Seen.parse(list.path("scope").asText()).path("snapshots").size();
    }

    private static boolean isListed(AllProviders client, String token) {
        return isOk(client.hostkey().readAs(token, "vm", "get_snapshot", "id", "456"));
    }

    private static boolean isDoneInTime(AllProviders client, String key) {
        for (int i = 0; i < POLLS; i++) {
            if (isDone(client, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCalledAgain(AllProviders client) {
        return isDoneInTime(client, key(client, "second")) && isCalled(client, SNAPSHOT, 1);
    }

    private static boolean isProcessedInTime(AllProviders client, String request) {
        for (int i = 0; i < POLLS; i++) {
            client.advance("1m");
            if (client.vss().request(request).path("status").asText().equals("PROCESSED")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCalled(AllProviders client, String operation, int times) {
        String calls = "{\"calls\":[{\"operation\":\"" + operation + "\",\"times\":" + times + "}]}";
        return client.control("POST", "verify", calls).status() == 200;
    }

    private static int token(AllProviders client, String json) {
        return client.vss()
                .requestToken(json, Credentials.basic(VssClient.USER, VssClient.USER))
                .status();
    }

    private static String mount(AllProviders client) {
        return client.hostkey()
                .read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso")
                .path("callback")
                .asText();
    }

    private static boolean isMounted(AllProviders client) {
        return client.hostkey()
                .read("eq", "show", "id", "456")
                .at("/server_data/iso")
                .asText()
                .equals("ubuntu-22.04.iso");
    }

    private static boolean isProcessed(AllProviders client, String token, String request) {
        Seen reply = client.vss().callWith(token, "GET", request);
        return reply.status() == 200 && reply.json().at("/data/status").asText().equals("PROCESSED");
    }
}
