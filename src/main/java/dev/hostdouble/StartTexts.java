package dev.hostdouble;

import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.world.WorldStart;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Start states as texts by the names of their files, as recordings and saved worlds carry them. */
final class StartTexts {
    private StartTexts() {}

    /** The texts of files. */
    static Map<String, String> of(Map<String, Source> sources) {
        Map<String, String> texts = new TreeMap<>();
        sources.forEach((file, source) -> texts.put(file, source.text()));
        return texts;
    }

    /** What a world starts with that was saved, perhaps by another version. */
    static WorldStart read(Map<String, String> own, Map<String, String> shipped)
            throws InvalidFileException, IOException {
        Map<String, Source> sources = new TreeMap<>();
        own.forEach((file, text) -> sources.put(file, new Source(file, text)));
        StartStates reader = new StartStates(Providers.ALL);
        Map<String, String> all = new TreeMap<>(reader.shipped());
        all.putAll(shipped);
        return new WorldStart(reader.read(sources, all), own, shipped, StartTexts::read);
    }
}
