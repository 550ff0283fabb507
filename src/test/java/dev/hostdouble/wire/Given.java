package dev.hostdouble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.ClientDefaults;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.ErrorEffect;
import dev.hostdouble.scenario.effect.JobFaultEffect;
import dev.hostdouble.scenario.effect.ServerErrorEffect;
import dev.hostdouble.world.World;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a world to where a golden exchange begins, one {@code given} line at a time:
 *
 * <pre>
 * world throttled                                         the start state, src/test/resources/worlds/throttled
 * POST /api/v1/datacenter/server/4001/delete {"force":true}    a call that succeeds, in the provider's {@link ClientDefaults}
 * POST /eq.php action=off&token=HOSTKEY_TOKEN&id=456      keys and ids: the same calls always get the same ones
 * login josem 123456                                      a token of VSS, for a user whose password is their name
 * change {"hostkey/server":456,"state":"suspended"}     something the provider does by itself
 * clock 2021-03-15T14:45:03Z · advance 6s                 time
 * fault hosterapi/server.start SIGNAL_FAILED signal=start an error of the provider, with what it is about
 * broken hosterapi/server.start                           an operation with a bug
 * job-fault fail 0.33 0xb0: Requested …                    a fault in the jobs that start from here on
 * </pre>
 */
final class Given {
    static final String WORLD = "world ";

    private final World world;
    private final String api;
    private final Sender sender;

    Given(World world, String api, Sender sender) {
        this.world = world;
        this.api = api;
        this.sender = sender;
    }

    /** Sends a call to the world: with these headers, and those that lead there. */
    interface Sender {
        Seen send(String method, String path, String headers, String body) throws IOException;
    }

    void apply(String line) throws IOException {
        int space = line.indexOf(' ');
        String what = line.substring(0, space);
        String rest = line.substring(space + 1);
        switch (what) {
            case "world" -> {} // chosen when the world was made
            case "login" -> login(rest.split(" ", 2));
            case "clock" -> clock(Instant.parse(rest));
            case "advance" -> call("POST", "/_emulator/clock/advance", "{\"by\":\"" + rest + "\"}");
            case "change" -> call("POST", "/_emulator/changes", rest);
            case "fault" -> fault(List.of(rest.split(" ", -1)));
            case "broken" -> install(rest, new ServerErrorEffect(false));
            case "job-fault" -> injectJobFault(rest.split(" ", 3));
            default -> {
                String[] target = rest.split(" ", 2);
                call(what, target[0], target.length < 2 ? "" : target[1]);
            }
        }
    }

    /** To any time, the past of the pages' examples too. */
    private void clock(Instant now) {
        world.run(session -> session.setClock(session.clockMode(), now));
    }

    /** With a one-time password, if there is a second word. */
    private void login(String[] words) throws IOException {
        String headers = Credentials.basic(words[0], words[0]) + "\r\n";
        call("POST", "/auth/request-token", headers, words.length < 2 ? "" : "{\"otp\":\"" + words[1] + "\"}");
    }

    private void call(String method, String path, String body) throws IOException {
        call(method, path, ClientDefaults.of(api).headers(path), body);
    }

    private void call(String method, String path, String headers, String body) throws IOException {
        Seen reply = sender.send(method, path, headers, body);
        String what = method + " " + path + " " + body + ": " + reply.body();
        assertThat(reply.status()).as(what).isBetween(200, 299);
        // HOSTKEY says so of its errors, too.
        assertThat(reply.body()).as(what).doesNotStartWith("{\"code\":").doesNotStartWith("{\"result\":-");
    }

    private void fault(List<String> words) {
        Map<String, String> arguments = new HashMap<>();
        for (String word : words.subList(2, words.size())) {
            int equals = word.indexOf('=');
            arguments.put(word.substring(0, equals), word.substring(equals + 1));
        }
        install(words.get(0), new ErrorEffect(words.get(1), arguments));
    }

    private void injectJobFault(String[] words) {
        if (!words[0].equals("fail")) {
            throw new IllegalArgumentException("expected fail <progress> <output>, not " + words[0]);
        }
        Effect effect = new JobFaultEffect(new JobFault.Fail(words[2], Double.parseDouble(words[1])));
        for (Operation route : Inventory.provider(api).operations()) {
            install(route.id(), effect);
        }
    }

    private void install(String operation, Effect effect) {
        world.run(session -> session.install(new Rule("given", operation, effect)));
    }
}
