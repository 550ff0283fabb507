package dev.hostdouble.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a scenario lets a client prove; the catalogue is grouped by it, in this order. */
public enum Purpose {
    ERRORS("Errors that the provider returns"),
    ORDERS("Orders"),
    JOBS("Jobs and tasks"),
    CONFLICTS("Busy resources, and changes by others"),
    LISTS("Lists and pages"),
    ACCESS("Tokens and logins"),
    LIMITS("Limits"),
    LOST_REPLIES("Lost replies and unknown outcomes"),
    BODIES("Unexpected bodies"),
    DELAYS("Slow replies"),
    GATEWAYS("Gateways and outages"),
    CONNECTIONS("Connections and TLS");

    private final String title;

    Purpose(String title) {
        this.title = title;
    }

    /** How scenario files write it, such as {@code lost-replies}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The heading of its group. */
    public String title() {
        return title;
    }

    /** The purpose with that word. */
    public static Optional<Purpose> of(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst();
    }

    /** All words, in order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Purpose::word).toList();
    }
}
