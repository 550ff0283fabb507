package dev.hostdouble.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.container.Podman;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container with a real engine: the socket of Podman, and the image that the container's tests have built. */
class HostdoubleContainerIT {
    private static final Pattern EXPORT = Pattern.compile("([A-Z_]+)=(\\S+)");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```java\\n([^`]*class ContainerTest [^`]*)^```$");

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> environment = new TreeMap<>();

    @Test
    void the_stories_and_the_example_of_the_page_run() throws Exception {
        Podman.buildOnce();
        environment();
        require(run("podman", "--version") == 0, "no podman");
        require(
                run("podman", "image", "exists", LocalImage.NAME) == 0,
                "no image " + LocalImage.NAME + " in Podman's storage; the tests of the container build it");
        compileExample();
        Path socket = folder.resolve("p.sock");
        Process engine = start(List.of("podman", "system", "service", "--time=0", "unix://" + socket), "engine.log");
        try {
            for (int i = 0; i < 100 && !Files.exists(socket); i++) {
                Thread.sleep(100);
            }
            environment.put("DOCKER_HOST", "unix://" + socket);
            environment.put("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1");
            environment.put("TESTCONTAINERS_RYUK_DISABLED", "true");
            environment.put("TESTCONTAINERS_IMAGE_SUBSTITUTOR", LocalImage.class.getName());
            Process tests = start(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            folder + File.pathSeparator + System.getProperty("java.class.path"),
                            JupiterRun.class.getName(),
                            ContainerStories.class.getName(),
                            "example.ContainerTest"),
                    "tests.log");
            assertThat(tests.waitFor(150, TimeUnit.SECONDS))
                    .as(log("tests.log"))
                    .isTrue();
            assertThat(tests.exitValue()).as(log("tests.log")).isZero();
            assertThat(log("tests.log")).contains("succeeded 3");
        } finally {
            engine.destroy();
            engine.waitFor();
        }
    }

    /** Where the container's tests keep their storage, if they have run. */
    private void environment() throws IOException {
        Path file = Path.of(System.getProperty("container.environment", "target/container/environment"));
        if (Files.exists(file)) {
            Matcher export = EXPORT.matcher(Files.readString(file));
            while (export.find()) {
                environment.put(export.group(1), export.group(2));
            }
        }
    }

    private static void require(boolean isThere, String missing) {
        if (!isThere) {
            System.err.println("HostdoubleContainerIT SKIPPED: " + missing);
        }
        Assumptions.assumeTrue(isThere, missing);
    }

    private void compileExample() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/junit.md")));
        assertThat(example.find()).isTrue();
        Path source = Files.writeString(folder.resolve("ContainerTest.java"), example.group(1));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(code).isZero();
    }

    private int run(String... command) throws InterruptedException {
        try {
            return start(List.of(command), "run.log").waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private Process start(List<String> command, String log) throws IOException {
        ProcessBuilder process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile());
        process.environment().putAll(environment);
        return process.start();
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
