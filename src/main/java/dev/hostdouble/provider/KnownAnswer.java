package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;

/**
 * One answer an operation can give.
 *
 * @param name {@code ok}, a name for one of several successes, or the name of an error
 * @param text the error's template, or the empty string for a success
 * @param note the source of an answer that is not documented
 */
public record KnownAnswer(String name, int status, String text, Evidence evidence, String note) {
    /** An error that the page of the operation documents. */
    static KnownAnswer documented(ApiError error) {
        return new KnownAnswer(error.name(), error.status(), error.template(), Evidence.DOCUMENTED, "");
    }

    /** Whether it is no error. */
    public boolean isSuccess() {
        return text.isEmpty() && status < 400;
    }

    /** A success that no page documents. */
    public static KnownAnswer success(String name, int status, Evidence evidence, String note) {
        return new KnownAnswer(name, status, "", evidence, note);
    }

    /** An error that the page of the operation does not document; how well it is known, the error itself says. */
    public static KnownAnswer undocumented(ApiError error) {
        return new KnownAnswer(error.name(), error.status(), error.template(), error.evidence(), "");
    }
}
