package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.Call;

/** Every error HosterAPI knows. The first nine stand on its page, the rest come from the framework it runs on. */
enum HosterError implements ApiError {
    NO_SUCH_VM(404, "0x01: no vm with id {sid} found", Evidence.ASSUMED),
    /** Documented for 32 operations; the other five need a token just as well. */
    UNAUTHORIZED(401, "0x03: unauthorized", Evidence.OBSERVED),
    SIGNAL_FAILED(500, "0xa1: failed to send {signal} signal to vm", Evidence.ASSUMED),
    CONFIG_FAILED(500, "0xa1: failed to set config on vm", Evidence.ASSUMED),
    TIMEOUT(500, "0xa3: timeout", Evidence.ASSUMED),
    NO_TARGET_BACKUP(400, "0xa5: no target backup defined", Evidence.ASSUMED),
    /** Only ever the output of a failed job, which is read with status 200. */
    LIMITS_EXCEEDED(200, "0xb0: Requested resources exceed administrative limits", Evidence.ASSUMED),
    MISSING_PARAMETER(400, "0xb1: Missing required parameter {name}", Evidence.ASSUMED),
    /** The same text for a parameter that is present but invalid. */
    UNUSABLE_PARAMETER(400, "0xb1: Missing required parameter {name}", Evidence.ASSUMED),
    JOB_NOT_FOUND(404, "0xc1: job not found", Evidence.ASSUMED),

    /**
     * The framework's errors. Its habits are observed, but the page says that every error has a key {@code error}, and
     * that every reply is JSON: which of the two the provider follows is assumed.
     */
    NOT_FOUND(404, "", Evidence.ASSUMED),
    METHOD_NOT_ALLOWED(
            405,
            "The {method} method is not supported for this route. Supported methods: {methods}.",
            Evidence.ASSUMED),
    TOO_MANY_ATTEMPTS(429, "Too Many Attempts.", Evidence.ASSUMED),
    SERVER_ERROR(500, "Server Error", Evidence.ASSUMED);

    private final int status;
    private final String template;
    private final Evidence evidence;

    HosterError(int status, String template, Evidence evidence) {
        this.status = status;
        this.template = template;
        this.evidence = evidence;
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
        return evidence;
    }

    /** The error of a power signal that was not delivered, with the page's word for the signal of the call. */
    static ApiException signalFailed(Call call) {
        String action = call.operation().action();
        return SIGNAL_FAILED.with("signal", call.operation().words().getOrDefault("signal", action));
    }

    /** Whether the framework formats it ({@code {"message": …}}, pretty-printed) and not the provider. */
    boolean framework() {
        return switch (this) {
            case NOT_FOUND, METHOD_NOT_ALLOWED, TOO_MANY_ATTEMPTS, SERVER_ERROR -> true;
            default -> false;
        };
    }
}
