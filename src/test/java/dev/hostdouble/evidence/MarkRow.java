package dev.hostdouble.evidence;

import dev.hostdouble.core.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A row of a table of marks, {@code src/test/resources/evidence/<provider>.txt}: a call, and what its mark must be.
 *
 * <pre>
 * # a comment
 * options busy: accept                                   the world's file, one line of YAML after another
 * PUT /api/v1/datacenter/server/4001/reinstall           what happens before: calls that succeed, with a body if they have
 * POST /_emulator/jobs/15/fail {"output":"broken"}       one; calls to the control API;
 * advance 1s                                             time that passes;
 * change {"hosterapi/vm":4001,"state":"stopped"}         what the provider does by itself;
 * login josem                                            a token of VSS
 * GET /api/v1/job/{/result/jobId}                        the call: the last line before the mark
 *   Accept: text/html                                    its header lines, indented, in place of usual ones
 *   Authorization:                                       left out
 * = assumed JOB_OUTPUT                                   the mark, and the facts it rests on, in any order
 * </pre>
 *
 * {@code {/result/jobId}}, a JSON Pointer in braces, is a value of the latest reply.
 *
 * @param line the number of the line with the mark
 * @param options the lines of the world's file
 * @param before what happens before the call
 * @param call method, path and body
 * @param headers header lines of the call
 * @param facts the names of the facts
 */
record MarkRow(
        int line,
        String options,
        List<String> before,
        String call,
        List<String> headers,
        Evidence mark,
        List<String> facts) {
    private static final String OPTIONS = "options ";
    private static final String MARK = "= ";

    /** Where the table of a provider is. */
    static Path file(String provider) {
        return Path.of("src/test/resources/evidence", provider + ".txt");
    }

    /** The rows of a table. */
    static List<MarkRow> read(Path file) throws IOException {
        List<MarkRow> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.startsWith(MARK)) {
                rows.add(row(number, lines, words(line.substring(MARK.length()))));
                lines.clear();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line);
            }
        }
        if (!lines.isEmpty()) {
            throw new IOException(file + ": no mark after: " + lines);
        }
        return rows;
    }

    private static MarkRow row(int number, List<String> lines, List<String> mark) throws IOException {
        List<String> options = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(OPTIONS)) {
                options.add(line.substring(OPTIONS.length()));
            } else if (line.startsWith(" ")) {
                headers.add(line.strip());
            } else if (headers.isEmpty()) {
                steps.add(line);
            } else {
                throw new IOException("line " + number + ": only the call has header lines, not what is before it");
            }
        }
        if (steps.isEmpty()) {
            throw new IOException("line " + number + ": a mark without a call");
        }
        int last = steps.size() - 1;
        return new MarkRow(
                number,
                String.join("\n", options),
                List.copyOf(steps.subList(0, last)),
                steps.get(last),
                List.copyOf(headers),
                Evidence.valueOf(mark.get(0).toUpperCase(Locale.ROOT)),
                mark.subList(1, mark.size()));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split(" +", -1)).toList();
    }

    @Override
    public String toString() {
        return "line " + line + ": " + (options.isEmpty() ? "" : options + ": ") + call;
    }
}
