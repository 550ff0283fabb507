package dev.hostdouble.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coverage of a run. */
class CoverageFilesTest {
    @HostdoubleTest
    static class Two {
        @Test
        void lists(@BaseUrl("hosterapi") URI url) throws IOException {
            read(url.toURL(), "/api/v1/datacenter/server");
        }

        @Test
        void asks(@BaseUrl("hosterapi") URI url) throws IOException {
            read(url.toURL(), "/api/v1/datacenter/templates");
        }
    }

    @HostdoubleTest
    @World("rich")
    static class OnAnotherServer {
        @Test
        void lists(@BaseUrl("vss") URI url) throws IOException {
            read(url.toURL(), "/v2/iso");
        }
    }

    private static void read(URL base, String path) throws IOException {
        URL url = URI.create(base + path).toURL();
        ((java.net.HttpURLConnection) url.openConnection()).getResponseCode();
    }

    @Test
    void the_files_have_what_all_tests_of_a_server_met(@TempDir Path folder) throws Exception {
        Path files = folder.resolve("new/folder");
        Run run = Run.of(folder, Map.of(CoverageFiles.PARAMETER, files.toString()), Two.class, OnAnotherServer.class);
        assertThat(run.failures()).isEmpty();
        assertThat(files.toFile().list())
                .containsExactlyInAnyOrder(
                        "coverage.txt",
                        "coverage.xml",
                        "coverage.html",
                        "coverage-2.txt",
                        "coverage-2.xml",
                        "coverage-2.html");
        assertThat(Files.readString(files.resolve("coverage.txt")))
                .contains("hosterapi/server.list: 1 of 3", "hosterapi/server.templates: ")
                .doesNotContain("vss/iso.list: 0 of");
        assertThat(Files.readString(files.resolve("coverage-2.txt"))).contains("vss/iso.list: 0 of 2");
        assertThat(Files.readString(files.resolve("coverage.xml"))).startsWith("<?xml ");
        assertThat(Files.readString(files.resolve("coverage.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void there_are_none_unless_a_folder_is_named(@TempDir Path folder) {
        assertThat(Run.of(folder, Two.class).failures()).isEmpty();
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_made_fails_no_test(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Run run = Run.of(folder, Map.of(CoverageFiles.PARAMETER, file.toString()), Two.class);
        assertThat(run.failures()).isEmpty();
    }
}
