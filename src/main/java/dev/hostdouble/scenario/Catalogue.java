package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.ScenarioSource.Sources;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios that can be activated by name: the shipped ones, named by their path ({@code any/slow-provider}), and those
 * that were loaded at the start.
 */
public final class Catalogue implements Sources {
    private static final String FOLDER = "/dev/hostdouble/scenarios";
    private static final String SUFFIX = ".yaml";
    private static final String NAME = "[A-Za-z0-9._-]{1,64}/[A-Za-z0-9._-]{1,64}";
    private static final int CACHED = 100;

    private final ScenarioReader reader;
    private final Map<String, ScenarioSource> loaded = new LinkedHashMap<>();
    private final Map<String, Scenario> read = new LinkedHashMap<>(16, 0.75f, true);
    private List<String> shippedNames = List.of();
    private BiFunction<ScenarioReference, ScenarioSource, Optional<ScenarioSource>> usedFiles =
            (reference, by) -> Optional.empty();

    /** The scenarios about operations of these providers. */
    public Catalogue(List<Provider> providers) {
        this.reader = new ScenarioReader(providers);
    }

    /**
     * A scenario that can be activated.
     *
     * @param provider the provider it is about, or {@code any}; the empty string for a loaded one
     * @param purpose what a client proves with it; null if it does not say
     * @param parameters the defaults of its parameters, by name
     */
    public record Entry(
            String name,
            String provider,
            @Nullable Purpose purpose,
            String description,
            Map<String, JsonNode> parameters) {}

    /**
     * Replaces the scenarios that were loaded from files, by name.
     *
     * @param files finds what a loaded scenario uses, if that is a file
     */
    public synchronized void load(
            Map<String, ScenarioSource> sources,
            BiFunction<ScenarioReference, ScenarioSource, Optional<ScenarioSource>> files) {
        usedFiles = files;
        loaded.clear();
        loaded.putAll(sources);
        read.clear();
    }

    /** The names of all scenarios, in order. */
    public synchronized List<String> names() {
        TreeSet<String> names = new TreeSet<>(shipped());
        names.addAll(loaded.keySet());
        return List.copyOf(names);
    }

    /** All scenarios, in the order of their names. */
    public List<Entry> entries() {
        return names().stream().map(this::entry).toList();
    }

    /**
     * What is known of a scenario without activating it.
     *
     * @throws IllegalArgumentException if no scenario has that name; it names the nearest
     */
    public Entry entry(String name) {
        ScenarioSource source = source(name);
        try {
            Document document = Document.read(source.name(), source.text());
            Map<String, JsonNode> parameters = new LinkedHashMap<>();
            document.root()
                    .path("parameters")
                    .properties()
                    .forEach(one -> parameters.put(one.getKey(), one.getValue()));
            String provider = shipped().contains(name) ? name.substring(0, name.indexOf('/')) : "";
            Purpose purpose =
                    Purpose.of(document.root().path("purpose").asText()).orElse(null);
            return new Entry(
                    name, provider, purpose, document.root().path("description").asText(""), parameters);
        } catch (InvalidFileException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** The text of a scenario; throws as {@link #entry}. */
    public synchronized ScenarioSource source(String name) {
        ScenarioSource own = loaded.get(name);
        if (own != null) {
            return own;
        }
        return shippedText(name)
                .map(text -> new ScenarioSource(name, text, Map.of()))
                .orElseThrow(() ->
                        new IllegalArgumentException(NearestName.unknown("scenario", YamlNode.excerpt(name), names())));
    }

    /**
     * Reads a scenario by name.
     *
     * @param reference its name, with arguments: {@code any/slow-provider,delay=3s}
     * @throws IllegalArgumentException if there is none, or if an argument is wrong, naming what is allowed
     */
    public synchronized Scenario read(String reference) {
        Scenario known = read.get(reference);
        if (known != null) {
            return known;
        }
        ScenarioReference parsed = ScenarioReference.parse(reference);
        Scenario scenario = read(parsed.name(), parsed.arguments());
        read.put(reference, scenario);
        if (read.size() > CACHED) {
            read.remove(read.keySet().iterator().next());
        }
        return scenario;
    }

    /** Reads a scenario with arguments for its parameters; throws as {@link #read(String)}. */
    public Scenario read(String name, Map<String, String> arguments) {
        try {
            ScenarioSource source = source(name);
            return reader.read(source.with(arguments), this, warning -> {});
        } catch (InvalidFileException e) {
            throw new IllegalArgumentException(String.join("; ", e.problems()), e);
        }
    }

    @Override
    public synchronized ScenarioSource find(String reference, ScenarioSource by) {
        ScenarioReference parsed = ScenarioReference.parse(reference);
        return usedFiles.apply(parsed, by).orElseGet(() -> source(parsed.name()).with(parsed.arguments()));
    }

    private static Optional<String> shippedText(String name) {
        if (!name.matches(NAME) || name.contains("..")) {
            return Optional.empty();
        }
        try (InputStream in = Catalogue.class.getResourceAsStream(FOLDER + "/" + name + SUFFIX)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the shipped scenarios; listed on first use, because listing a jar takes time. */
    synchronized List<String> shipped() {
        if (shippedNames.isEmpty()) {
            try {
                Path code = Path.of(Catalogue.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                if (Files.isDirectory(code)) {
                    shippedNames = list(code.resolve(FOLDER.substring(1)));
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(code)) {
                        shippedNames = list(jar.getPath(FOLDER));
                    }
                }
            } catch (IOException | URISyntaxException e) {
                throw new IllegalStateException("cannot list the shipped scenarios", e);
            }
        }
        return shippedNames;
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<String> names = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> {
                String path = folder.relativize(file).toString().replace('\\', '/');
                names.add(path.substring(0, path.length() - SUFFIX.length()));
            });
            names.sort(null);
            return names;
        }
    }
}
