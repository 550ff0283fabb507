package dev.hostdouble.control;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window, if the machine has one. Nothing is installed for it. */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<Path> PLACES =
            List.of(Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** Without a window, and without anything that the browser would do by itself. */
    public static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-proxy-server");

    private final Process process;

    private Browser(Process process) {
        this.process = process;
    }

    /** The program of a Chromium or a Chrome. */
    public static Optional<Path> find() {
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, PLACES.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Opens a page.
     *
     * @param profile an empty folder
     * @param evil a host name that the browser shall take for one of this machine
     */
    static Browser open(Path program, Path profile, String evil, String url) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(FLAGS);
        command.addAll(List.of(
                "--user-data-dir=" + profile.resolve("profile"),
                "--host-resolver-rules=MAP " + evil + " 127.0.0.1",
                url));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile());
        builder.environment().put("TMPDIR", profile.toString());
        return new Browser(builder.start());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
