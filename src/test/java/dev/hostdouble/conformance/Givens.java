package dev.hostdouble.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.client.ClientDefaults;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.ChangeReader;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.effect.JobFaultEffect;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings a world into a state, one line at a time:
 *
 * <pre>
 * PUT /api/v1/datacenter/server/4001/change {"cpuCores":4}    a call of the provider's usual client, which succeeds
 * key <- POST /eq.php action=off&token=HOSTKEY_TOKEN&id=456   the same; later lines and calls say {key} for what it returns
 * 5 x GET /v2/user                                             the same five times
 * change {"hosterapi/vm":4001,"state":"stopped"}               something the provider does by itself
 * advance 6s                                                   time
 * fail hosterapi/dedicated.order                               the jobs that the operation starts from here on fail
 * </pre>
 */
final class Givens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double HALF_WAY = 0.5;

    /** Where replies have what later calls refer to: a key, a token, or the ticket in a console's URL. */
    private static final Pattern RETURNED =
            Pattern.compile("\"(?:callback|key|token)\":\"([^\"]+)\"|[?&]password=([^&\"]+)");

    private static final Pattern REPEATED = Pattern.compile("(\\d+) x (.*)");

    private final Worlds worlds;
    private final World world;
    private final Provider provider;
    private final Map<String, String> names = new HashMap<>();

    /** @param names what names in braces stand for already */
    Givens(Worlds worlds, World world, Provider provider, Map<String, String> names) {
        this.worlds = worlds;
        this.world = world;
        this.provider = provider;
        this.names.putAll(names);
        this.names.put("long", "x".repeat(10_000));
    }

    /** What the names in braces stand for. */
    Map<String, String> names() {
        return Map.copyOf(names);
    }

    /**
     * Logs users of VSS in, whose names then stand for their tokens, and lets VSS load its public images, which it does when
     * they are first asked for. Nothing happens where the start state does not let them in.
     */
    void logIn(String... users) {
        for (String user : users) {
            Request login = request("POST", "/auth/request-token", Credentials.basic(user, user) + "\r\n", "");
            Reply reply = worlds.handle(world.name(), login);
            if (reply.answer().equals(Reply.OK)) {
                remember(user, reply);
                String token = Credentials.bearer(Names.fill("{" + user + "}", names)) + "\r\n";
                send(request("GET", "/v2/iso", token, ""));
            }
        }
    }

    void apply(List<String> lines) {
        lines.forEach(this::apply);
        world.run(session -> session.deactivateAll());
    }

    private void apply(String line) {
        Matcher repeated = REPEATED.matcher(line);
        if (repeated.matches()) {
            apply(Collections.nCopies(Integer.parseInt(repeated.group(1)), repeated.group(2)));
            return;
        }
        int arrow = line.indexOf(" <- ");
        String what = arrow < 0 ? line : line.substring(arrow + " <- ".length());
        int space = what.indexOf(' ');
        String rest = what.substring(space + 1);
        switch (what.substring(0, space)) {
            case "advance" -> world.advance(Duration.parse("PT" + rest.toUpperCase(Locale.ROOT)));
            case "change" -> change(rest);
            case "fail" ->
                world.run(session -> session.install(
                        new Rule("given", rest, new JobFaultEffect(new JobFault.Fail("it failed", HALF_WAY)))));
            default -> {
                Reply reply = call(what.substring(0, space), rest);
                if (arrow >= 0) {
                    remember(line.substring(0, arrow), reply);
                }
            }
        }
    }

    private Reply call(String method, String rest) {
        String filled = Names.fill(rest, names);
        int space = filled.indexOf(' ');
        String path = space < 0 ? filled : filled.substring(0, space);
        String body = space < 0 ? "" : filled.substring(space + 1);
        return send(request(method, path, ClientDefaults.of(provider.name()).headers(path), body));
    }

    private Request request(String method, String path, String lines, String body) {
        Headers headers = Headers.NONE;
        for (String line : lines.lines().toList()) {
            int colon = line.indexOf(": ");
            headers = headers.plus(line.substring(0, colon), line.substring(colon + 2));
        }
        String host = ClientDefaults.of(provider.name()).host();
        return new Request(method, "http", host, "", path, "", headers, Bytes.of(body), List.of());
    }

    private Reply send(Request request) {
        Reply reply = worlds.handle(world.name(), request);
        boolean isError =
                provider.errors().stream().anyMatch(error -> error.name().equals(reply.answer()));
        if (isError) {
            throw new IllegalStateException(
                    request.method() + " " + request.path() + " " + request.body() + ": " + reply.body());
        }
        return reply;
    }

    private void remember(String name, Reply reply) {
        Matcher returned = RETURNED.matcher(reply.body().text().replace("\\/", "/"));
        if (!returned.find()) {
            throw new IllegalStateException("nothing to remember as " + name + " in " + reply.body());
        }
        names.put(name, returned.group(1) == null ? returned.group(2) : returned.group(1));
    }

    private void change(String json) {
        try {
            Map<?, ?> values = JSON.readValue(json, Map.class);
            Map<String, Object> text = new HashMap<>();
            values.forEach((name, value) -> text.put(String.valueOf(name), value));
            RequestedChange change = new ChangeReader(List.of(provider))
                    .read(text, (key, message) -> {
                        throw new IllegalArgumentException(message);
                    })
                    .orElseThrow();
            if (!world.with(session -> session.change(change))) {
                throw new IllegalStateException(json + " changes nothing");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
