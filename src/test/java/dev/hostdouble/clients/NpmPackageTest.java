package dev.hostdouble.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the npm package says about itself; {@link NpmIT} runs it. */
class NpmPackageTest {
    private static final Path FOLDER = Path.of("src", "npm");

    private final JsonNode manifest =
            new ObjectMapper().readTree(FOLDER.resolve("package.json").toFile());

    NpmPackageTest() throws IOException {}

    @Test
    void it_has_the_version_and_the_licence_of_the_project() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom)
                .contains("<artifactId>hostdouble</artifactId>\n  <version>"
                        + manifest.path("version").asText() + "</version>")
                .contains("<name>" + manifest.path("license").asText() + "</name>");
    }

    @Test
    void it_depends_on_nothing_and_names_no_registry() {
        manifest.fieldNames().forEachRemaining(name -> assertThat(name).doesNotContainIgnoringCase("dependencies"));
        assertThat(FOLDER.resolve("package-lock.json")).doesNotExist();
        assertThat(FOLDER.resolve(".npmrc")).doesNotExist();
    }
}
