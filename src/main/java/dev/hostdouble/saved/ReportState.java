package dev.hostdouble.saved;

import dev.hostdouble.report.ReportException;
import dev.hostdouble.report.ReportFile;
import dev.hostdouble.report.ReportFile.Section;
import dev.hostdouble.world.NoRoomException;
import dev.hostdouble.world.SavedWorld;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The state of a world in a report. It is only read: nobody wants a bug report to change. */
public final class ReportState {
    private ReportState() {}

    /**
     * The state in a file of {@code GET state} or {@code GET report}.
     *
     * @throws StateException if it is a report without one, or a damaged one
     */
    public static InputStream open(ReportFile.Source source) throws IOException {
        try {
            Optional<ReportFile> report = ReportFile.mayBe(source) ? ReportFile.read(source) : Optional.empty();
            return report.isPresent() ? report.get().section(ReportFile.STATE).open(source) : source.open();
        } catch (ReportException e) {
            throw new StateException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a file is a report, perhaps a damaged one. */
    public static boolean isReport(Path file) throws IOException {
        ReportFile.Source source = () -> Files.newInputStream(file);
        try {
            return Files.isRegularFile(file)
                    && ReportFile.mayBe(source)
                    && ReportFile.read(source).isPresent();
        } catch (ReportException e) {
            return true;
        }
    }

    /**
     * Loads the world of a report, under its name.
     *
     * @throws InvalidFileException naming the file, the place and the reason if it cannot be loaded
     */
    public static void load(Path file, Worlds worlds, StateReader reader) throws IOException, InvalidFileException {
        ReportFile.Source source = () -> Files.newInputStream(file);
        try {
            ReportFile report = ReportFile.read(source).orElseThrow();
            Worlds.requireName(report.world());
            Section section = report.section(ReportFile.STATE);
            if (section.length() > StateFile.MAX_BYTES) {
                throw new StateException("a state larger than " + (StateFile.MAX_BYTES >> 20) + " MiB");
            }
            SavedWorld saved;
            try (InputStream in = section.open(source)) {
                saved = reader.read(in);
            }
            StateReader.load(worlds.get(report.world()), saved);
        } catch (ReportException | StateException | IllegalArgumentException | NoRoomException e) {
            throw new InvalidFileException(List.of(file + ": " + e.getMessage()));
        }
    }
}
