package dev.hostdouble.start;

import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.ScenarioReference;
import dev.hostdouble.scenario.ScenarioSource;
import dev.hostdouble.scenario.ScenarioSource.Sources;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds what scenario files use: files beside them, each read once, then scenarios by name. */
final class UsedFiles implements Sources {
    private final Catalogue catalogue;
    private final Set<Path> paths = ConcurrentHashMap.newKeySet();
    private final Map<Path, String> texts = new ConcurrentHashMap<>();

    UsedFiles(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** All files that were looked for, absolute; some of them may not exist. */
    Set<Path> paths() {
        return Set.copyOf(paths);
    }

    @Override
    public ScenarioSource find(String reference, ScenarioSource by) throws InvalidFileException {
        ScenarioReference parsed = ScenarioReference.parse(reference);
        Optional<Path> file = file(parsed, by);
        if (file.isEmpty()) {
            return catalogue.find(reference, by);
        }
        paths.add(file.get());
        try {
            if (!texts.containsKey(file.get())) {
                texts.put(file.get(), StartStates.text(file.get()));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the scenario " + parsed.name(), e);
        }
        return known(parsed, by).orElseThrow();
    }

    /** A file that was read before, as it was then; reads no other one. */
    Optional<ScenarioSource> known(ScenarioReference reference, ScenarioSource by) {
        return file(reference, by).flatMap(file -> Optional.ofNullable(texts.get(file))
                .map(text -> new ScenarioSource(file.toString(), text, reference.arguments())));
    }

    private static Optional<Path> file(ScenarioReference reference, ScenarioSource by) {
        if (!ScenarioFiles.isFile(reference.name()) || !ScenarioFiles.isFile(by.name())) {
            return Optional.empty();
        }
        Path folder = Path.of(by.name()).toAbsolutePath().getParent();
        return Optional.of((folder == null ? Path.of("") : folder)
                .resolve(reference.name())
                .normalize());
    }
}
