package dev.hostdouble.junit;

import dev.hostdouble.client.ActiveScenario;
import dev.hostdouble.client.ActiveScenario.RuleCounts;
import dev.hostdouble.client.HostdoubleException;
import dev.hostdouble.client.RecordedCall;
import dev.hostdouble.client.RequestFilter;
import dev.hostdouble.client.RequestsClient;
import dev.hostdouble.client.WorldClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a person needs who looks at a failed test: its calls, its clock, its scenarios, a recording and a page with all of it. */
final class FailureReport {
    /** The configuration parameter that names the folder of recordings and reports. */
    static final String OUTPUT = "hostdouble.output";

    private static final int MOST_CALLS = 50;
    private static final List<String> BUILD_FOLDERS = List.of("target", "build");

    private FailureReport() {}

    /** Prints the report on standard error, and gives it to JUnit. It never throws: the test's failure matters more. */
    static void publish(WorldClient world, ExtensionContext context) {
        String text = text(world, context);
        System.err.println(text);
        context.publishReportEntry("hostdouble", text);
    }

    private static String text(WorldClient world, ExtensionContext context) {
        List<String> lines = new ArrayList<>();
        lines.add("hostdouble: "
                + context.getTestClass()
                        .map(type -> type.getSimpleName() + ": ")
                        .orElse("") + context.getDisplayName()
                + " failed in world " + world.name());
        try {
            lines.add("clock: " + world.clock().read());
            scenarios(world, lines);
            calls(world, lines);
            Path folder = folder(context);
            Files.createDirectories(folder);
            lines.add("report: " + save(folder, world.name() + ".report.html", world.report()));
            lines.add("replay: " + save(folder, world.name() + ".replay.json", world.replay()));
        } catch (HostdoubleException | IOException e) {
            lines.add("no more is known: " + e.getMessage());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void scenarios(WorldClient world, List<String> lines) {
        for (ActiveScenario scenario : world.scenarios().active()) {
            for (RuleCounts rule : scenario.rules()) {
                lines.add("rule " + scenario.name() + "/" + rule.rule() + ": matched " + rule.matched() + ", chosen "
                        + rule.chosen() + ", applied " + rule.applied()
                        + rule.expect()
                                .map(expected -> ", expected " + expected)
                                .orElse(""));
            }
        }
    }

    private static void calls(WorldClient world, List<String> lines) {
        RequestsClient requests = world.requests();
        RequestsClient.Selection calls = requests.list(RequestFilter.all().limit(MOST_CALLS));
        List<RecordedCall> shown = calls.latest();
        lines.add("calls: " + calls.total() + (shown.size() < calls.total() ? ", the last " + shown.size() + ":" : ""));
        for (int i = shown.size() - 1; i >= 0; i--) {
            RecordedCall call = shown.get(i);
            lines.add("  # " + call.n() + " " + call.operation() + " -> " + call.status()
                    + call.delivery()
                            .filter(how -> !how.equals("complete"))
                            .map(how -> " " + how)
                            .orElse(""));
            lines.add("  " + requests.curl(call.n()));
        }
    }

    private static Path save(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toAbsolutePath();
    }

    private static Path folder(ExtensionContext context) throws IOException {
        String chosen = context.getConfigurationParameter(OUTPUT).orElse("");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        for (String name : BUILD_FOLDERS) {
            if (Files.isDirectory(Path.of(name))) {
                return Path.of(name, "hostdouble");
            }
        }
        return Files.createTempDirectory("hostdouble");
    }
}
