package dev.hostdouble.vss;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.HttpDate;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.RateWindow.Usage;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CredentialLife;
import dev.hostdouble.provider.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How VSS speaks: a Flask application behind nginx. Its headers and the upper case of the reason phrase were observed on
 * a token reply.
 */
final class VssDialect implements Dialect {
    /** The headers of every reply (observed). */
    private static final Headers ALWAYS = Headers.of(
            "Server", "nginx",
            "Strict-Transport-Security", "max-age=63072000",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "bearer ";
    private static final Set<String> WITH_BODY = Set.of("POST", "PATCH");
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private final TokenDao tokens;
    private final RateLimit rateLimit;
    private final HttpDate date = new HttpDate();

    VssDialect(TokenDao tokens, RateLimit rateLimit) {
        this.tokens = tokens;
        this.rateLimit = rateLimit;
    }

    /** The query, and the JSON body of a POST or PATCH: clients also send a GET with one, which lists do not read. */
    @Override
    public Params read(Request request) {
        Map<String, Object> values = QueryString.read(request.query());
        if (WITH_BODY.contains(request.method()) && request.body().length() > 0) {
            VssJson.object(request.body()).ifPresent(members -> members.properties()
                    .forEach(member -> values.putIfAbsent(
                            member.getKey(), member.getValue().asText())));
        }
        return new Params(values);
    }

    /** A token, as Bearer or as the user name of Basic with an empty password. */
    @Override
    public void authenticate(Call call) {
        String user = owner(call).orElseThrow(VssError.TOKEN_REQUIRED::with);
        call.trace().authenticatedAs(user);
        noteForm(call);
        rateLimit.count(call, user);
    }

    /** Notes what the reply rests on because of the way the call is written. */
    private static void noteForm(Call call) {
        Request request = call.request();
        if (!isBearer(request.header(AUTHORIZATION))) {
            call.restsOn(VssFact.TOKEN_AS_USER);
        }
        if (request.method().equals("HEAD")) {
            call.restsOn(VssFact.HEAD);
        }
        if (request.path().indexOf('%') >= 0) {
            call.restsOn(VssFact.PATH_ESCAPES);
        }
        if (!QueryString.read(request.query()).keySet().stream().allMatch(call.operation()::hasParameter)) {
            call.restsOn(VssFact.UNKNOWN_PARAMETER);
        }
    }

    @Override
    public Optional<String> owner(Call call) {
        return credential(call.request()).flatMap(token -> tokens.user(token, call.elapsed()));
    }

    @Override
    public Optional<ApiException> tooManyCalls(Call call, int limit, Usage usage) {
        RateLimit.show(call, limit, usage);
        return Optional.of(RateLimit.exceeded(usage.secondsUntilEnd()));
    }

    @Override
    public void withinLimit(Call call, int limit, Usage usage) {
        RateLimit.show(call, limit, usage);
    }

    @Override
    public boolean revoke(Call call) {
        return credential(call.request())
                .filter(token -> tokens.revoke(token, call.time()))
                .isPresent();
    }

    @Override
    public Optional<CredentialLife> life(String credential) {
        return tokens.life(credential);
    }

    @Override
    public List<CredentialLife> expiring(Duration after, Duration to, int limit) {
        return tokens.expiring(after, to, limit);
    }

    @Override
    public ApiException expired() {
        return VssError.TOKEN_REQUIRED.with();
    }

    @Override
    public Optional<String> credential(Request request) {
        String header = request.header(AUTHORIZATION);
        if (isBearer(header)) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        return BasicLogin.read(header)
                .filter(login -> login.password().isEmpty())
                .map(BasicLogin::user);
    }

    private static boolean isBearer(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(BEARER);
    }

    @Override
    public Reply success(Call call, Reply reply) {
        return withStandardHeaders(call, reply)
                .withReason(
                        switch (reply.status()) {
                            case ACCEPTED -> "ACCEPTED";
                            case NO_CONTENT -> "NO CONTENT";
                            default -> "OK";
                        });
    }

    @Override
    public Reply failure(Call call, ApiException error) {
        ApiError constant = error.error();
        VssError known = constant instanceof VssError own ? own : VssError.SERVER_ERROR;
        Reply reply = Reply.of(known.status(), body(known, error.text()))
                .with(error.headers())
                .withAnswer(constant.name());
        return withStandardHeaders(call, reply).withReason(known.reason());
    }

    private static Bytes body(VssError error, String message) {
        return VssJson.encode(new Failure(error.error(), message, error.status()));
    }

    @Override
    public ApiException broken() {
        return VssError.SERVER_ERROR.with();
    }

    /** A request that never became a call: HTTP's own status, the usual body (assumed). */
    static Reply refused(int status) {
        Failure failure = new Failure(VssError.INVALID_REQUEST.error(), VssError.INVALID_REQUEST.template(), status);
        return Reply.of(status, VssJson.encode(failure))
                .with(JSON.plus(ALWAYS))
                .withAnswer("refused")
                .with(Evidence.ASSUMED);
    }

    /** The standard headers, then those the call collected, then the reply's own. */
    private Reply withStandardHeaders(Call call, Reply reply) {
        return reply.with(JSON.plus("Date", date.format(call.now()))
                .plus(ALWAYS)
                .plus(call.trace().replyHeaders())
                .plus(reply.headers()));
    }

    private record Failure(String error, String message, int status) {}
}
