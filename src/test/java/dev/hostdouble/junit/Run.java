package dev.hostdouble.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** A run of JUnit inside a test: its events, and what it printed on standard error. */
record Run(EngineExecutionResults results, String printed) {
    /** Runs test classes that no other run finds. */
    static Run of(Path output, Class<?>... classes) {
        return of(output, Map.of(), classes);
    }

    /** Runs test classes with configuration parameters. */
    static Run of(Path output, Map<String, String> parameters, Class<?>... classes) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .configurationParameter(FailureReport.OUTPUT, output.toString());
        parameters.forEach(kit::configurationParameter);
        for (Class<?> type : classes) {
            kit.selectors(selectClass(type));
        }
        return new Run(kit.execute(), "");
    }

    /** As {@link #of(Path, Class[])}, and keeps what is printed: nothing else may run meanwhile. */
    static Run captured(Path output, Class<?>... classes) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return new Run(of(output, classes).results(), bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    /** The failures of tests and containers. */
    List<Throwable> failures() {
        return results.allEvents().failed().stream().flatMap(Run::throwable).toList();
    }

    private static Stream<Throwable> throwable(Event event) {
        return event
                .getPayload(org.junit.platform.engine.TestExecutionResult.class)
                .flatMap(result -> result.getThrowable())
                .stream();
    }

    /** What was given to JUnit as report entries. */
    String reported() {
        StringBuilder text = new StringBuilder();
        results.allEvents()
                .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
                .forEach(event -> event.getPayload(org.junit.platform.engine.reporting.ReportEntry.class)
                        .ifPresent(entry -> text.append(entry.getKeyValuePairs().getOrDefault("hostdouble", ""))));
        return text.toString();
    }
}
