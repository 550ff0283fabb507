package dev.hostdouble.start;

import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.world.DeletedWorldException;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads the scenarios of the start when their files change. It looks at those files alone, waits for a burst of changes to
 * end, and replaces only the scenarios that changed.
 */
public final class ScenarioWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScenarioWatcher.class);
    private static final long QUIET_MILLIS = 100;

    private final ScenarioFiles files;
    private final Worlds worlds;
    private final WatchService service;
    private volatile Set<Path> watched = Set.of();
    private volatile String problem = "";

    /** Starts watching; {@link #close} ends it. */
    public ScenarioWatcher(ScenarioFiles files, Worlds worlds) throws IOException {
        this.files = files;
        this.worlds = worlds;
        this.service = FileSystems.getDefault().newWatchService();
        registerFolders();
        Thread thread = new Thread(this::follow, "watch");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Follows the folders of the files, and the named folders with those inside and around them; a folder counts once.
     * Returns whether there are other files to watch than before.
     */
    private boolean registerFolders() throws IOException {
        Set<Path> before = watched;
        // A named folder that is gone for now is still waited for.
        Set<Path> all = new HashSet<>(files.watched());
        before.stream().filter(Files::notExists).forEach(all::add);
        watched = Set.copyOf(all);
        Set<Path> folders = new HashSet<>();
        for (Path path : all) {
            Path parent = path.getParent();
            if (Files.isDirectory(path)) {
                folders.addAll(ScenarioFiles.folders(path));
            }
            if (parent != null && Files.isDirectory(parent)) {
                folders.add(parent);
            }
        }
        for (Path folder : folders) {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
        return !all.equals(before);
    }

    /** What is wrong with the files as they are now; the empty string if nothing is. */
    public String problem() {
        return problem;
    }

    private void follow() {
        try {
            while (true) {
                boolean isRelevant = drain(service.take());
                for (WatchKey next = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
                        next != null;
                        next = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
                    isRelevant |= drain(next);
                }
                if (isRelevant) {
                    reload();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.debug("watching ended", e);
        }
    }

    /** Takes the events of a folder; returns whether one is about a watched file. */
    private boolean drain(WatchKey key) {
        Path folder = (Path) key.watchable();
        boolean isInside = watched.stream().anyMatch(path -> folder.startsWith(path));
        boolean isRelevant = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            boolean isWatched = event.context() instanceof Path name
                    && (watched.contains(folder.resolve(name))
                            || (isInside
                                    && (ScenarioFiles.isFile(name.toString())
                                            || Files.isDirectory(folder.resolve(name)))));
            isRelevant |= isWatched || event.kind() == StandardWatchEventKinds.OVERFLOW;
        }
        key.reset();
        return isRelevant;
    }

    private void reload() {
        Map<String, Scenario> before = byName(files.scenarios());
        try {
            Map<String, Scenario> after = byName(read());
            boolean wasWrong = !problem.isEmpty();
            problem = "";
            List<Scenario> changed = after.values().stream()
                    .filter(scenario -> !before.containsKey(scenario.name())
                            || !before.get(scenario.name()).source().equals(scenario.source()))
                    .toList();
            List<String> gone = before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .toList();
            if (changed.isEmpty() && gone.isEmpty()) {
                if (wasWrong) {
                    LOG.info("scenarios are valid again; none has changed");
                }
                return;
            }
            for (World world : worlds.list()) {
                apply(world, changed, gone);
            }
            String removed = gone.isEmpty() ? "" : "; removed: " + gone;
            LOG.info(
                    "scenarios reloaded: {}{}",
                    changed.stream().map(Scenario::name).toList(),
                    removed);
        } catch (InvalidFileException | IOException | RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(problem)) {
                LOG.error("scenarios not reloaded: {}", message);
            }
            problem = message;
        }
    }

    /** Registers the folders before reading, so that no change is missed; reading may find more files that are used. */
    private List<Scenario> read() throws InvalidFileException, IOException {
        registerFolders();
        try {
            List<Scenario> scenarios = files.load();
            return registerFolders() ? files.load() : scenarios;
        } catch (InvalidFileException | IOException e) {
            registerFolders();
            throw e;
        }
    }

    private static void apply(World world, List<Scenario> changed, List<String> gone) {
        try {
            world.run(session -> {
                gone.forEach(session::deactivate);
                changed.forEach(session::reload);
            });
        } catch (DeletedWorldException e) {
            LOG.debug("world deleted meanwhile", e);
        }
    }

    private static Map<String, Scenario> byName(List<Scenario> scenarios) {
        return scenarios.stream().collect(Collectors.toMap(Scenario::name, Function.identity()));
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("cannot stop watching", e);
        }
    }
}
