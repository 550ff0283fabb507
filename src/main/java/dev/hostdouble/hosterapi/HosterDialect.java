package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.HttpDate;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.RateWindow.Usage;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.hosterapi.TokenDao.Token;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CredentialLife;
import dev.hostdouble.provider.Dialect;
import java.util.Locale;
import java.util.Optional;

/**
 * How HosterAPI speaks: a Laravel application with Sanctum tokens. Observed on Laravel 8.83 with Sanctum 2.15, where
 * nothing else is said.
 */
final class HosterDialect implements Dialect {
    private static final String BEARER = "Bearer ";

    private final TokenDao tokens;
    private final Throttle throttle;

    private final HttpDate date = new HttpDate();
    private Headers latestJson = Headers.NONE;
    private Headers latestOther = Headers.NONE;

    private final FrameworkErrors frameworkErrors;

    HosterDialect(TokenDao tokens, Throttle throttle, HosterState state) {
        this.tokens = tokens;
        this.throttle = throttle;
        this.frameworkErrors = new FrameworkErrors(state.errorsAs(), state.unknownPath());
    }

    @Override
    public Params read(Request request) {
        return ParameterReader.read(request);
    }

    /** The method the framework acts on: a POST may name another in a header or in {@code _method}. */
    String method(Request request) {
        if (!request.method().equals("POST")) {
            return request.method();
        }
        Optional<String> header =
                request.headers().first("X-HTTP-Method-Override").filter(method -> !method.isBlank());
        // Its underscore may come as a dot or an escape.
        boolean named =
                request.query().contains("method") || request.body().text().contains("method");
        Optional<Object> parameter = header.isEmpty() && named ? read(request).get("_method") : Optional.empty();
        return header.or(() -> parameter.filter(String.class::isInstance).map(String.class::cast))
                .map(method -> method.toUpperCase(Locale.ROOT))
                .orElse("POST");
    }

    @Override
    public void authenticate(Call call) {
        Optional<Token> token = credential(call.request()).flatMap(tokens::accept);
        noteCredential(call, token.isPresent());
        throttle.count(call, token.orElseThrow(HosterError.UNAUTHORIZED::with).secret());
        call.trace().authenticatedAs(token.get().account());
    }

    /** Notes what it rests on that the credential of a call is accepted or not. */
    private void noteCredential(Call call, boolean isAccepted) {
        String header = call.request().header("Authorization");
        String token = credential(call.request()).orElse("");
        if (isAccepted) {
            noteIf(!header.startsWith(BEARER), call, FrameworkFact.BEARER);
            noteIf(tokens.isIdMissing(token), call, FrameworkFact.TOKEN_ID);
            return;
        }
        boolean isOnThePage = call.operation().answers().stream()
                .anyMatch(answer -> answer.name().equals(HosterError.UNAUTHORIZED.name()));
        noteIf(!isOnThePage, call, FrameworkFact.TOKEN_EVERYWHERE);
        boolean isBearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        noteIf(isBearer && tokens.accept(header.substring(BEARER.length())).isPresent(), call, FrameworkFact.BEARER);
        noteIf(tokens.isIdWrong(token), call, FrameworkFact.TOKEN_ID);
    }

    private static void noteIf(boolean isSo, Call call, Fact fact) {
        if (isSo) {
            call.restsOn(fact);
        }
    }

    @Override
    public Optional<String> credential(Request request) {
        String header = request.header("Authorization");
        int scheme = header.lastIndexOf(BEARER);
        return scheme < 0 ? Optional.empty() : Optional.of(header.substring(scheme + BEARER.length()));
    }

    @Override
    public Optional<String> owner(Call call) {
        return credential(call.request()).flatMap(tokens::accept).map(Token::account);
    }

    @Override
    public Optional<ApiException> tooManyCalls(Call call, int limit, Usage usage) {
        return Optional.of(Throttle.exceeded(call, limit, usage.secondsUntilEnd()));
    }

    @Override
    public void withinLimit(Call call, int limit, Usage usage) {
        Throttle.withinLimit(call, limit, usage.remaining());
    }

    @Override
    public boolean revoke(Call call) {
        return credential(call.request()).filter(tokens::revoke).isPresent();
    }

    /** Tokens do not expire. */
    @Override
    public Optional<CredentialLife> life(String credential) {
        return tokens.life(credential);
    }

    @Override
    public ApiException expired() {
        return HosterError.UNAUTHORIZED.with();
    }

    @Override
    public Reply success(Call call, Reply reply) {
        return withStandardHeaders(call, reply);
    }

    @Override
    public Reply failure(Call call, ApiException error) {
        Reply reply = frameworkErrors.format(call, error).orElseGet(() -> HosterReply.error(error));
        return withStandardHeaders(call, reply);
    }

    @Override
    public ApiException broken() {
        return HosterError.SERVER_ERROR.with();
    }

    /** A request that never became a call: the framework's JSON with an empty message (assumed). */
    static Reply refused(int status) {
        return Reply.of(status, FrameworkErrors.message(""))
                .with(Headers.of("Content-Type", "application/json", "Access-Control-Allow-Origin", "*"))
                .withAnswer("refused")
                .with(Evidence.ASSUMED);
    }

    /** Notes the habits of the framework by which a request has found its operation, and a reply its form. */
    private void noteForm(Call call, Reply reply) {
        Request request = call.request();
        boolean isRouted = !call.operation().isUnknown();
        noteIf(isRouted && request.method().equals("HEAD"), call, FrameworkFact.HEAD);
        noteIf(isRouted && request.path().endsWith("/"), call, FrameworkFact.TRAILING_SLASH);
        noteIf(isRouted && request.path().indexOf('%') >= 0, call, FrameworkFact.PATH_ESCAPES);
        boolean isMethodUsed = isRouted || reply.status() == HosterError.METHOD_NOT_ALLOWED.status();
        noteIf(isMethodUsed && !method(request).equals(request.method()), call, FrameworkFact.METHOD_OVERRIDE);
        noteIf(hasEscapes(reply.body()), call, FrameworkFact.JSON_ESCAPES);
    }

    private static boolean hasEscapes(Bytes json) {
        byte[] bytes = json.array();
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\\' && bytes[++i] == 'u') {
                return true;
            }
        }
        return false;
    }

    /** The standard headers, then those the call collected, then the reply's own. */
    private Reply withStandardHeaders(Call call, Reply reply) {
        noteForm(call, reply);
        boolean json = reply.body().length() > 0
                && reply.headers().first("Content-Type").isEmpty();
        return reply.with(standard(date.format(call.now()), json)
                .plus(call.trace().replyHeaders())
                .plus(reply.headers()));
    }

    /** The headers that all replies within a second have; one object, because the journal keeps many. */
    private Headers standard(String now, boolean json) {
        Headers headers = json ? latestJson : latestOther;
        if (!headers.first("Date").equals(Optional.of(now))) {
            headers = (json ? Headers.of("Content-Type", "application/json") : Headers.NONE)
                    .plus(Headers.of(
                            "Cache-Control", "no-cache, private", "Date", now, "Access-Control-Allow-Origin", "*"));
            latestJson = json ? headers : latestJson;
            latestOther = json ? latestOther : headers;
        }
        return headers;
    }
}
