package dev.hostdouble.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.world.DeletedWorldException;
import dev.hostdouble.world.NoRoomException;
import dev.hostdouble.world.SavedWorld;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InputFile;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of {@code --state}: all worlds of a process. Whoever reads it finds the last state that was written completely, even
 * if the process was killed while it wrote the next one.
 */
public final class StateFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final int FORMAT = 1;
    private static final List<String> MEMBERS = List.of("states", "worlds", "starts");
    /** The largest file that is read, in bytes. */
    static final long MAX_BYTES = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);

    private static final String START = "start";

    private final Path file;
    private final String version;
    private final ProcessLock lock;

    /**
     * That file, which need not exist yet. No other process can use it until it is closed.
     *
     * @param version the version of this program
     * @throws IOException if its folder does not exist, another process uses it, or it cannot be written
     */
    public StateFile(Path file, String version) throws IOException {
        this.file = file.toAbsolutePath();
        this.version = version;
        if (!Files.isDirectory(folder())) {
            throw new IOException("cannot write " + file + ": no folder " + folder());
        }
        if (Files.exists(this.file) && !Files.isRegularFile(this.file)) {
            throw new IOException("cannot read " + file + ": expected a file");
        }
        if (!Files.isWritable(folder()) || (Files.exists(this.file) && !Files.isWritable(this.file))) {
            throw new IOException("cannot write " + file + ": no permission");
        }
        this.lock = new ProcessLock(this.file);
    }

    /** Lets other processes use the file. */
    @Override
    public void close() {
        lock.close();
    }

    private Path folder() {
        return file.resolveSibling(".").normalize();
    }

    /**
     * Opens a file and loads all its worlds, if it exists.
     *
     * @param version the version of this program
     * @throws InvalidFileException naming the file, the place and the reason if one of them cannot be loaded
     * @throws IOException as the constructor
     */
    public static StateFile load(Path path, String version, Worlds worlds, StateReader reader)
            throws IOException, InvalidFileException {
        StateFile file = new StateFile(path, version);
        boolean isLoaded = false;
        try {
            if (Files.exists(file.file)) {
                file.load(worlds, reader);
            }
            isLoaded = true;
            return file;
        } finally {
            if (!isLoaded) {
                file.close();
            }
        }
    }

    private void load(Worlds worlds, StateReader reader) throws IOException, InvalidFileException {
        try {
            read(reader).forEach((name, saved) -> load(worlds.get(name), saved));
        } catch (StateException | IllegalArgumentException | NoRoomException e) {
            throw new InvalidFileException(List.of(file + ": " + e.getMessage()));
        }
    }

    private static void load(World world, SavedWorld saved) {
        try {
            StateReader.load(world, saved);
        } catch (StateException e) {
            throw e.inside("/worlds/" + world.name());
        }
    }

    private Map<String, SavedWorld> read(StateReader reader) throws IOException, InvalidFileException {
        JsonNode json;
        try (InputStream in = InputFile.open(file, MAX_BYTES)) {
            json = StateJson.read(in);
        }
        StateReader.requireFormat(json, "states", FORMAT);
        json.properties().forEach(member -> {
            if (!MEMBERS.contains(member.getKey())) {
                throw new StateException(NearestName.unknown("member", Excerpt.of(member.getKey()), MEMBERS));
            }
        });
        JsonNode starts = json.path("starts");
        JsonNode worlds = json.path("worlds");
        if (!starts.isArray() || !worlds.isObject()) {
            throw new StateException("expected a list \"starts\" and an object \"worlds\"");
        }
        Map<String, SavedWorld> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : worlds.properties()) {
            Worlds.requireName(one.getKey());
            try {
                read.put(one.getKey(), reader.world(withStart(one.getValue(), starts)));
            } catch (StateException e) {
                throw e.inside("/worlds/" + one.getKey());
            }
        }
        return read;
    }

    /** A world with its start in the place of the number of it. */
    private static JsonNode withStart(JsonNode json, JsonNode starts) {
        if (!(json instanceof ObjectNode world)) {
            throw new StateException("expected an object");
        }
        JsonNode number = world.path(START);
        if (!number.isInt() || !starts.has(number.intValue())) {
            throw new StateException("/start: expected a number from 0 to below " + starts.size()
                    + ", the place of a start in \"starts\"");
        }
        world.set(START, starts.get(number.intValue()));
        return world;
    }

    /**
     * Saves all worlds. The file is replaced at once, when everything is on the disk.
     *
     * @throws IOException if it cannot be written; then it is as it was before
     */
    public synchronized void save(Worlds worlds) throws IOException {
        AtomicFile.write(file, out -> write(worlds, out));
    }

    private void write(Worlds worlds, Writer out) throws IOException {
        out.write("{\n\"states\": " + FORMAT + ",\n\"worlds\": {");
        StateWriter writer = new StateWriter(out, version);
        List<JsonNode> starts = new ArrayList<>();
        String separator = "\n";
        for (World world : worlds.list()) {
            SavedWorld saved;
            try {
                saved = SavedWorld.of(world);
                StateWriter.requireSources(saved);
            } catch (DeletedWorldException e) {
                continue;
            } catch (StateException e) {
                LOG.warn("the world {} is not saved: {}", world.name(), e.getMessage());
                continue;
            }
            JsonNode start = StateWriter.start(saved.start());
            if (!starts.contains(start)) {
                starts.add(start);
            }
            out.write(separator + "\"" + world.name() + "\": ");
            writer.world(saved, IntNode.valueOf(starts.indexOf(start)));
            separator = ",\n";
        }
        out.write("\n},\n\"starts\": " + StateJson.text(starts) + "\n}\n");
    }
}
