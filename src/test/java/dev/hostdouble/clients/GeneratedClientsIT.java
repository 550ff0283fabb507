package dev.hostdouble.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.clients.Program.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generates a Java client of each OpenAPI document that a server returns, compiles all of them, and calls the server with
 * them. {@code .ci/programs} brings the generator and the libraries of its clients.
 */
class GeneratedClientsIT {
    private static final List<String> DOCUMENTS = List.of("hostkey", "hosterapi", "vss", "control");

    /** The generator, and the libraries of its clients that are not on the class path of the tests. */
    private static final Path GENERATOR = Path.of("target", "generator").toAbsolutePath();

    private static final Path CALLER = Path.of("src/it/openapi/GeneratedClients.java");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** What generated clients use, of the class path of the tests. */
    private static final Pattern LIBRARY =
            Pattern.compile(".*/(jackson|http(client|core|mime)|commons-logging)[^/]*\\.jar");

    private static final String ARTIFACT = "org.openapitools:openapi-generator-cli:7.17.0";
    private static final Path PAGE = Path.of("docs/openapi.md");

    private static final String EXAMPLE = """
            import com.fasterxml.jackson.databind.DeserializationFeature;
            import hostkey.ApiClient;
            import hostkey.api.IsoApi;
            import hostkey.model.ErrorReply;
            import hostkey.model.IsoListIsoReply;

            final class PageExample {
                public static void main(String[] arguments) throws Exception {
                    ApiClient client = new ApiClient();
                    %s
                }
            }
            """;

    private static final String CONFIG = """
            generatorName: java
            library: native
            inputSpec: %1$s
            outputDir: %2$s
            globalProperties: { apiTests: "false", modelTests: "false", apiDocs: "false", modelDocs: "false" }
            additionalProperties:
              apiPackage: %3$s.api
              modelPackage: %3$s.model
              invokerPackage: %3$s
              openApiNullable: false
            """;

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final Path folder;

    GeneratedClientsIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
    }

    @BeforeEach
    void requireGenerator() {
        if (!Files.exists(generator())) {
            Program.skip("generated clients: no " + generator() + "; run .ci/programs");
        }
    }

    private static Path generator() {
        return GENERATOR.resolve("openapi-generator-cli-7.17.0.jar");
    }

    @Test
    void clients_that_are_generated_from_the_documents_call_the_server() throws Exception {
        for (String document : DOCUMENTS) {
            Ended validation = run(List.of("validate", "-i", url(document)));
            // The models of events are for readers of a stream, which is a text.
            assertThat(validation.output().lines().map(String::strip).filter(line -> line.startsWith("- ")))
                    .allMatch(line -> document.equals("control") && line.matches("- Unused model: \\w+Event"));
        }
        List<String> batch = new ArrayList<>(List.of("batch"));
        for (String document : DOCUMENTS) {
            Path config = folder.resolve(document + ".yaml");
            Files.writeString(config, CONFIG.formatted(url(document), folder.resolve(document), document));
            batch.add(config.toString());
        }
        run(batch);
        compile();
        String classPath = folder.resolve("classes") + File.pathSeparator + classPath();
        assertThat(java("-cp", classPath, "PageExample").output()).isEmpty();
        assertThat(java("-cp", classPath, "GeneratedClients").output().lines())
                .containsExactly(
                        "clock: manual",
                        "worlds: [generated, generated-too]",
                        "verified: true",
                        "in the catalogue: [200ms]",
                        "scenarios: [hosterapi/job-stuck, any/slow-provider, mine, other]",
                        "deactivated: other",
                        "changed: true",
                        "job: failed",
                        "requests: 1",
                        "request: hosterapi/server.create",
                        "archive: 1.2",
                        "cleared: true",
                        // The example of the page has called this one.
                        "coverage: hostkey/iso.list_iso, cleared true, of all worlds true",
                        "images: [ubuntu-22.04.iso, windows-server-2022.iso]",
                        "error: Server not found",
                        "task: Not ready",
                        "servers: [4001, 4002, 4003]",
                        "error: 404",
                        "images on a page: 2");
    }

    @Test
    void the_commands_of_the_page_generate_clients() throws Exception {
        List<String> commands = blocks("sh").stream()
                .map(block -> block.replace("\\\n", "").strip())
                .toList();
        assertThat(Files.readString(Path.of(".ci/programs"))).contains(ARTIFACT);
        assertThat(commands.get(0)).contains(ARTIFACT);
        for (String command : commands.subList(1, commands.size())) {
            List<String> words = Pattern.compile(" +").splitAsStream(command).toList();
            assertThat(words.subList(0, 3))
                    .containsExactly("java", "-jar", String.valueOf(generator().getFileName()));
            run(words.subList(3, words.size()).stream()
                    .map(word ->
                            word.replace("http://127.0.0.1:8080", emulator.url().toString()))
                    .toList());
            assertThat(folder.resolve(words.get(words.size() - 1))).isNotEmptyDirectory();
        }
        assertThat(commands).hasSize(4);
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The lines in Java of the page, as a program. */
    private Path example() throws IOException {
        List<String> lines = blocks("java");
        assertThat(lines).hasSize(1);
        Path file = folder.resolve("PageExample.java");
        Files.writeString(file, EXAMPLE.formatted(lines.get(0)));
        return file;
    }

    /** The clients of this document are those of this world. */
    private String url(String document) {
        return emulator.url() + "/_w/generated/_emulator/openapi/" + document + ".json";
    }

    private Ended run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("-XX:TieredStopAtLevel=1", "-jar", generator().toString()));
        command.addAll(arguments);
        return java(command.toArray(String[]::new));
    }

    private Ended java(String... arguments) throws Exception {
        String[] command = Stream.concat(Stream.of(JAVA), Stream.of(arguments)).toArray(String[]::new);
        return new Program(folder, Map.of()).run(command).fine();
    }

    private void compile() throws IOException {
        List<Path> sources = new ArrayList<>(List.of(CALLER, example()));
        for (String document : DOCUMENTS) {
            try (Stream<Path> files = Files.walk(folder.resolve(document).resolve("src/main/java"))) {
                files.filter(Files::isRegularFile).forEach(sources::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-nowarn",
                    "-proc:none",
                    "-cp",
                    classPath(),
                    "-d",
                    folder.resolve("classes").toString());
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                            .call())
                    .isTrue();
        }
    }

    private static String classPath() throws IOException {
        try (Stream<Path> libraries = Files.list(GENERATOR)) {
            return Stream.concat(
                            libraries.filter(jar -> !jar.equals(generator())).map(Path::toString),
                            Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                                    .splitAsStream(System.getProperty("java.class.path"))
                                    .filter(jar -> LIBRARY.matcher(jar).matches()))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
