package dev.hostdouble.explore;

import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.journal.JournalEntry;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that the client made.
 *
 * @param delivered how the reply was delivered; empty if the client ended before
 * @param at the real time between the first call of the run and this one
 */
record SeenCall(JournalEntry entry, Optional<Delivered> delivered, Duration at) {
    String operation() {
        return entry.operation();
    }

    /** Whether a fault changed it. */
    boolean isStruck() {
        return entry.ruleHits().stream().anyMatch(RuleHit::applied);
    }

    /** Whether the provider answered that it did what was asked, and no fault stood in the way. */
    boolean isSuccess() {
        return !isStruck()
                && entry.reply().status() < 400
                && isGoodAnswer(entry.reply().answer());
    }

    /** The names of errors are in capitals, those of successes are not. */
    private static boolean isGoodAnswer(String answer) {
        return !answer.equals(answer.toUpperCase(java.util.Locale.ROOT));
    }

    /** The same call has the same text: method, path, query and body. */
    String request() {
        return entry.request().method() + " " + entry.request().path() + "?"
                + entry.request().query() + " " + entry.request().body().text();
    }

    /** The call as reports show it. */
    CallLine line() {
        return new CallLine(
                entry.number(),
                operation(),
                entry.request().method() + " " + entry.request().path(),
                reply(),
                isStruck());
    }

    private String reply() {
        Outcome outcome = delivered.map(Delivered::outcome).orElse(Outcome.CLIENT_CLOSED);
        String full = entry.reply().status() + " " + entry.reply().answer();
        return switch (outcome) {
            case COMPLETE, CLOSED -> full;
            case EMPTY, RESET, GARBAGE -> "no reply (" + outcome.word() + ")";
            case CLIENT_CLOSED -> full + " (the client had left)";
            default -> full + " (" + outcome.word() + ")";
        };
    }
}
