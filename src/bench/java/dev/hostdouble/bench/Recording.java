package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** What a recording of the JDK's flight recorder says about the server that it was made in. */
final class Recording {
    /**
     * The events that are recorded. Before Java 25 there are no samples of processor time, only of running Java code. A new
     * buffer for allocations (TLAB) stands for as many bytes as it has: jdk.ObjectAllocationSample would add to its first
     * sample what the thread has allocated before.
     */
    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.CPUTimeSample">
                <setting name="enabled">true</setting><setting name="throttle">5 ms</setting>
                <setting name="stackTrace">true</setting>
              </event>
              <event name="jdk.ExecutionSample">
                <setting name="enabled">true</setting><setting name="period">10 ms</setting>
                <setting name="stackTrace">true</setting>
              </event>
              <event name="jdk.ObjectAllocationInNewTLAB">
                <setting name="enabled">true</setting><setting name="stackTrace">true</setting>
              </event>
              <event name="jdk.ObjectAllocationOutsideTLAB">
                <setting name="enabled">true</setting><setting name="stackTrace">true</setting>
              </event>
              <event name="jdk.JavaMonitorEnter">
                <setting name="enabled">true</setting><setting name="threshold">0 ms</setting>
                <setting name="stackTrace">true</setting>
              </event>
              <event name="jdk.ThreadPark">
                <setting name="enabled">true</setting><setting name="threshold">0 ms</setting>
                <setting name="stackTrace">true</setting>
              </event>
              <event name="jdk.GarbageCollection"><setting name="enabled">true</setting></event>
            </configuration>
            """;

    /** Nanoseconds that samples of processor time stand for. */
    final Map<Share, Long> cpuTime = new EnumMap<>(Share.class);
    /** How many samples of running Java code there are. */
    final Map<Share, Long> execution = new EnumMap<>(Share.class);
    /** Allocated bytes. */
    final Map<Share, Long> bytes = new EnumMap<>(Share.class);

    /** The same by the innermost method of Hostdouble; bytes by class and by the innermost method outside the JDK. */
    final Map<String, Long> cpuMethods = new TreeMap<>();

    final Map<String, Long> executionMethods = new TreeMap<>();
    final Map<String, Long> allocatedClasses = new TreeMap<>();
    final Map<String, Long> allocatingMethods = new TreeMap<>();

    /** Nanoseconds of waiting by the method of Hostdouble that waits. */
    final Map<String, Long> waits = new TreeMap<>();

    private Duration pauses = Duration.ZERO;

    static Path writeSettings(Path folder) throws IOException {
        return Files.writeString(folder.resolve("bench.jfc"), SETTINGS);
    }

    static Recording read(Path file) throws IOException {
        Recording recording = new Recording();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                recording.add(events.readEvent());
            }
        }
        return recording;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.CPUTimeSample" ->
                sample(event, event.getDuration("samplingPeriod").toNanos(), cpuTime, cpuMethods);
            case "jdk.ExecutionSample" -> sample(event, 1, execution, executionMethods);
            case "jdk.ObjectAllocationInNewTLAB" -> allocation(event, event.getLong("tlabSize"));
            case "jdk.ObjectAllocationOutsideTLAB" -> allocation(event, event.getLong("allocationSize"));
            case "jdk.JavaMonitorEnter", "jdk.ThreadPark" -> {
                String method = method(event, "dev.hostdouble.");
                if (!method.isEmpty()) {
                    waits.merge(method, event.getDuration().toNanos(), Long::sum);
                }
            }
            case "jdk.GarbageCollection" -> pauses = pauses.plus(event.getDuration("sumOfPauses"));
            default -> {
                // metadata
            }
        }
    }

    private static void sample(RecordedEvent event, long weight, Map<Share, Long> shares, Map<String, Long> methods) {
        if (event.hasField("failed") && event.getBoolean("failed")) {
            return;
        }
        shares.merge(share(event), weight, Long::sum);
        String method = method(event, "dev.hostdouble.");
        if (!method.isEmpty()) {
            methods.merge(method, weight, Long::sum);
        }
    }

    private void allocation(RecordedEvent event, long weight) {
        bytes.merge(share(event), weight, Long::sum);
        allocatedClasses.merge(event.getClass("objectClass").getName(), weight, Long::sum);
        String method = method(event, "");
        allocatingMethods.merge(method.isEmpty() ? "JDK alone" : method, weight, Long::sum);
    }

    private static Share share(RecordedEvent event) {
        return Share.of(frames(event).stream()
                .map(frame -> frame.getMethod().getType().getName())
                .toList());
    }

    private static List<RecordedFrame> frames(RecordedEvent event) {
        return event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
    }

    /** The innermost method of a share whose class begins like this; empty if there is none. */
    private static String method(RecordedEvent event, String prefix) {
        for (RecordedFrame frame : frames(event)) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith(prefix) && Share.ofClass(type) != Share.JDK) {
                return type.replaceAll("^(?:[a-z0-9_]+\\.)+", "").replaceAll("/0x.*", "")
                        + "."
                        + frame.getMethod().getName();
            }
        }
        return "";
    }

    Duration pauses() {
        return pauses;
    }

    static long total(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
