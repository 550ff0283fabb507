package dev.hostdouble.start;

import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.world.World;
import dev.hostdouble.world.World.WorldDeletedException;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scenarios that were named at the start: active in every world, and read again when they change, if asked for. */
public final class ScenarioFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScenarioFiles.class);

    private final List<Path> files;
    private volatile List<Scenario> scenarios = List.of();
    private volatile AutoCloseable watching = () -> {};

    public ScenarioFiles(List<Path> files) {
        this.files = files;
    }

    /** What the files say, as last read. */
    public List<Scenario> scenarios() {
        return scenarios;
    }

    /**
     * Reads the files, and has what they say be active in all worlds, those that are there and those to come.
     *
     * @throws InvalidFileException naming everything that is wrong in any of them; nothing has changed then
     */
    public void load(Worlds worlds) throws InvalidFileException, IOException {
        if (files.isEmpty()) {
            return;
        }
        List<Scenario> read = read(files, worlds.get(Worlds.DEFAULT).apis());
        Set<String> gone = new HashSet<>();
        scenarios.forEach(scenario -> gone.add(scenario.name()));
        read.forEach(scenario -> gone.remove(scenario.name()));
        scenarios = read;
        for (World world : worlds.list()) {
            try {
                gone.forEach(name -> world.faults().deactivate(name));
                read.forEach(scenario -> world.faults().activate(scenario));
            } catch (WorldDeletedException e) {
                LOG.debug("nothing to do in it", e);
            }
        }
    }

    /** Reads scenario files; all that is wrong in any of them is said at once. */
    public static List<Scenario> read(List<Path> files, List<ProviderInstance> apis)
            throws InvalidFileException, IOException {
        ScenarioReader reader = new ScenarioReader(apis);
        List<Scenario> scenarios = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            try {
                Scenario scenario = reader.read(file.toString(), StartStates.text(file));
                if (!names.add(scenario.name())) {
                    problems.add(file + ":1: there is a scenario '" + scenario.name() + "' already");
                }
                scenarios.add(scenario);
            } catch (InvalidFileException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return scenarios;
    }

    /** Reads the files again whenever one of their folders changes; a bad one is logged, and the old ones stay. */
    public void watch(Worlds worlds) throws IOException {
        WatchService service = FileSystems.getDefault().newWatchService();
        Set<Path> folders = new HashSet<>();
        files.forEach(file -> folders.add(file.toAbsolutePath().normalize().getParent()));
        for (Path folder : folders) {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
        Thread thread = new Thread(() -> follow(service, worlds), "watch");
        thread.setDaemon(true);
        thread.start();
        watching = service;
    }

    private void follow(WatchService service, Worlds worlds) {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                reload(worlds);
            }
        } catch (InterruptedException | java.nio.file.ClosedWatchServiceException e) {
            LOG.debug("watching has ended", e);
        }
    }

    private void reload(Worlds worlds) {
        try {
            load(worlds);
            LOG.info(
                    "scenarios read again: {}",
                    scenarios.stream().map(Scenario::name).toList());
        } catch (InvalidFileException | IOException e) {
            LOG.error("the scenarios stay as they were: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            watching.close();
        } catch (Exception e) {
            LOG.debug("it was no longer watched", e);
        }
    }
}
