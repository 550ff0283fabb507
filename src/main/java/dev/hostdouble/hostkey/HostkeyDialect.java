package dev.hostdouble.hostkey;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.HttpDate;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.php.PhpForm;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CredentialLife;
import dev.hostdouble.provider.Dialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How HOSTKEY speaks: everything arrives with HTTP 200, errors too; parameters come from body and query alike, whatever
 * the method (observed). The token is a parameter.
 */
final class HostkeyDialect implements Dialect {
    private static final int SHORT_BYTES = 4 << 10;

    private final SessionDao sessions;
    private final Envelope envelope;
    private final Envelope sessionEnvelope;
    private final HttpDate date = new HttpDate();
    private @Nullable Read latest;

    /** @param sessionEnvelope the format of errors about a session, which official clients know in one form only */
    HostkeyDialect(SessionDao sessions, Envelope envelope, Envelope sessionEnvelope) {
        this.sessions = sessions;
        this.envelope = envelope;
        this.sessionEnvelope = sessionEnvelope;
    }

    /** Query and body merged; the body wins. A call is read several times on its way, so a short latest one is remembered. */
    @Override
    @SuppressWarnings("ReferenceEquality") // the same request, not an equal one
    public Params read(Request request) {
        Read known = latest;
        if (known == null || known.request() != request) {
            known = new Read(request, parse(request));
            latest = request.body().length() <= SHORT_BYTES ? known : null;
        }
        return known.params();
    }

    private record Read(Request request, Params params) {}

    private static Params parse(Request request) {
        Map<String, Object> values = new HashMap<>(PhpForm.urlencoded(request.query()));
        Map<String, Object> body = isMultipart(request)
                ? PhpForm.multipart(request.parts())
                : PhpForm.urlencoded(request.body().text());
        body.forEach((name, value) -> values.merge(name, value, HostkeyDialect::merged));
        return new Params(values);
    }

    /** Whether the body has a form in parts. */
    static boolean isMultipart(Request request) {
        return request.header("Content-Type").startsWith("multipart/form-data");
    }

    /** The body's value, merged with other bracketed values of the same name in the query (assumed). */
    private static Object merged(Object query, Object body) {
        if (!(query instanceof Map<?, ?> before) || !(body instanceof Map<?, ?> after)) {
            return body;
        }
        Map<Object, Object> both = new HashMap<>(before);
        both.putAll(after);
        return both;
    }

    @Override
    public void authenticate(Call call) {
        CallForm.note(call);
        Optional<String> token = Input.of(call).text("token");
        String login = sessions.login(token.orElseThrow(HostkeyError.AUTHORIZATION_REQUIRED::with), call.elapsed())
                .orElseThrow(HostkeyError.INVALID_TOKEN::with);
        call.trace().authenticatedAs(login);
    }

    @Override
    public Optional<String> credential(Request request) {
        return Input.of(read(request)).text("token");
    }

    @Override
    public Optional<String> owner(Call call) {
        return Input.of(call).text("token").flatMap(token -> sessions.login(token, call.elapsed()));
    }

    @Override
    public boolean revoke(Call call) {
        return credential(call.request())
                .filter(token -> sessions.revoke(token, call.elapsed()))
                .isPresent();
    }

    @Override
    public Optional<CredentialLife> life(String credential) {
        return sessions.life(credential);
    }

    @Override
    public List<CredentialLife> expiring(Duration after, Duration to, int limit) {
        return sessions.expiring(after, to, limit);
    }

    @Override
    public ApiException expired() {
        return HostkeyError.INVALID_TOKEN.with();
    }

    @Override
    public Reply success(Call call, Reply reply) {
        return withStandardHeaders(call, reply);
    }

    @Override
    public Reply failure(Call call, ApiException error) {
        HostkeyError known = known(error);
        Map<String, Object> body = form(error).wrap(known.code(), known.result(), error.text());
        if (known == HostkeyError.KEY_NOT_FOUND) {
            body.put("key", Input.of(call).text("key").orElse(""));
        }
        if (known == HostkeyError.NO_SERVERS) {
            body.put("code", "NO_APPROPRIATE_SERVERS");
        }
        if (known == HostkeyError.ASSISTANCE_TICKET_EXISTS) {
            body.put("code", known.name());
        }
        if (known == HostkeyError.INVALID_CURRENCY) {
            body.put("description", "Error processing the currencies parameter (invalid format)");
        }
        Reply reply = Reply.of(200, PhpJson.encodeUnescapedSlashes(body))
                .withAnswer(error.error().name());
        return withStandardHeaders(call, reply);
    }

    @Override
    public ApiException broken() {
        return HostkeyError.SERVER_ERROR.with();
    }

    @Override
    public List<Fact> facts(ApiException error) {
        HostkeyError known = known(error);
        return switch (form(error)) {
            case CODE -> List.of();
            case BOTH -> List.of(CompanionFact.BOTH_ENVELOPES);
            case RESULT ->
                known == HostkeyError.ASSISTANCE_TICKET_EXISTS
                        ? List.of()
                        : List.of(
                                known.isFromAuth()
                                        ? CompanionFact.AUTH_ENVELOPE
                                        : known.isAboutSession()
                                                ? CompanionFact.SESSION_ENVELOPE
                                                : CompanionFact.RESULT_ENVELOPE);
        };
    }

    private static HostkeyError known(ApiException error) {
        return error.error() instanceof HostkeyError own ? own : HostkeyError.SERVER_ERROR;
    }

    /** The form of an error: the one that a scenario asks for, or that of the module and the world. */
    private Envelope form(ApiException error) {
        HostkeyError known = known(error);
        boolean hasNamedCode = known == HostkeyError.ASSISTANCE_TICKET_EXISTS;
        Envelope usual = known.isFromAuth() || hasNamedCode
                ? Envelope.RESULT
                : known.isAboutSession() ? sessionEnvelope : envelope;
        return error.envelope()
                .map(name -> Envelope.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(usual);
    }

    /** A request that never became a call: HTTP's own status, the usual body (assumed). */
    static Reply refused(Envelope envelope, int status) {
        return Reply.of(status, PhpJson.encodeUnescapedSlashes(envelope.wrap(-1, -1, "bad request")))
                .with(Headers.of("Content-Type", "application/json"))
                .withAnswer("refused")
                .with(Evidence.ASSUMED);
    }

    private Reply withStandardHeaders(Call call, Reply reply) {
        Headers headers = reply.headers().first("Content-Type").isPresent()
                ? Headers.NONE
                : Headers.of("Content-Type", "application/json");
        return reply.with(headers.plus("Date", date.format(call.now())).plus(reply.headers()));
    }
}
