package dev.hostdouble.start;

import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.world.World;
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

/** The scenario files named at the start: active in every world, and reloaded when they change, if asked for. */
public final class ScenarioFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScenarioFiles.class);

    private final List<Path> files;
    private final ScenarioReader reader;
    private volatile List<Scenario> scenarios = List.of();
    private volatile AutoCloseable watching = () -> {};

    /** The scenarios in these files, about operations of these providers; {@link #load} reads them. */
    public ScenarioFiles(List<Path> files, List<Provider> providers) {
        this.files = files;
        this.reader = new ScenarioReader(providers);
    }

    /** The scenarios as last read. */
    public List<Scenario> scenarios() {
        return scenarios;
    }

    /**
     * Reads the files and activates their scenarios in all worlds, existing and future.
     *
     * @throws InvalidFileException naming everything that is wrong in any of them; then nothing changes
     */
    public void load(Worlds worlds) throws InvalidFileException, IOException {
        if (files.isEmpty()) {
            return;
        }
        List<Scenario> read = read();
        Set<String> gone = new HashSet<>();
        scenarios.forEach(scenario -> gone.add(scenario.name()));
        read.forEach(scenario -> gone.remove(scenario.name()));
        scenarios = read;
        for (World world : worlds.list()) {
            try {
                world.run(session -> {
                    gone.forEach(session.scenarios()::deactivate);
                    read.forEach(session::activate);
                });
            } catch (World.DeletedException e) {
                LOG.debug("world deleted meanwhile", e);
            }
        }
    }

    /** Reads the files; reports everything that is wrong in all of them at once. */
    public List<Scenario> read() throws InvalidFileException, IOException {
        List<Scenario> scenarios = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            try {
                Scenario scenario = reader.read(file.toString(), StartStates.text(file));
                if (!names.add(scenario.name())) {
                    problems.add(file + ":1: duplicate scenario '" + scenario.name() + "'");
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

    /** Reads the files again whenever one of their folders changes; an invalid one is logged, and the old ones stay active. */
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
            LOG.debug("watching ended", e);
        }
    }

    private void reload(Worlds worlds) {
        try {
            load(worlds);
            LOG.info(
                    "scenarios reloaded: {}",
                    scenarios.stream().map(Scenario::name).toList());
        } catch (InvalidFileException | IOException e) {
            LOG.error("scenarios not reloaded: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            watching.close();
        } catch (Exception e) {
            LOG.debug("cannot stop watching", e);
        }
    }
}
