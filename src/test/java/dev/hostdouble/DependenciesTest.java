package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every jar that the product runs with is used: a jar of which no class is loaded has come back by accident. */
class DependenciesTest {
    private static final Path CLASS_PATH = Path.of("target", "runtime-class-path");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_runtime_jar_is_loaded() throws Exception {
        String jars = Files.readString(CLASS_PATH).strip();
        Path log = folder.resolve("classes.log");
        Path output = folder.resolve("output.log");
        Process tour = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        String.join(File.pathSeparator, "target/classes", "target/test-classes", jars),
                        RuntimeTour.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(tour.waitFor()).as(Files.readString(output)).isZero();

        String loaded = Files.readString(log);
        List<String> idle = Stream.of(jars.split(File.pathSeparator))
                .map(jar -> Objects.requireNonNull(Path.of(jar).getFileName()).toString())
                .filter(jar -> !loaded.contains("/" + jar))
                .toList();
        assertThat(idle).isEmpty();
        assertThat(loaded)
                .contains("dev.hostdouble.cli.Main ")
                .doesNotContain("dev.hostdouble.junit.", "dev.hostdouble.testcontainers.");
    }

    @Test
    void the_libraries_of_tests_are_not_among_them() throws Exception {
        assertThat(Files.readString(CLASS_PATH))
                .contains("jackson-databind")
                .doesNotContain(
                        "junit", "opentest4j", "apiguardian", "testcontainers", "docker-java", "/jna", "assertj");
    }
}
