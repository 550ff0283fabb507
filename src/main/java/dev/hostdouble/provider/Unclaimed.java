package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.BoundOperation.Match;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers the requests in a world whose paths belong to no provider: the operation {@code unknown}. They are calls like all
 * others, so that the journal shows them and scenario rules can answer them.
 */
public final class Unclaimed implements ProviderInstance, Dialect {
    /** What stands in the place of the provider; it has no name, and is not one of the providers that users see. */
    public static final Provider PROVIDER = new Provider(
            "",
            List.of(),
            Lazy.of(() -> new ProviderContract(
                    List.of(),
                    Operation.unknown("", KnownAnswer.undocumented(Problem.NOT_FOUND)),
                    List.of(Problem.values()),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    ClientProtocol.NONE)),
            BodyFormat.AS_CONTENT_TYPE_SAYS,
            Credentials.named("token", "access_token", "key", "api_key", "password", "secret", "otp", "pin"),
            () -> "",
            "",
            Unclaimed::noStartState);

    private static final String REFUSED = "refused";

    private final List<Provider> providers;

    /** Answers in a world with those providers, of which it suggests operations. */
    public Unclaimed(List<Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    private static StartState noStartState(Document document) throws InvalidFileException {
        throw new InvalidFileException(List.of("a request of no provider has no start state"));
    }

    @Override
    public Provider provider() {
        return PROVIDER;
    }

    @Override
    public Dialect dialect() {
        return this;
    }

    @Override
    public Match match(Request request) {
        return BoundOperation.unknown(PROVIDER.unknown(), this::answer).match(Map.of());
    }

    private Reply answer(Call call) {
        String nearest = ReservedPathHint.of(call.request().path(), providers)
                .map(path -> "; did you mean " + path + "?")
                .or(() -> NearestOperation.of(call, providers)
                        .map(near -> "; did you mean " + near.text() + " ("
                                + near.operation().id() + ")?"))
                .orElse("; GET " + ReservedPaths.CONTROL + "/operations lists all operations");
        throw Problem.NOT_FOUND.with("request", NearestOperation.asked(call), "nearest", nearest);
    }

    @Override
    public boolean change(RequestedChange change, WorldTime now) {
        return false;
    }

    @Override
    public Params read(Request request) {
        return GenericBody.read(request);
    }

    @Override
    public void authenticate(Call call) {
        // Nobody is asked who they are.
    }

    @Override
    public Reply success(Call call, Reply reply) {
        return reply;
    }

    @Override
    public Reply failure(Call call, ApiException error) {
        return text(error.error().status(), error.text(), error.error().name());
    }

    @Override
    public ApiException broken() {
        return Problem.SERVER_ERROR.with();
    }

    @Override
    public Optional<String> credential(Request request) {
        return request.headers().first("Authorization");
    }

    @Override
    public Optional<String> owner(Call call) {
        return Optional.empty();
    }

    @Override
    public boolean revoke(Call call) {
        return false;
    }

    @Override
    public ApiException expired() {
        return Problem.NOT_FOUND.with(); // never asked for, because nobody is asked who they are
    }

    /**
     * The reply to a request that never became a call, where its path belongs to no provider.
     *
     * @param status the HTTP status, 400 to 599
     */
    public static Reply refuse(int status) {
        return text(status, "the request is malformed, incomplete or too large", REFUSED);
    }

    private static Reply text(int status, String message, String answer) {
        return Reply.text(status, "text/plain; charset=utf-8", "hostdouble: " + message + "\n")
                .withAnswer(answer)
                .with(Evidence.ASSUMED);
    }

    /** What can be wrong with a call to no provider: our own words, so all of it is assumed. */
    private enum Problem implements ApiError {
        NOT_FOUND(404, "no operation for {request}{nearest}"),
        SERVER_ERROR(500, "unexpected error");

        private final int status;
        private final String template;

        Problem(int status, String template) {
            this.status = status;
            this.template = template;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public String template() {
            return template;
        }

        @Override
        public Evidence evidence() {
            return Evidence.ASSUMED;
        }
    }
}
