package dev.hostdouble.replay;

import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Durations;
import dev.hostdouble.core.EmulatorHeaders;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares two replies byte for byte. */
final class ReplyDifference {
    private static final int LONGEST = 200;

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
            return Optional.of(headers(wantedHeaders.fields(), actualHeaders.fields()));
        }
        if (!actual.body().equals(wanted.body())) {
            return Optional.of("body differs at byte "
                    + Arrays.mismatch(actual.body().array(), wanted.body().array()));
        }
        return actual.delivery().equals(wanted.delivery())
                ? Optional.empty()
                : Optional.of("sent " + text(actual.delivery()) + ", was sent " + text(wanted.delivery()));
    }

    private static String headers(List<Header> wanted, List<Header> actual) {
        List<Header> missing = without(wanted, actual);
        List<Header> extra = without(actual, wanted);
        if (missing.isEmpty() && extra.isEmpty()) {
            return "headers in the order " + names(actual) + ", were " + names(wanted);
        }
        if (extra.isEmpty()) {
            return "no header " + text(missing.get(0));
        }
        Header other = extra.get(0);
        return missing.stream()
                .filter(field -> field.name().equalsIgnoreCase(other.name()))
                .findFirst()
                .map(field -> "header " + text(other) + ", was " + text(field))
                .orElseGet(() -> "header " + text(other) + ", was absent");
    }

    /** The fields that the others lack, each as often as it is missing. */
    private static List<Header> without(List<Header> fields, List<Header> others) {
        List<Header> left = new ArrayList<>(fields);
        for (Header other : others) {
            left.remove(other);
        }
        return left;
    }

    private static String names(List<Header> fields) {
        return Excerpt.of(fields.stream().map(Header::name).collect(Collectors.joining(", ")), LONGEST);
    }

    private static String text(Header field) {
        return "'" + Excerpt.of(field.name() + ": " + field.value(), LONGEST) + "'";
    }

    private static String text(Delivery delivery) {
        List<String> parts = new ArrayList<>();
        parts.add(delivery.delay().isZero() ? "at once" : "after " + Durations.text(delivery.delay()));
        if (delivery.bytesPerSecond() > 0) {
            parts.add("at " + delivery.bytesPerSecond() + " bytes per second");
        }
        if (delivery.fault() != ConnectionFault.NONE) {
            String fault = delivery.fault().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            parts.add("with the fault " + fault + " after " + delivery.after() + " bytes of the body");
        }
        return String.join(" ", parts);
    }
}
