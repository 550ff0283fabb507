package dev.hostdouble.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a report: what is written there, and what is left alone. */
class ReportFolderTest {
    @TempDir
    Path temporary = Path.of("");

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static void refused(Path folder, String message) {
        assertThatThrownBy(() -> ReportFolder.at(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(folder.toString(), message);
    }

    @Test
    void it_is_created_with_all_files() throws Exception {
        Path folder = temporary.resolve("new/report");
        ReportFolder.at(folder).write(Explorations.everyVerdict());
        assertThat(files(folder))
                .containsExactly(
                        "findings.sarif",
                        "junit.xml",
                        "report.html",
                        "report.json",
                        "scenarios/01-duplicate-hosterapi-server.create.yaml",
                        "scenarios/02-false_success-hosterapi-server.create.yaml",
                        "scenarios/03-leak-hosterapi-server.create.yaml",
                        "scenarios/04-leak-hosterapi-server.list.yaml",
                        "scenarios/05-hang-hosterapi-server.create.yaml",
                        "scenarios/06-crash-hosterapi-server.create.yaml",
                        "scenarios/07-hammer-hosterapi-server.create.yaml");
        Exploration written = Explorations.everyVerdict();
        assertThat(folder.resolve("report.json")).hasContent(ExploreJson.of(written));
        assertThat(folder.resolve("report.html")).hasContent(ExplorePage.of(written));
        assertThat(folder.resolve("junit.xml")).hasContent(ExploreXml.of(written));
        assertThat(folder.resolve("findings.sarif")).hasContent(ExploreSarif.of(written));
        assertThat(folder.resolve("scenarios/01-duplicate-hosterapi-server.create.yaml"))
                .hasContent(written.findings().get(0).shown().scenario());
    }

    @Test
    void any_text_can_be_written() throws Exception {
        ReportFolder.at(temporary).write(Explorations.nasty());
        String written = new String(ExplorePage.of(Explorations.nasty()).getBytes(UTF_8), UTF_8);
        assertThat(temporary.resolve("report.html")).hasContent(written);
        assertThat(temporary.resolve("scenarios/01-crash-hosterapi-server.create.yaml"))
                .content()
                .contains("\ud83d\ude00", "? \ufffe end");
    }

    @Test
    void a_report_replaces_an_earlier_one_and_leaves_other_files_alone() throws Exception {
        ReportFolder.at(temporary).write(Explorations.everyVerdict());
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        Files.writeString(temporary.resolve("scenarios/mine.yaml"), "mine");
        Files.writeString(temporary.resolve("scenarios/01-mine.yaml"), "mine");
        Exploration leak =
                Explorations.of(List.of(Explorations.result(Trial.of(Explorations.lostReply()), Verdict.LEAK)));
        ReportFolder.at(temporary).write(leak);
        assertThat(files(temporary))
                .containsExactly(
                        "findings.sarif",
                        "junit.xml",
                        "notes.txt",
                        "report.html",
                        "report.json",
                        "scenarios/01-leak-hosterapi-server.create.yaml",
                        "scenarios/01-mine.yaml",
                        "scenarios/mine.yaml");
        assertThat(temporary.resolve("report.json")).hasContent(ExploreJson.of(leak));
    }

    @Test
    void why_a_folder_cannot_be_created_is_more_than_its_name() {
        Path folder = temporary.resolve("n".repeat(300));
        assertThatThrownBy(() -> ReportFolder.at(folder))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("cannot create the folder .* for the report: [A-Za-z ]+");
    }

    @Test
    void a_file_is_no_folder() throws Exception {
        Path file = Files.writeString(temporary.resolve("report"), "mine");
        refused(file, "it is a file, expected a folder");
        refused(file.resolve("below"), "cannot create the folder");
        assertThat(file).hasContent("mine");
    }

    @Test
    void a_folder_with_other_files_is_refused() throws Exception {
        for (String json : List.of("", "{}", "{\"schema\":\"other\"}", "[\"hostdouble-explore/1\"]", "{\"schema\":")) {
            Files.writeString(temporary.resolve("report.json"), json);
            refused(temporary, "expected a new or an empty folder, or one with an earlier report");
        }
        assertThat(files(temporary)).containsExactly("report.json");
    }

    @Test
    void nothing_is_written_where_links_lead() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("report"));
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Path other = Files.writeString(temporary.resolve("other.html"), "mine");
        ReportFolder.at(folder).write(Explorations.sound());
        Files.delete(folder.resolve("report.html"));
        Files.createSymbolicLink(folder.resolve("report.html"), other);
        Files.createSymbolicLink(folder.resolve("junit.xml.next"), other);
        ReportFolder.at(folder).write(Explorations.sound());
        assertThat(other).hasContent("mine");
        assertThat(folder.resolve("report.html")).hasContent(ExplorePage.of(Explorations.sound()));
        Files.delete(folder.resolve("scenarios"));
        Files.createSymbolicLink(folder.resolve("scenarios"), elsewhere);
        refused(folder, "scenarios is not a folder");
    }

    @Test
    void what_cannot_be_written_is_named_and_leaves_no_half_report() throws Exception {
        ReportFolder folder = ReportFolder.at(temporary);
        Files.createDirectories(temporary.resolve("findings.sarif/full"));
        assertThatThrownBy(() -> folder.write(Explorations.everyVerdict()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot write " + temporary.resolve("findings.sarif"));
        assertThat(files(temporary)).doesNotContain("report.json").noneMatch(name -> name.endsWith(".next"));
    }
}
