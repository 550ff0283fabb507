package dev.hostdouble.cli;

import dev.hostdouble.core.EmulatorHeaders;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import java.util.Arrays;
import java.util.Optional;

/** Compares two replies byte for byte. */
final class ReplyDifference {
    private ReplyDifference() {}

    /** Says the first thing that differs; empty if nothing does. */
    static Optional<String> of(Reply wanted, Reply actual) {
        if (actual.status() != wanted.status()) {
            return Optional.of("status " + actual.status() + ", was " + wanted.status());
        }
        if (!actual.reason().equals(wanted.reason())) {
            return Optional.of("reason '" + actual.reason() + "', was '" + wanted.reason() + "'");
        }
        Headers actualHeaders = EmulatorHeaders.removedFrom(actual.headers()); // the provider has none of these
        Headers wantedHeaders = EmulatorHeaders.removedFrom(wanted.headers());
        if (!actualHeaders.equals(wantedHeaders)) {
            return Optional.of("headers " + actualHeaders.fields() + ", were " + wantedHeaders.fields());
        }
        if (!actual.body().equals(wanted.body())) {
            return Optional.of("body differs at byte "
                    + Arrays.mismatch(actual.body().array(), wanted.body().array()));
        }
        return actual.delivery().equals(wanted.delivery())
                ? Optional.empty()
                : Optional.of("delivered as " + actual.delivery() + ", was " + wanted.delivery());
    }
}
