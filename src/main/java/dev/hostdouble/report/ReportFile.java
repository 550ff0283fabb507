package dev.hostdouble.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Excerpt;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A report that is read: where in it the replay and the state stand. The file is read once, line by line; a line may be of any
 * length, and everything between the sections is skipped. So neither HTML nor Markdown is parsed.
 */
public final class ReportFile {
    /** The section with the file of {@code GET replay}. */
    public static final String REPLAY = "replay";

    /** The section with the document of {@code GET state}. */
    public static final String STATE = "state";

    /** The largest file that is read, in bytes. */
    public static final long MAX_BYTES = 512L << 20;

    private static final int LONGEST_MARK = 120;
    private static final int LONGEST_HEAD = 10_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Section> sections = new HashMap<>();
    private Optional<String> world = Optional.empty();
    private boolean hasState;

    private ReportFile() {}

    /** Opens the same bytes from their beginning, each time. */
    @FunctionalInterface
    public interface Source {
        /** A new stream. */
        InputStream open() throws IOException;
    }

    /**
     * Where a section stands.
     *
     * @param offset the number of bytes before it
     * @param length in bytes
     * @param line the number of lines before it
     */
    public record Section(long offset, long length, int line) {
        /** Opens the section alone. */
        public InputStream open(Source source) throws IOException {
            InputStream in = source.open();
            in.skipNBytes(offset);
            return new LimitedInput(in, length);
        }
    }

    /** Whether a file may be a report: it does not begin as JSON does. */
    public static boolean mayBe(Source source) throws IOException {
        try (InputStream in = new BufferedInputStream(source.open(), LONGEST_MARK)) {
            int c = in.read();
            while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                c = in.read();
            }
            return c >= 0 && c != '{' && c != '[';
        }
    }

    /**
     * Finds the sections; empty if it has none, and so is no report.
     *
     * @throws ReportException if it is damaged, or of another format
     */
    public static Optional<ReportFile> read(Source source) throws IOException {
        ReportFile file = new ReportFile();
        try (InputStream in = source.open()) {
            file.scan(new LineMarks(in, LONGEST_MARK));
        }
        if (file.sections.isEmpty()) {
            return Optional.empty();
        }
        file.readHead(file.section(Sections.HEAD), source);
        return Optional.of(file);
    }

    private void scan(LineMarks lines) throws IOException {
        String begin = "";
        String name = "";
        String format = "";
        long offset = 0;
        int first = 0;
        while (lines.next()) {
            if (begin.isEmpty()) {
                name = Sections.named(lines.text(), format);
                begin = name.isEmpty() ? "" : lines.text();
                format = begin.isEmpty() ? format : Sections.formatOf(begin);
                offset = lines.end();
                first = lines.number();
            } else if (lines.text().equals(Sections.endOf(begin))) {
                if (sections.put(name, new Section(offset, lines.start() - offset, first)) != null) {
                    throw new ReportException("damaged report: the section '" + Excerpt.of(name) + "' is there twice");
                }
                begin = "";
            }
        }
        if (!begin.isEmpty()) {
            throw new ReportException("damaged report: the section '" + Excerpt.of(name)
                    + "' has no end; perhaps the file was cut off. Export it again");
        }
    }

    private void readHead(Section section, Source source) throws IOException {
        JsonNode head;
        try (InputStream in = section.open(source)) {
            head = MAPPER.readTree(in.readNBytes(LONGEST_HEAD));
        } catch (JsonProcessingException e) {
            throw new ReportException("damaged report: its section 'report' is not JSON");
        }
        JsonNode format = head.path("report");
        if (!format.isInt()
                || !head.path("world").isTextual()
                || !head.path(STATE).isBoolean()) {
            throw new ReportException(
                    "damaged report: expected \"report\", \"world\" and \"state\" in its section 'report'");
        }
        if (format.intValue() != Sections.FORMAT) {
            throw new ReportException(
                    "a report of another version (report: " + format.intValue() + "): expected " + Sections.FORMAT);
        }
        world = Optional.of(head.path("world").asText());
        hasState = head.path(STATE).asBoolean();
    }

    /** The name of the world that it is about. */
    public String world() {
        return world.orElseThrow();
    }

    /**
     * Where a section stands.
     *
     * @throws ReportException if it has none
     */
    public Section section(String name) {
        Section section = sections.get(name);
        if (section != null) {
            return section;
        }
        if (name.equals(STATE) && !hasState) {
            throw new ReportException("a report without a state; its first lines say why");
        }
        throw new ReportException(
                "damaged report: it has no section '" + name + "'; perhaps the file was cut off. Export it again");
    }

    /** The lines of a file: where each one begins and ends, and its text if it is short. */
    private static final class LineMarks {
        private final InputStream in;
        private final int longest;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private String text = "";
        private long start;
        private long end;
        private int number;

        LineMarks(InputStream in, int longest) {
            this.in = new BufferedInputStream(in, 1 << 16);
            this.longest = longest;
        }

        /** Goes to the next line; returns false at the end of the file. */
        boolean next() throws IOException {
            line.reset();
            start = end;
            int c = in.read();
            if (c < 0) {
                return false;
            }
            while (c >= 0) {
                end++;
                if (c == '\n') {
                    break;
                }
                if (line.size() <= longest) {
                    line.write(c);
                }
                c = in.read();
            }
            number++;
            // A mail program or an editor may have changed the ends of lines.
            text = line.size() > longest
                    ? ""
                    : line.toString(StandardCharsets.UTF_8).stripTrailing();
            return true;
        }

        String text() {
            return text;
        }

        long start() {
            return start;
        }

        long end() {
            return end;
        }

        int number() {
            return number;
        }
    }

    /** The next bytes of a stream. */
    private static final class LimitedInput extends InputStream {
        private final InputStream in;
        private long left;

        LimitedInput(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
