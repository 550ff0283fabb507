package dev.hostdouble;

import dev.hostdouble.saved.Checkpoints;
import dev.hostdouble.saved.ReportState;
import dev.hostdouble.saved.SharedWorlds;
import dev.hostdouble.saved.StateFile;
import dev.hostdouble.saved.StateReader;
import dev.hostdouble.saved.StateSaver;
import dev.hostdouble.saved.StateSchema;
import dev.hostdouble.saved.WorldFolder;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.WorldStart;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where worlds are kept from one run to the next: nowhere, in one file, or in a folder that several servers may share. */
final class Persistence implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);

    private final Settings settings;
    private final Worlds worlds;
    private final Optional<WorldFolder> folder;
    private final Optional<StateFile> file;

    private Persistence(Settings settings, Worlds worlds, Optional<WorldFolder> folder, Optional<StateFile> file) {
        this.settings = settings;
        this.worlds = worlds;
        this.folder = folder;
        this.file = file;
    }

    /**
     * Opens the file or the folder of the settings, and loads what has to be there at the start.
     *
     * @throws InvalidFileException if the file cannot be loaded
     * @throws IOException if the file or folder cannot be used
     */
    static Persistence open(Settings settings, WorldSettings worldSettings, WorldStart start)
            throws InvalidFileException, IOException {
        StateReader reader = new StateReader(Providers.ALL, new StateSchema(Providers.ALL), start);
        if (settings.state().filter(WorldFolder::isFolder).isPresent()) {
            WorldFolder folder =
                    new WorldFolder(settings.state().get(), Version.current(), reader, WorldFolder.PATIENCE);
            Worlds worlds = new Worlds(worldSettings, start, Optional.of(folder));
            return new Persistence(settings, worlds, Optional.of(folder), Optional.empty());
        }
        Worlds worlds = new Worlds(worldSettings, start);
        if (settings.state().isPresent()
                && ReportState.isReport(settings.state().get())) {
            loadReport(settings, settings.state().get(), worlds, reader);
            return new Persistence(settings, worlds, Optional.empty(), Optional.empty());
        }
        Optional<StateFile> file = settings.state().isPresent()
                ? Optional.of(StateFile.load(settings.state().get(), Version.current(), worlds, reader))
                : Optional.empty();
        return new Persistence(settings, worlds, Optional.empty(), file);
    }

    /** A report is where worlds come from, not where they are kept. */
    private static void loadReport(Settings settings, Path report, Worlds worlds, StateReader reader)
            throws InvalidFileException, IOException {
        if (settings.checkpoint().isPresent()) {
            throw new InvalidFileException(
                    List.of(
                            report
                                    + ": a report is only read: leave out --checkpoint, or save its world in another file with GET state"));
        }
        ReportState.load(report, worlds, reader);
        LOG.info("the state of the report {} is loaded; nothing is saved there", report);
    }

    /** The worlds that are kept there. */
    Worlds worlds() {
        return worlds;
    }

    /** Begins to save; empty if nothing is kept. */
    Optional<Checkpoints> beginSaving() {
        Optional<StateSaver> saver = file.map(known -> Checkpoints.into(known, worlds))
                .or(() -> folder.map(known -> new SharedWorlds(known, worlds)));
        return saver.map(known -> new Checkpoints(known, settings.checkpoint()));
    }

    /** Lets others use it, if saving has not begun. */
    @Override
    public void close() {
        file.ifPresent(StateFile::close);
        folder.ifPresent(WorldFolder::close);
    }
}
