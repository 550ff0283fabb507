package dev.hostdouble.control;

import dev.hostdouble.core.Dates;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.WorkLimit;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.yaml.NearestName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which calls of the journal a query selects. Every condition must be possible. */
final class JournalFilter {
    /** The methods of HTTP. */
    static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private static final long MOST_WORK = 300_000_000; // about a second

    private final Map<String, String> query;
    private final List<Predicate<JournalEntry>> conditions = new ArrayList<>();
    private final WorkLimit work = new WorkLimit(MOST_WORK);

    private JournalFilter(Map<String, String> query) {
        this.query = query;
    }

    /**
     * The calls that the parameters operation, method, status, path, rule and since select, oldest first.
     *
     * @throws ControlException if a parameter names nothing that exists
     */
    static List<JournalEntry> select(Map<String, String> query, JournalSnapshot journal, KnownOperations operations) {
        JournalFilter filter = new JournalFilter(query);
        filter.value("operation").map(Glob::of).ifPresent(pattern -> {
            operations.matching(pattern, "");
            filter.conditions.add(entry -> pattern.matches(entry.operation(), filter.work));
        });
        filter.value("path")
                .map(Glob::of)
                .ifPresent(pattern -> filter.conditions.add(
                        entry -> pattern.matches(entry.request().path(), filter.work)));
        filter.value("method").ifPresent(method -> filter.method(method, journal));
        filter.value("status").ifPresent(filter::status);
        filter.value("rule").ifPresent(rule -> {
            journal.requireRule(rule, "");
            filter.conditions.add(entry ->
                    entry.ruleHits().stream().anyMatch(hit -> hit.rule().equals(rule)));
        });
        filter.value("since").ifPresent(filter::since);
        try {
            return journal.entries().stream()
                    .filter(entry -> filter.conditions.stream().allMatch(condition -> condition.test(entry)))
                    .toList();
        } catch (WorkLimit.ExceededException e) {
            throw new ControlException(
                    400, "too much to compare: use a pattern with fewer stars, or since= for fewer calls");
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(query.get(name));
    }

    private void method(String method, JournalSnapshot journal) {
        Predicate<JournalEntry> condition = entry -> entry.request().method().equals(method);
        if (!METHODS.contains(method) && journal.entries().stream().noneMatch(condition)) {
            throw new ControlException(400, NearestName.unknown("method", method, METHODS));
        }
        conditions.add(condition);
    }

    private void status(String text) {
        StatusPattern status = StatusPattern.parse(text)
                .orElseThrow(() -> new ControlException(
                        400,
                        "invalid status '" + Excerpt.of(text)
                                + "': expected a status from 100 to 599, or a class such as 5xx"));
        conditions.add(entry -> status.matches(entry.reply().status()));
    }

    private void since(String text) {
        if (text.matches("\\d{1,18}")) {
            long number = Long.parseLong(text);
            conditions.add(entry -> entry.number() > number);
            return;
        }
        Instant since;
        try {
            since = Dates.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ControlException(
                    400,
                    "invalid since '" + Excerpt.of(text)
                            + "': expected the number of a call, or a time from 1970 to 2200 such as 2024-02-01T00:00:00Z");
        }
        conditions.add(entry -> !entry.at().isBefore(since));
    }
}
