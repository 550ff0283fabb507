package dev.hostdouble.start;

import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.scenario.ScenarioReference;
import dev.hostdouble.scenario.ScenarioSource;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The scenarios that are named at the start, by name, file or folder: active in every world. */
public final class ScenarioFiles {
    private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");
    static final int MOST_FILES = 1000;

    /** How far below a folder files are read: in it, and in two levels of folders inside. */
    static final int DEEPEST = 3;

    private final List<ScenarioReference> references;
    private final Catalogue catalogue;
    private final ScenarioReader reader;
    private final Consumer<String> warnings;
    private volatile List<Scenario> scenarios = List.of();
    private volatile UsedFiles used;

    /**
     * The scenarios of a start; {@link #load} reads them.
     *
     * @param references names, files and folders, with arguments: {@code any/slow-provider,delay=3s}
     * @param catalogue finds scenarios by name, and learns the names of those read from files
     * @param warnings gets what is probably wrong, but allowed
     */
    public ScenarioFiles(
            List<String> references, List<Provider> providers, Catalogue catalogue, Consumer<String> warnings) {
        this.references = references.stream()
                .flatMap(text -> ScenarioReference.parseAll(text).stream())
                .toList();
        this.catalogue = catalogue;
        this.reader = new ScenarioReader(providers);
        this.warnings = warnings;
        this.used = new UsedFiles(catalogue);
    }

    /** The scenarios as last read. */
    public List<Scenario> scenarios() {
        return scenarios;
    }

    /**
     * Reads everything; reports everything that is wrong at once.
     *
     * @return the scenarios, which are the ones of new worlds from now on
     * @throws InvalidFileException naming everything that is wrong in any file; then nothing changes
     */
    public List<Scenario> load() throws InvalidFileException, IOException {
        List<Scenario> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, ScenarioSource> loaded = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        UsedFiles files = new UsedFiles(catalogue);
        used = files;
        for (ScenarioReference reference : references) {
            for (ScenarioSource source : sources(reference)) {
                try {
                    Scenario scenario = reader.read(source, files, warnings);
                    if (!names.add(scenario.name())) {
                        problems.add(source.name() + ":1:1: duplicate scenario '" + scenario.name() + "'");
                    }
                    read.add(scenario);
                    if (isFile(source.name())) {
                        loaded.put(scenario.name(), source);
                    }
                } catch (InvalidFileException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        catalogue.load(loaded, files::known);
        scenarios = List.copyOf(read);
        return scenarios;
    }

    /** Whether a name is that of a scenario file; its ending may be in capitals, as some systems write it. */
    static boolean isFile(String name) {
        return SUFFIXES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    /** Whether a name begins with a dot: editors leave such files, and mounted maps of Kubernetes hold everything twice. */
    static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static boolean isInHidden(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (isHidden(name)) {
                return true;
            }
        }
        return false;
    }

    /** The texts that a reference names: one, or all files of a folder. */
    private List<ScenarioSource> sources(ScenarioReference reference) throws InvalidFileException, IOException {
        Optional<Path> path = path(reference.name());
        if (path.isPresent() && Files.isDirectory(path.get())) {
            List<ScenarioSource> sources = new ArrayList<>();
            for (Path file : files(path.get())) {
                sources.add(new ScenarioSource(file.toString(), StartStates.text(file), reference.arguments()));
            }
            if (sources.isEmpty()) {
                throw new InvalidFileException(
                        List.of(reference.name() + ":1: a folder without scenarios: expected *.yaml, *.yml or *.json"));
            }
            return sources;
        }
        if (isFile(reference.name()) || path.filter(Files::exists).isPresent()) {
            Path file = path.orElseThrow();
            return List.of(new ScenarioSource(reference.name(), StartStates.text(file), reference.arguments()));
        }
        try {
            return List.of(catalogue.source(reference.name()).with(reference.arguments()));
        } catch (IllegalArgumentException e) {
            String nearest = NearestName.nearest(reference.name(), catalogue.names())
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("; hostdouble scenarios lists all names");
            throw new InvalidFileException(List.of("no scenario, file or folder '" + reference.name() + "'" + nearest));
        }
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder) throws IOException, InvalidFileException {
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            List<Path> files = all.filter(file -> isFile(file.toString()) && Files.isRegularFile(file))
                    .filter(file -> !isInHidden(folder, file))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new InvalidFileException(List.of(folder + ":1: more than " + MOST_FILES + " scenarios"));
            }
            return files;
        } catch (UncheckedIOException e) {
            throw new IOException("cannot read the folder " + folder, e);
        }
    }

    /** A folder and those inside it whose files are read. */
    static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, DEEPEST - 1)) {
            return all.filter(Files::isDirectory).toList();
        } catch (UncheckedIOException e) {
            throw new IOException("cannot read the folder " + folder, e);
        }
    }

    /** The files and folders to watch, absolute: those that are named, and the files that they used when last read. */
    Set<Path> watched() {
        Set<Path> watched = new LinkedHashSet<>(used.paths());
        for (ScenarioReference reference : references) {
            path(reference.name())
                    .filter(path -> isFile(reference.name()) || Files.exists(path))
                    .ifPresent(path -> watched.add(path.toAbsolutePath().normalize()));
        }
        return watched;
    }
}
