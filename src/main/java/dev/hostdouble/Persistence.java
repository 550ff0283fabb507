package dev.hostdouble;

import dev.hostdouble.saved.Checkpoints;
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
import java.util.Optional;

/** Where worlds are kept from one run to the next: nowhere, in one file, or in a folder that several servers may share. */
final class Persistence implements AutoCloseable {
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
        Optional<StateFile> file = settings.state().isPresent()
                ? Optional.of(StateFile.load(settings.state().get(), Version.current(), worlds, reader))
                : Optional.empty();
        return new Persistence(settings, worlds, Optional.empty(), file);
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
