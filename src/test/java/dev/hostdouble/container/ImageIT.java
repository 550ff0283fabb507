package dev.hostdouble.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the image, and how it is built. */
class ImageIT {
    private static final long LARGEST_BYTES = 120_000_000;

    /** The base, the runtime, links to glibc, and the libraries. */
    private static final int LAYERS_BELOW_THE_PROGRAM = 4;

    @BeforeEach
    void build() throws IOException {
        Podman.buildOnce();
    }

    private static String inspect(String format) throws IOException {
        return Podman.output("podman image inspect --format '" + format + "' " + Podman.IMAGE);
    }

    private static String inside(String commands) throws IOException {
        return Podman.output("podman run --rm --entrypoint sh " + Podman.IMAGE + " -c '" + commands + "'");
    }

    private static String run(String arguments) throws IOException {
        return Podman.output("podman run --rm " + Podman.IMAGE + " " + arguments);
    }

    @Test
    void it_is_small() throws IOException {
        assertThat(Long.parseLong(inspect("{{.Size}}"))).isLessThan(LARGEST_BYTES);
    }

    @Test
    void its_configuration_says_what_it_is() throws IOException {
        assertThat(inspect("{{.User}} {{.Config.StopSignal}} {{.Config.ExposedPorts}} {{.Config.Healthcheck.Test}}"))
                .isEqualTo("998:998 SIGTERM map[8080/tcp:{}] [CMD /app/bin/health]");
        assertThat(inspect("{{.Labels}}"))
                .contains(
                        "org.opencontainers.image.title:Hostdouble",
                        "org.opencontainers.image.licenses:Apache-2.0",
                        "org.opencontainers.image.version:" + run("--version").replace("hostdouble ", ""));
    }

    @Test
    void nobody_but_root_can_change_the_program() throws IOException {
        assertThat(inside("find / -xdev -user 998; find /app /opt -perm -o+w -type f"))
                .isEqualTo("/data");
    }

    @Test
    void the_archive_of_classes_is_of_these_files_and_is_used() throws IOException {
        assertThat(inside("cd /app && sha256sum -c hostdouble.aot.sha256"))
                .contains("hostdouble.jar: OK")
                .doesNotContain("FAILED");
        String loaded = Podman.output(
                "podman run --rm -e JAVA_TOOL_OPTIONS=-Xlog:class+load:stdout " + Podman.IMAGE + " --version");
        assertThat(loaded)
                .contains("dev.hostdouble.cli.Main source: shared objects file", "hostdouble 0.1.0")
                .doesNotContain("dev.hostdouble.cli.Main source: file:");
    }

    @Test
    void a_server_loads_almost_all_classes_from_the_archive() throws IOException {
        try (Container container = Container.start("-e JAVA_TOOL_OPTIONS=-Xlog:class+load:stdout", "")) {
            container.get("/_emulator/health");
            List<String> loaded = container
                    .log()
                    .lines()
                    .filter(line -> line.contains(" source: "))
                    .toList();
            long archived = loaded.stream()
                    .filter(line -> line.contains("shared objects file"))
                    .count();
            assertThat(archived).isGreaterThan(loaded.size() * 9L / 10);
        }
    }

    @Test
    void the_runtime_has_what_the_jar_needs() throws IOException {
        for (String command : List.of("scenarios", "operations")) {
            StringWriter printed = new StringWriter();
            PrintWriter out = new PrintWriter(printed, true);
            Main.run(new String[] {command}, out, out);
            assertThat(run(command)).isEqualTo(printed.toString().strip());
        }
        assertThat(inside("ls /app/lib")).doesNotContain("junit", "testcontainers");
    }

    @Test
    void it_checks_files(@TempDir Path folder) throws IOException {
        Path scenario = Files.writeString(folder.resolve("mine.yaml"), "scenario: mine\nrules: nonsense\n");
        Podman.Result result =
                Podman.shell("podman run --rm -v " + scenario + ":/mine.yaml:ro " + Podman.IMAGE + " check /mine.yaml");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("/mine.yaml:2:8: ");
    }

    @Test
    void another_program_is_another_layer_and_never_runs_old_classes(@TempDir Path folder) throws IOException {
        String below = layers(Podman.IMAGE);
        String changed = "localhost/hostdouble:changed";
        Podman.shell("cp -a Dockerfile .dockerignore .mvn LICENSE bin fixtures pom.xml scenarios " + folder
                        + " && mkdir " + folder + "/src && cp -a src/main " + folder + "/src")
                .succeeds();
        Path main = folder.resolve("src/main/java/dev/hostdouble/cli/Main.java");
        String source = Files.readString(main);
        assertThat(source).contains("\"hostdouble \" + Version.current()");
        Files.writeString(main, source.replace("\"hostdouble \" + Version", "\"changed \" + Version"));

        // Without the repository: what the first build downloaded is enough.
        String log = Podman.buildOf(folder, changed).succeeds().output();
        assertThat(log).contains("Using cache");

        assertThat(Podman.output("podman run --rm " + changed + " --version")).isEqualTo("changed 0.1.0");
        assertThat(layers(changed)).isEqualTo(below);

        // An image that only puts another jar in, as somebody may who does not build the archive again.
        Path jar = folder.resolve("changed.jar");
        Podman.shell("id=$(podman create " + changed + ") && podman cp $id:/app/hostdouble.jar " + jar
                        + " && podman rm $id")
                .succeeds();
        Podman.Result mounted = Podman.shell(
                        "podman run --rm -v " + jar + ":/app/hostdouble.jar:ro " + Podman.IMAGE + " --version")
                .succeeds();
        assertThat(mounted.output()).contains("changed 0.1.0", "without the archive of classes");
    }

    private static String layers(String image) throws IOException {
        List<String> layers = Podman.output(
                        "podman image inspect --format '{{range .RootFS.Layers}}{{println .}}{{end}}' " + image)
                .lines()
                .toList();
        assertThat(layers).hasSizeGreaterThan(LAYERS_BELOW_THE_PROGRAM);
        return String.join("\n", layers.subList(0, LAYERS_BELOW_THE_PROGRAM));
    }
}
