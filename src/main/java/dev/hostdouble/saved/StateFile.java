package dev.hostdouble.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.world.DeletedWorldException;
import dev.hostdouble.world.NoRoomException;
import dev.hostdouble.world.SavedWorld;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
public final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final int FORMAT = 1;
    private static final String START = "start";

    private final Path file;
    private final String version;

    /**
     * That file, which need not exist yet.
     *
     * @param version the version of this program
     * @throws IOException if its folder does not exist, or the file is none that could be written
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
    }

    private Path folder() {
        return file.resolveSibling(".").normalize();
    }

    /**
     * Loads all worlds of the file, if it exists.
     *
     * @throws InvalidFileException naming the file, the place and the reason if one of them cannot be loaded
     */
    public void load(Worlds worlds, StateReader reader) throws IOException, InvalidFileException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            Map<String, SavedWorld> read = read(reader);
            read.forEach((name, saved) -> load(worlds.get(name), saved));
        } catch (StateException | IllegalArgumentException | NoRoomException e) {
            throw new InvalidFileException(List.of(file + ": " + e.getMessage()));
        }
    }

    private static void load(World world, SavedWorld saved) {
        try {
            StateReader.load(world, saved);
        } catch (StateException e) {
            throw new StateException("/worlds/" + world.name() + e.getMessage());
        }
    }

    private Map<String, SavedWorld> read(StateReader reader) throws IOException {
        JsonNode json;
        try (InputStream in = Files.newInputStream(file)) {
            json = StateJson.read(in);
        }
        StateReader.requireFormat(json, "states", FORMAT);
        JsonNode starts = json.path("starts");
        JsonNode worlds = json.path("worlds");
        if (!starts.isArray() || !worlds.isObject()) {
            throw new StateException("expected a list \"starts\" and an object \"worlds\"");
        }
        Map<String, SavedWorld> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : worlds.properties()) {
            Worlds.requireName(one.getKey());
            try {
                JsonNode start = starts.path(one.getValue().path(START).asInt(-1));
                if (one.getValue() instanceof ObjectNode world) {
                    world.set(START, start);
                }
                read.put(one.getKey(), reader.world(one.getValue()));
            } catch (StateException e) {
                throw new StateException("/worlds/" + one.getKey() + e.getMessage());
            }
        }
        return read;
    }

    /**
     * Saves all worlds. The file is replaced at once, when everything is on the disk.
     *
     * @throws IOException if it cannot be written; then it is as it was before
     */
    public synchronized void save(Worlds worlds) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
            write(worlds, out);
            out.flush();
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
            folder.force(true); // the new name has to be on the disk too
        }
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
