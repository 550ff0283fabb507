package dev.hostdouble.vss;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import java.util.Locale;

/**
 * All errors of VSS: {@code {"error":"not found","message":"…","status":404}}. The page shows none. Texts and statuses
 * follow the published pattern (assumed), except those that were observed.
 */
enum VssError implements ApiError {
    INVALID_REQUEST(400, "bad request", "invalid request"),
    /** The one-time password is missing or wrong (observed in clients). */
    OTP_REQUIRED(400, "bad request", "InvalidParameterValue: otp", Evidence.OBSERVED),
    /** The user has to set up one-time passwords first (observed in clients). */
    TOTP_REQUIRED(400, "bad request", "TotpEnforcement: Must enable TOTP", Evidence.OBSERVED),
    /** Another parameter of one-time passwords is missing or wrong, in the words that were observed for {@code otp}. */
    INVALID_PARAMETER(400, "bad request", "InvalidParameterValue: {name}"),
    TOTP_ENABLED(400, "bad request", "TOTP is already enabled"),
    TOTP_DISABLED(400, "bad request", "TOTP is not enabled"),
    TOKEN_REQUIRED(401, "authentication error", "Please authenticate with your token."),
    /** The provider published this reply, but its message only up to {@code Inv}; the rest is assumed. */
    LOGIN_REQUIRED(401, "authentication error", "Invalid username or password"),
    /** The other cause that the provider names for the error (observed). */
    NOT_PERMITTED(401, "authentication error", "User is not permitted to access the API", Evidence.OBSERVED),
    /** An image, a request or a page does not exist. */
    NOT_FOUND(404, "not found", "item not found"),
    UNKNOWN_URL(404, "not found", "invalid resource URI"),
    METHOD_NOT_ALLOWED(405, "method not allowed", "the method is not supported"),
    TOO_MANY_REQUESTS(429, "too many requests", "You have exceeded your request rate"),
    SERVER_ERROR(500, "internal server error", "internal server error"),
    /** Never a reply; only the error text of a synchronization that failed because of a file. */
    UNREADABLE_FILE(500, "internal server error", "{path} cannot be read"),

    // Drives of virtual machines
    /** An image that the user does not have; worded like the one for a one-time password. */
    INVALID_ISO(400, "bad request", "InvalidParameterValue: iso"),
    /** Never a reply; only the error text of a change that failed because its image was gone. */
    MISSING_IMAGE(500, "internal server error", "{path} does not exist");

    private static final int UNAUTHORIZED = 401;

    private final int status;
    private final String error;
    private final String template;
    private final Evidence evidence;

    VssError(int status, String error, String template) {
        this(status, error, template, Evidence.ASSUMED);
    }

    VssError(int status, String error, String template, Evidence evidence) {
        this.status = status;
        this.error = error;
        this.template = template;
        this.evidence = evidence;
    }

    @Override
    public int status() {
        return status;
    }

    /** Returns the member {@code error}: the status in words, or what the provider says in its place. */
    String error() {
        return error;
    }

    /** Returns the reason phrase, which is in upper case. */
    String reason() {
        return status == UNAUTHORIZED ? "UNAUTHORIZED" : error.toUpperCase(Locale.ROOT);
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }
}
