package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody should read: they are refused in time, and their contents are not printed. */
class UntrustedFilesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter said = new StringWriter();

    /** Every way to name a file. */
    static Stream<List<String>> ways() {
        return Stream.of(
                List.of("check", "FILE"),
                List.of("replay", "FILE"),
                List.of("serve", "--port", "0", "--world", "FILE"),
                List.of("serve", "--port", "0", "--scenario", "FILE"),
                List.of("serve", "--port", "0", "--config", "FILE"),
                List.of("health", "--config", "FILE"));
    }

    private int run(List<String> way, Path file) {
        said.getBuffer().setLength(0);
        String[] args =
                way.stream().map(word -> word.replace("FILE", file.toString())).toArray(String[]::new);
        return Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> Main.run(args, Map.of(), new PrintWriter(said, true), new PrintWriter(said, true)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_pipe_and_a_device_are_refused_at_once(List<String> way) throws Exception {
        Path pipe = folder.resolve("pipe.yaml");
        Assumptions.assumeTrue(makePipe(pipe), "this system has no mkfifo");
        Path device = Files.createSymbolicLink(folder.resolve("zero.yaml"), Path.of("/dev/zero"));
        for (Path file : List.of(pipe, device, Path.of("/dev/zero"))) {
            assertThat(run(way, file)).isNotZero();
            assertThat(said.toString())
                    .containsPattern("not a regular file|no folder")
                    .contains(file.toString());
        }
    }

    private static boolean makePipe(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void a_pipe_in_a_world_folder_is_refused_at_once() throws Exception {
        for (String name : List.of("hosterapi.yaml", "world.yaml")) {
            Path world = Files.createDirectory(folder.resolve("of-" + name));
            Assumptions.assumeTrue(makePipe(world.resolve(name)), "this system has no mkfifo");
            assertThat(run(List.of("serve", "--port", "0", "--world", "FILE"), world))
                    .isEqualTo(1);
            assertThat(said.toString()).contains(name + ":1: not a regular file");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_huge_file_is_refused_with_its_size_and_the_limit(List<String> way) throws Exception {
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        assertThat(run(way, huge)).isNotZero();
        if (!way.contains("--world")) {
            assertThat(said.toString()).containsPattern("larger than \\d+ MiB \\(3221225472 bytes\\)");
        }
    }

    /** Files that people have, each with what must not be printed. */
    private static final Map<String, String> SECRETS = Map.of(
            "passwd",
                    "root:x:0:0:S3CRET-NAME:/root:/bin/bash\nS3CRET-USER-with-a-long-name-over-forty-characters:x:1:\n",
            "env", "DB_PASSWORD=S3CRET\nexport TOKEN='S3CRET'\nexport OTHER: S3CRET: S3CRET\n",
            "env-mapping", "DB_PASSWORD: S3CRET\nTOKEN: \"S3CRET\"\n",
            "key", """
                    -----BEGIN RSA PRIVATE KEY-----
                    S3CRETAoIBAQC7S3CRET+/S3CRETS3CRETS3CRETS3CRETS3CRET
                    S3CRET
                    -----END RSA PRIVATE KEY-----
                    """,
            "json", "{\"password\": \"S3CRET\", \"keys\": [\"S3CRET\", {\"a\": \"S3CRET\"}]}",
            "broken-json", "{\"a\": S3CRETS3CRET, \"b\": \"S3CRET}",
            "yaml-tail", "a: b\n  c: S3CRET\n d: 'S3CRET\n",
            "list", "- S3CRET\n- S3CRET: S3CRET\n",
            "alias", "a: *S3CRET-anchor-of-much-more-than-forty-letters-S3CRET\nb: &S3CRET x\n",
            "binary", "\u0000\u0001S3CRET\u0000\u001b[31mS3CRET");

    static Stream<String> secrets() {
        return SECRETS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void the_contents_of_a_wrong_file_are_not_printed(String name) throws Exception {
        Path file = Files.writeString(folder.resolve(name), String.valueOf(SECRETS.get(name)));
        for (List<String> way : ways().toList()) {
            assertThat(run(way, file)).isNotZero();
            // An alias is a name, whose beginning is the place.
            String text = name.equals("alias") ? said.toString().replaceFirst("\\*S3CRET", "") : said.toString();
            assertThat(text).as(way.toString()).doesNotContain("S3CRET", "\u001b", "\u0000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi.yaml", "hostkey.yaml", "vss.yaml", "world.yaml"})
    void nor_those_of_a_file_with_the_name_of_a_start_state(String state) throws Exception {
        for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
            Path file = Files.writeString(folder.resolve(state), secret.getValue());
            assertThat(run(List.of("check", "FILE"), file)).as(secret.getKey()).isEqualTo(1);
            String text =
                    secret.getKey().equals("alias") ? said.toString().replaceFirst("\\*S3CRET", "") : said.toString();
            assertThat(text).as(secret.getKey()).doesNotContain("S3CRET", "\u001b", "\u0000");
        }
    }

    @Test
    void a_recording_that_is_broken_is_not_printed() throws Exception {
        Path file = folder.resolve("recording.json");
        for (String text : List.of(
                "{\"replay\":2, S3CRET",
                "{\"replay\":2,\"a\":S3CRET}",
                "{\"replay\":2,\"S3CRET\":1,\"S3CRET\":1,\"events\":5}",
                "{\"replay\":\"S3CRET\"}",
                "{\"replay\":2,\"events\":[{\"at\":\"S3CRET\",\"elapsed\":\"S3CRET\"}]}")) {
            Files.writeString(file, text);
            assertThat(run(List.of("replay", "FILE"), file)).as(text).isEqualTo(1);
            assertThat(said.toString()).doesNotContain("S3CRET");
        }
    }
}
