package dev.hostdouble.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that has its libraries inside. */
class StandaloneJarIT {
    private static final Path JAR = Path.of("target/hostdouble-standalone.jar");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void requireJar() {
        if (!Files.exists(JAR)) {
            System.err.println(
                    "StandaloneJarIT SKIPPED: no " + JAR + "; make it with mvn -B -Dquick -DskipTests verify");
        }
        Assumptions.assumeTrue(Files.exists(JAR), "no " + JAR);
    }

    @Test
    void everything_in_it_lies_in_a_package_of_its_own() throws Exception {
        List<String> classes = new ArrayList<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            assertThat(names).allMatch(name -> name.startsWith("dev/hostdouble/") || name.startsWith("META-INF/"));
            assertThat(names)
                    .noneMatch(name -> name.startsWith("META-INF/versions/") || name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"))
                    .contains(
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "META-INF/libraries.md",
                            "dev/hostdouble/junit/HostdoubleTest.class",
                            "dev/hostdouble/testcontainers/HostdoubleContainer.class",
                            "dev/hostdouble/shaded/org/eclipse/jetty/server/Server.class");
            // javac -Xlint:path warns of each library that is named there and is not there.
            assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path"))
                    .isBlank();
            for (String name : names) {
                if (name.startsWith("META-INF/services/")) {
                    assertThat(name).startsWith("META-INF/services/dev.hostdouble.");
                    assertThat(text(jar, name).lines())
                            .isNotEmpty()
                            .allMatch(line -> line.startsWith("dev.hostdouble."));
                }
                if (name.startsWith("dev/hostdouble/junit/") && name.endsWith(".class")) {
                    classes.add(text(jar, name));
                }
            }
        }
        assertThat(String.join("", classes))
                .contains("org/junit/jupiter/api/extension")
                .doesNotContain("shaded/org/junit");
    }

    private static String text(JarFile jar, String name) throws IOException {
        byte[] bytes =
                jar.getInputStream(Objects.requireNonNull(jar.getEntry(name))).readAllBytes();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void every_command_runs_from_it_and_reads_no_foreign_logging() throws Exception {
        Files.writeString(folder.resolve("logback.xml"), "<configuration debug=\"true\"/>");
        assertThat(run("scenarios")).contains("hosterapi/lost-acknowledgement");
        assertThat(run("check", "any/slow-provider", "vss/pages-shift-forward"))
                .contains("fine")
                .doesNotContain("WARN");
        assertThat(run("operations")).contains("hosterapi/server.create");
        assertThat(run("--version")).startsWith("hostdouble ").doesNotContain("dev");
        assertThat(run("serve", "--help")).contains("--port");
        assertThat(run("serve", "--port", "0", "--https-port", "0", "--exit-with-stdin"))
                .contains(" and https://127.0.0.1:")
                .doesNotContain("Exception", "ERROR");
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder + ":" + JAR,
                "dev.hostdouble.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
