package dev.hostdouble.core;

import java.util.Locale;

/** How a TLS handshake fails. */
public enum TlsFault {
    /** The certificate has expired. */
    EXPIRED("expired certificate sent"),
    /** The certificate is not valid yet. */
    NOT_YET_VALID("certificate sent that is not valid yet"),
    /** The certificate is for another host. */
    WRONG_HOST("certificate of another host sent"),
    /** The certificate is signed by a CA that nobody knows. */
    UNTRUSTED("certificate of an unknown CA sent"),
    /** The connection is closed after the client's first message. */
    CUT("connection closed");

    private final String words;

    TlsFault(String words) {
        this.words = words;
    }

    /** The name in scenario files, such as {@code wrong_host}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What happened, for the log. */
    public String words() {
        return words;
    }
}
