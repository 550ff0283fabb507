package dev.hostdouble.vss;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;

/**
 * All errors of VSS: {@code {"status":404,"error":"not found","message":"…"}}. The page shows none. Texts and statuses
 * follow the published pattern (assumed), except the two about one-time passwords, which clients look for.
 */
enum VssError implements ApiError {
    INVALID_REQUEST(400, "bad request", "invalid request"),
    /** The one-time password is missing or wrong (observed in clients). */
    OTP_REQUIRED(400, "bad request", "InvalidParameterValue: otp", Evidence.OBSERVED),
    /** The user has to set up one-time passwords first (observed in clients). */
    TOTP_REQUIRED(400, "bad request", "TotpEnforcement: Must enable TOTP", Evidence.OBSERVED),
    TOKEN_REQUIRED(401, "unauthorized", "Please authenticate with your token."),
    LOGIN_REQUIRED(401, "unauthorized", "Please authenticate to get your token."),
    /** An image, a request or a page does not exist. */
    NOT_FOUND(404, "not found", "item not found"),
    UNKNOWN_URL(404, "not found", "invalid resource URI"),
    METHOD_NOT_ALLOWED(405, "method not allowed", "the method is not supported"),
    TOO_MANY_REQUESTS(429, "too many requests", "You have exceeded your request rate"),
    SERVER_ERROR(500, "internal server error", "internal server error"),
    /** Never a reply; only the error text of a synchronization that failed because of a file. */
    UNREADABLE_FILE(500, "internal server error", "{path} cannot be read");

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

    /** Returns the member {@code error}: the status in words. */
    String error() {
        return error;
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
