package dev.hostdouble.explore;

import java.util.Locale;

/** What a run says about the client; the most dangerous first. */
public enum Verdict {
    /** There is more of something than the undisturbed client made. */
    DUPLICATE("ordered more than once what it orders once"),
    /** The client reports success, but what it wanted is not there. */
    FALSE_SUCCESS("reported success, although the result is not what it should be"),
    /** The client reports a failure, and leaves something behind that it made, or has removed what it should not. */
    LEAK("failed, and left something behind or removed what it should not"),
    /** The client does not end. */
    HANG("did not end"),
    /** The client ended by a signal or with a stack trace. */
    CRASH("crashed"),
    /** The client called again sooner than it was told to. */
    HAMMER("called again sooner than it was told"),
    /** The client reports a failure and leaves nothing behind. */
    FAILED_CLEAN("failed, and left nothing behind"),
    /** The client reached what it reaches undisturbed. */
    OK("recovered"),
    /** The fault changed nothing, so the run says nothing. */
    NO_EFFECT("the fault changed nothing");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** The name in reports, such as {@code false_success}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the client did, to stand after "the client". */
    public String text() {
        return text;
    }

    /** Whether it is a bug of the client. */
    public boolean isFinding() {
        return compareTo(HAMMER) <= 0;
    }
}
