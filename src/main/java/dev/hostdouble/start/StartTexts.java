package dev.hostdouble.start;

import dev.hostdouble.provider.Provider;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.world.WorldStart;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Start states as texts by the names of their files, as recordings and saved worlds carry them. */
public final class StartTexts {
    private StartTexts() {}

    /** The texts of files. */
    public static Map<String, String> of(Map<String, Source> sources) {
        Map<String, String> texts = new TreeMap<>();
        sources.forEach((file, source) -> texts.put(file, source.text()));
        return texts;
    }

    /** Reads what a world starts with that was recorded or saved, perhaps by another version. */
    public static WorldStart.Reader reader(List<Provider> providers) {
        return (own, shipped) -> read(providers, own, shipped);
    }

    private static WorldStart read(List<Provider> providers, Map<String, String> own, Map<String, String> shipped)
            throws InvalidFileException, IOException {
        Map<String, Source> sources = new TreeMap<>();
        own.forEach((file, text) -> sources.put(file, new Source(file, text)));
        StartStates reader = new StartStates(providers);
        Map<String, String> all = new TreeMap<>(reader.shipped());
        all.putAll(shipped);
        return new WorldStart(reader.read(sources, all), own, shipped, reader(providers));
    }
}
