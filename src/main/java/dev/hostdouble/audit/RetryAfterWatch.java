package dev.hostdouble.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code retry-after-ignored}. */
final class RetryAfterWatch implements CallWatch {
    /** Clocks of clients and servers differ a little. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    /** Another call that comes this soon was under way already. */
    private static final Duration UNDER_WAY = Duration.ofMillis(100);

    private final Map<String, Pause> pauses = new HashMap<>();
    private final Findings findings;

    RetryAfterWatch(Findings findings) {
        this.findings = findings;
    }

    /**
     * A reply that asked its client to wait.
     *
     * @param asked the value of the header
     * @param call what the call was; see {@link SeenCall#sameness}
     */
    private record Pause(long number, Duration at, Duration length, String asked, Optional<String> call) {}

    @Override
    public void see(SeenCall call) {
        String caller = call.operation().id() + " " + call.credential().orElse("");
        Pause pause = pauses.get(caller);
        if (pause != null) {
            Duration passed = call.at().minus(pause.at());
            if (passed.compareTo(UNDER_WAY) < 0 && !pause.call().equals(call.sameness())) {
                return;
            }
            if (passed.plus(TOLERANCE).compareTo(pause.length()) < 0) {
                add(pause, call, passed);
            }
            pauses.remove(caller);
        }
        pause(call).ifPresent(next -> pauses.put(caller, next));
    }

    private static Optional<Pause> pause(SeenCall call) {
        return call.reply()
                .headers()
                .first(SeenCall.RETRY_AFTER)
                .filter(value -> call.isGot())
                .flatMap(value -> length(value, call.call().entry().at())
                        .map(length -> new Pause(call.number(), call.at(), length, value, call.sameness())));
    }

    /** Seconds or a date, as RFC 9110 says; empty for anything else. */
    private static Optional<Duration> length(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            return Optional.of(Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void add(Pause pause, SeenCall call, Duration passed) {
        findings.add(
                call.operation().id(),
                List.of(pause.number(), call.number()),
                "call " + call.number() + " came " + seconds(passed) + " after call " + pause.number()
                        + ", whose reply asked the client to wait " + seconds(pause.length()),
                "reply of call " + pause.number() + ": Retry-After: " + pause.asked(),
                "call " + call.number() + " came " + seconds(passed) + " later");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
