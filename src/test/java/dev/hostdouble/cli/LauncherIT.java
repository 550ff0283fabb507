package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/hostdouble} with the archive that {@code bin/archive} makes, in a folder of their own, on the Java of the tests. */
class LauncherIT {
    private static final Path TARGET = Path.of("target");
    private static final String ARCHIVED = "dev.hostdouble.cli.Main source: shared objects file";
    private static final String LOADED = "dev.hostdouble.cli.Main source: file:";

    @TempDir
    private Path app = Path.of("");

    private record Ended(int code, String output) {}

    @BeforeEach
    void install() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(TARGET.resolve("hostdouble.jar")), "no target/hostdouble.jar; build it first");
        for (String file : List.of("bin/hostdouble", "bin/archive")) {
            Files.createDirectories(app.resolve("bin"));
            Files.copy(Path.of(file), app.resolve(file));
        }
        Files.copy(TARGET.resolve("hostdouble.jar"), app.resolve("hostdouble.jar"));
        Files.createDirectory(app.resolve("lib"));
        try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, app.resolve("lib").resolve(String.valueOf(jar.getFileName())));
            }
        }
    }

    private Ended run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(app.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("JDK_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private Ended version(String options) throws IOException, InterruptedException {
        return run(Map.of("JAVA_OPTS", options), "bin/hostdouble", "--version");
    }

    private Map<String, FileTime> files() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(app)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                times.put(app.relativize(file).toString(), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    @Test
    void the_archive_is_beside_the_jar_and_is_used() throws Exception {
        Map<String, FileTime> before = files();
        Ended made = run(Map.of("HOSTDOUBLE_PORT", "1"), "bin/archive");
        assertThat(made.output()).isEmpty();
        assertThat(made.code()).isZero();

        List<String> added = new ArrayList<>(files().keySet());
        added.removeAll(before.keySet());
        assertThat(added).hasSize(2).allMatch(name -> name.matches("hostdouble\\.(aot|jsa)(\\.files)?"));
        Map<String, FileTime> after = files();
        after.keySet().removeAll(added);
        assertThat(after).isEqualTo(before);

        assertThat(version("-Xlog:class+load:stdout").output())
                .contains(ARCHIVED)
                .doesNotContain(LOADED);
    }

    @Test
    void an_archive_of_another_jar_is_never_used() throws Exception {
        run(Map.of(), "bin/archive");
        Path jar = app.resolve("hostdouble.jar");
        FileTime time = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(time.toMillis() - 10_000));
        Ended older = version("-Xlog:class+load:stdout");
        assertThat(older.output())
                .contains("hostdouble.jar, lib or Java has changed", LOADED, "hostdouble 0.1.0")
                .doesNotContain(ARCHIVED);

        Files.setLastModifiedTime(jar, time);
        assertThat(version("-Xlog:class+load:stdout").output()).contains(ARCHIVED);
        try (Stream<Path> jars = Files.list(app.resolve("lib"))) {
            Path library = jars.filter(one -> one.toString().contains("slf4j"))
                    .findFirst()
                    .orElseThrow();
            Files.write(library, new byte[1], java.nio.file.StandardOpenOption.APPEND);
        }
        assertThat(version("-Xlog:class+load:stdout").output()).contains(LOADED).doesNotContain(ARCHIVED);
    }

    @Test
    void options_of_the_user_replace_those_of_the_launcher() throws Exception {
        String printed = "-XX:+PrintCommandLineFlags";
        assertThat(run(Map.of("JDK_JAVA_OPTIONS", printed), "bin/hostdouble", "--version")
                        .output())
                .contains("hostdouble 0.1.0")
                .doesNotContain("TieredStopAtLevel");
        assertThat(version(printed + " -XX:+UseParallelGC").output())
                .contains("hostdouble 0.1.0", "-XX:+UseParallelGC")
                .doesNotContain("UseSerialGC");
    }
}
