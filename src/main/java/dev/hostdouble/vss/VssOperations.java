package dev.hostdouble.vss;

import static dev.hostdouble.core.Evidence.ASSUMED;
import static dev.hostdouble.core.Evidence.OBSERVED;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.provider.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The operations of VSS, in the order of its pages. How long a synchronization takes is assumed; the page: images appear
 * momentarily.
 */
final class VssOperations {
    private static final String GET = "GET";
    private static final String OPTIONS = "OPTIONS";

    /** What the version before paging did not have. */
    private static final Set<String> LATER =
            Set.of("iso.get", "user_iso.options", "user_iso.list", "user_iso.get", "user_iso.sync", "user_image.list");

    /** A number in a list's query; any other text counts as missing. */
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d{1,1000}\\s*");

    static final Parameter PAGE = Parameter.matching(Paging.PAGE, "a whole number", NUMBER);
    static final Parameter PER_PAGE = PAGE.named(Paging.PER_PAGE);
    static final Parameter EXPAND = text(Paging.EXPAND);
    static final Parameter FILTER = text(Paging.FILTER);
    static final Parameter SORT = text(Paging.SORT);

    private static final String DESCRIBED = "that it describes methods and parameters stands on the page, not how";

    static final String LINKED = "links lead to it; no source shows it";

    /** The requests that match no row. */
    static final Operation UNKNOWN = Operation.unknown(
            VssApi.NAME,
            KnownAnswer.success(
                    FlaskRouter.DESCRIPTION, 200, ASSUMED, "the methods of a path, as of those on the page"),
            KnownAnswer.undocumented(VssError.UNKNOWN_URL),
            KnownAnswer.undocumented(VssError.METHOD_NOT_ALLOWED),
            KnownAnswer.undocumented(VssError.SERVER_ERROR));

    private static final OperationTable<Sections> OWN = new OperationTable<>(
            // Cloud API token
            row("token", "request", "POST", "/auth/request-token", s -> s.token::request)
                    .takes("otp")
                    .answers(
                            OBSERVED,
                            "the page shows its member token alone, a reply of the provider the others, and that it lives 24"
                                    + " hours; clients read the claim otp in it, as that of a JWT")
                    .unauthenticated()
                    .about(TotpSection.STATE, (s, call) -> s.totp.state(call))
                    .alsoFails(
                            VssError.LOGIN_REQUIRED,
                            VssError.NOT_PERMITTED,
                            VssError.OTP_REQUIRED,
                            VssError.TOTP_REQUIRED,
                            VssError.INVALID_REQUEST,
                            VssError.TOO_MANY_REQUESTS),
            // Public ISO images
            row("iso", "options", OPTIONS, ImageKind.ISO.publicPath(), s -> s.isoOptions)
                    .reads()
                    .answers(ASSUMED, DESCRIBED)
                    .unauthenticated(),
            row("iso", "list", GET, ImageKind.ISO.publicPath(), s -> s.isoList)
                    .reads()
                    .takes(PAGE, PER_PAGE, EXPAND, FILTER, SORT, text("name"))
                    .answers(PublicImageSection.URLS, PublicImageSection.OBJECTS)
                    .alsoFails(VssError.NOT_FOUND, VssError.INVALID_REQUEST),
            row("iso", "get", GET, ImageKind.ISO.publicPath() + "/{id}", s -> s.iso::get)
                    .reads()
                    .about(PublicImageSection.STATE, (s, call) -> s.iso.state(call.path("id")))
                    .answers(OBSERVED, "the list names its URL; the shape is that of other resources")
                    .alsoFails(VssError.NOT_FOUND),
            // Personal ISO images
            row("user_iso", "options", OPTIONS, ImageKind.ISO.userPath(), s -> s.userIsoOptions)
                    .reads()
                    .answers(ASSUMED, DESCRIBED)
                    .unauthenticated(),
            row("user_iso", "list", GET, ImageKind.ISO.userPath(), s -> s.userIso::list)
                    .reads()
                    .takes(PAGE, PER_PAGE, EXPAND, FILTER, SORT)
                    .alsoFails(VssError.NOT_FOUND, VssError.INVALID_REQUEST),
            row("user_iso", "get", GET, ImageKind.ISO.userPath() + "/{id}", s -> s.userIso::get)
                    .reads()
                    .answers(ASSUMED, "as that of a public image")
                    .alsoFails(VssError.NOT_FOUND),
            row("user_iso", "sync", "PATCH", ImageKind.ISO.userPath(), s -> s.userIso::sync)
                    .startsJob(request(), s -> s.syncs(ImageKind.ISO))
                    .answers(202, ASSUMED, "the page shows no answer; as that of other tasks"),
            // Requests
            row("image_sync", "list", GET, RequestKind.IMAGE_SYNC.path(), s -> s.imageSync::list)
                    .reads()
                    .takes(PAGE, PER_PAGE, EXPAND, FILTER, SORT)
                    .answers(OBSERVED, "members and statuses seen in clients")
                    .alsoFails(VssError.NOT_FOUND, VssError.INVALID_REQUEST),
            row("image_sync", "get", GET, RequestKind.IMAGE_SYNC.path() + "/{id}", s -> s.imageSync::get)
                    .reads()
                    .answers(OBSERVED, "members and statuses seen in clients")
                    .alsoFails(VssError.NOT_FOUND),
            row("request", "list", GET, "/v2/request", s -> s.requests).reads().answers(ASSUMED, LINKED),
            // What links lead to
            row("api", "list", GET, "/v2", s -> s.api).reads().answers(ASSUMED, LINKED),
            row("user_image", "list", GET, "/v2/user/image", s -> s.userImages)
                    .reads()
                    .answers(ASSUMED, LINKED),
            // The caller
            row("user", "get", GET, "/v2/user", s -> s.user::get).reads().answers(OBSERVED, "members seen in clients"));

    // Images of other kinds, and virtual machines
    private static final OperationTable<Sections> COMPUTE = ComputeOperations.table();

    static final OperationTable<Sections> TABLE =
            OWN.followedBy(AccountOperations.TABLE).followedBy(COMPUTE);

    private VssOperations() {}

    /** Whether a version of the API has an operation. */
    static boolean has(VssState.Profile profile, Operation operation) {
        return profile == VssState.Profile.CURRENT
                || !(LATER.contains(operation.name())
                        || AccountOperations.has(operation)
                        || COMPUTE.operations().contains(operation));
    }

    static OperationRow<Sections> row(
            String resource, String action, String method, String path, Function<Sections, Handler> handler) {
        return OperationRow.<Sections>of(VssApi.NAME, resource, action, method, path, handler)
                .refusesCallers(VssError.TOKEN_REQUIRED, VssError.TOO_MANY_REQUESTS)
                .alsoFails(VssError.SERVER_ERROR);
    }

    /** How a request is processed. */
    static Timeline request() {
        return new Timeline(
                List.of(
                        new Step(Duration.ZERO, "SUBMITTED", 0),
                        new Step(Duration.ofSeconds(1), "PENDING", 0.1),
                        new Step(Duration.ofSeconds(2), "IN_PROGRESS", 0.5),
                        new Step(Duration.ofSeconds(5), "PROCESSED", 1)),
                Timeline.Ending.FINISHED);
    }
}
