package dev.hostdouble.report;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.StreamedBody;
import java.util.List;
import java.util.Optional;

/**
 * What a report shows. Its texts may be from anybody; pages escape them.
 *
 * @param world the name of the world
 * @param version the version of Hostdouble
 * @param command the options that the server needs to answer alike, such as {@code --strict}
 * @param facts what the server and the world are, by name, in order
 * @param warnings sentences about what the report does not have and what a replay cannot repeat
 * @param scenarios the active ones
 * @param jobs the latest
 * @param allJobs how many there are
 * @param calls those that are shown, for the table of contents
 * @param allCalls how many the journal has
 * @param entries what happened, in order; made while they are read
 * @param replay the file of {@code GET replay}
 * @param state the document of {@code GET state}; empty if there is none
 */
public record Report(
        String world,
        String version,
        String command,
        List<Fact> facts,
        List<String> warnings,
        List<Scenario> scenarios,
        List<Job> jobs,
        long allJobs,
        List<CallLine> calls,
        long allCalls,
        List<Entry> entries,
        StreamedBody replay,
        Optional<StreamedBody> state) {
    public Report {
        facts = List.copyOf(facts);
        warnings = List.copyOf(warnings);
        scenarios = List.copyOf(scenarios);
        jobs = List.copyOf(jobs);
    }

    /** A name and a value. */
    public record Fact(String name, String value) {}

    /**
     * An active scenario.
     *
     * @param rules what became of each rule, and of each event
     * @param source its text; empty if Java code has built it
     */
    public record Scenario(String name, String description, List<String> rules, String source) {
        public Scenario {
            rules = List.copyOf(rules);
        }
    }

    /** A job with its times, its progress and its output. */
    public record Job(String id, String line, String output) {}

    /** A call in the table of contents. */
    public record CallLine(long n, String request, String result) {}

    /** Something that happened. */
    public sealed interface Entry permits Call, Happening {}

    /**
     * Something other than a call.
     *
     * @param time the date of the world
     * @param line one sentence
     * @param text what belongs to it, such as a scenario; may be empty
     */
    public record Happening(String time, String line, String text) implements Entry {}

    /**
     * A call.
     *
     * @param time the date of the world
     * @param request the method and the target
     * @param reply the status and the reason
     * @param facts what else is known of it, by name: operation, evidence, delivery
     * @param rules what the rules did that were chosen for it
     * @param notes sentences about it
     * @param curl the command that sends it again
     */
    public record Call(
            long n,
            String time,
            String request,
            String reply,
            List<Fact> facts,
            List<String> rules,
            List<String> notes,
            String curl,
            Message sent,
            Message answered)
            implements Entry {
        public Call {
            facts = List.copyOf(facts);
            rules = List.copyOf(rules);
            notes = List.copyOf(notes);
        }
    }

    /** Headers and body of a request or a reply. */
    public record Message(Headers headers, Bytes body) {}
}
