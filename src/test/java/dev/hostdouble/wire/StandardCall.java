package dev.hostdouble.wire;

import static java.util.stream.Collectors.groupingBy;

import dev.hostdouble.client.ClientDefaults;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.ChangeReader;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.wire.WireFixture.Message;
import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A usual call of an operation: the golden exchange that succeeds with the least preparation, made without HTTP.
 *
 * @param operation the id of the operation
 * @param provider the provider that answers it
 * @param givens what has to happen before
 */
public record StandardCall(String operation, Provider provider, List<String> givens, Request request) {
    /** What other exchanges need of the emulator that a world of the shipped start state does not have. */
    private static final List<String> UNUSUAL = List.of("world ", "fault ", "broken ", "job-fault ");

    /** The parameter that holds the credential of a HOSTKEY call. */
    private static final String TOKEN = "(^|&)token=[^&]*";

    public StandardCall {
        givens = List.copyOf(givens);
    }

    /** A call of each operation that has a golden exchange, by operation. */
    public static Map<String, StandardCall> all() throws IOException {
        Map<String, StandardCall> calls = new LinkedHashMap<>();
        WireFixture.all().stream()
                .filter(StandardCall::isUsual)
                .collect(groupingBy(WireFixture::operation))
                .forEach((operation, fixtures) -> fixtures.stream()
                        .min(Comparator.comparingInt(
                                        (WireFixture fixture) -> fixture.name().startsWith("ok") ? 0 : 1)
                                .thenComparingInt(fixture -> fixture.givens().size()))
                        .ifPresent(fixture -> calls.put(operation, of(fixture))));
        return calls;
    }

    private static boolean isUsual(WireFixture fixture) {
        return (fixture.isSuccess() || fixture.operation().endsWith("/unknown"))
                && !fixture.request().start().startsWith("HEAD ")
                && fixture.request().headers().stream().noneMatch(line -> line.contains("multipart"))
                && fixture.givens().stream().noneMatch(given -> UNUSUAL.stream().anyMatch(given::startsWith));
    }

    private static StandardCall of(WireFixture fixture) {
        Message sent = fixture.request();
        String[] start = sent.start().split(" ", 3);
        return new StandardCall(
                fixture.operation(),
                Inventory.provider(fixture.api()),
                fixture.givens(),
                request(fixture.api(), start[0], start[1], sent.headers(), sent.body()));
    }

    private static Request request(String api, String method, String target, List<String> lines, String body) {
        List<Header> headers = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        int question = target.indexOf('?');
        return new Request(
                method,
                "http",
                ClientDefaults.of(api).host(),
                "",
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                new Headers(headers),
                Bytes.of(body),
                List.of());
    }

    /** The same call without any credential. */
    public StandardCall anonymous() {
        return with(
                request.headers().without("Authorization"),
                request.query().replaceAll(TOKEN, ""),
                request.body().text().replaceAll(TOKEN, ""));
    }

    /** The same call with a credential that the provider does not know, in the place of the good one. */
    public StandardCall withUnknownCredential() {
        boolean hasHeader = request.headers().first("Authorization").isPresent();
        return with(
                hasHeader
                        ? request.headers().without("Authorization").plus(Headers.of("Authorization", "Bearer unknown"))
                        : request.headers(),
                request.query().replaceAll(TOKEN, "$1token=unknown"),
                request.body().text().replaceAll(TOKEN, "$1token=unknown"));
    }

    private StandardCall with(Headers headers, String query, String body) {
        Request other = new Request(
                request.method(),
                request.scheme(),
                request.authority(),
                request.base(),
                request.path(),
                query,
                headers,
                Bytes.of(body),
                List.of());
        return new StandardCall(operation, provider, givens, other);
    }

    /** Brings a world to where the call can be made. */
    public void prepare(Worlds worlds, String world) throws IOException {
        String api = provider.name();
        Given given = new Given(worlds.get(world), api, (method, path, headers, body) -> {
            if (path.equals("/_emulator/clock/advance")) {
                worlds.get(world)
                        .advance(Duration.parse(
                                "PT" + Seen.parse(body).path("by").asText().toUpperCase(Locale.ROOT)));
                return new Seen("HTTP/1.1 200 OK\r\n\r\n{}", Seen.End.CLOSED);
            }
            if (path.equals("/_emulator/changes")) {
                boolean isMade = worlds.get(world).with(session -> session.change(change(body)));
                return new Seen("HTTP/1.1 " + (isMade ? 200 : 409) + " \r\n\r\n{}", Seen.End.CLOSED);
            }
            Reply reply = worlds.handle(
                    world, request(api, method, path, headers.lines().toList(), body));
            return new Seen(
                    "HTTP/1.1 " + reply.status() + " \r\n\r\n" + reply.body().text(), Seen.End.CLOSED);
        });
        for (String line : givens) {
            given.apply(line);
        }
    }

    private RequestedChange change(String json) {
        Map<String, Object> values = new HashMap<>();
        Seen.parse(json)
                .properties()
                .forEach(member -> values.put(
                        member.getKey(),
                        member.getValue().isBoolean()
                                ? member.getValue().asBoolean()
                                : member.getValue().asText()));
        return new ChangeReader(List.of(provider))
                .read(values, (key, message) -> {
                    throw new IllegalArgumentException(message);
                })
                .orElseThrow();
    }

    /** Makes the call. */
    public Reply call(Worlds worlds, String world) {
        return worlds.handle(world, request);
    }
}
