package dev.hostdouble.recording;

import dev.hostdouble.report.ReportException;
import dev.hostdouble.report.ReportFile;
import dev.hostdouble.report.ReportFile.Section;
import dev.hostdouble.yaml.InputFile;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A recording as it is kept or sent: alone, as from {@code GET replay}, or in a report. */
public final class RecordingFile {
    static final long MAX_BYTES = 256L << 20;

    private final String name;
    private final boolean isSent;
    private final ReportFile.Source source;

    private RecordingFile(String name, boolean isSent, ReportFile.Source source) {
        this.name = name;
        this.isSent = isSent;
        this.source = source;
    }

    /**
     * Reads a file from {@code GET replay}, or the recording in one from {@code GET report}. Messages show nothing of its text.
     *
     * @throws InvalidFileException if it is not one, or of another format
     * @throws IOException if it cannot be read
     */
    public static Recording read(Path file) throws InvalidFileException, IOException {
        InputFile.open(file, ReportFile.MAX_BYTES).close();
        ReportFile.Source source = () -> Files.newInputStream(file);
        if (!ReportFile.mayBe(source)) {
            InputFile.open(file, MAX_BYTES).close();
        }
        return new RecordingFile(file.toString(), false, source).read();
    }

    /**
     * Reads what a client has sent. Messages may name members of it.
     *
     * @param name what messages call it
     */
    public static Recording read(String name, ReportFile.Source source) throws InvalidFileException, IOException {
        return new RecordingFile(name, true, source).read();
    }

    private Recording read() throws InvalidFileException, IOException {
        if (ReportFile.mayBe(source)) {
            return inReport();
        }
        try (InputStream in = source.open()) {
            return reader(0).read(in);
        }
    }

    private Recording inReport() throws InvalidFileException, IOException {
        Section section;
        try {
            section = ReportFile.read(source)
                    .orElseThrow(() -> reader(0).notARecording())
                    .section(ReportFile.REPLAY);
        } catch (ReportException e) {
            throw new InvalidFileException(List.of(name + ":1: " + e.getMessage()));
        }
        if (section.length() > MAX_BYTES) {
            throw new InvalidFileException(
                    List.of(name + ":" + section.line() + ": a recording larger than " + (MAX_BYTES >> 20) + " MiB"));
        }
        try (InputStream in = section.open(source)) {
            return reader(section.line()).read(in);
        }
    }

    private RecordingReader reader(int linesBefore) {
        return new RecordingReader(name, isSent, linesBefore);
    }
}
