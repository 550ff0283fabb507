package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/explore.md} says about the output and the files is so. */
class ExploreDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (error|warning)? ?\\| (.*) \\|$");
    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n\\$ [^\n]*\n(.*?)```");
    private static final Pattern FILE = Pattern.compile("(?m)^\\| `([a-z]+[./][^`]*)` \\|");

    private final String page = Files.readString(Path.of("docs/explore.md"));

    ExploreDocsTest() throws IOException {}

    @Test
    void the_table_of_verdicts_has_all_of_them_in_their_order() {
        List<String> rows = ROW.matcher(page)
                .results()
                .map(row ->
                        row.group(1) + " " + Optional.ofNullable(row.group(2)).orElse("-"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Verdict.values())
                        .map(verdict -> verdict.word() + " "
                                + (verdict.isFinding() ? Severity.of(verdict).word() : "-"))
                        .toList());
        for (Verdict verdict : Verdict.values()) {
            assertThat(page)
                    .contains(verdict == Verdict.NO_EFFECT ? "the fault changed nothing" : "| " + verdict.text());
        }
    }

    @Test
    void the_table_of_files_has_what_is_written(@TempDir Path folder) throws IOException {
        ReportFolder.at(folder).write(Explorations.everyVerdict());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FILE.matcher(page)
                            .results()
                            .map(row -> row.group(1).replaceFirst("/.*", ""))
                            .toList());
        }
        assertThat(page).contains("up to " + ClientOutput.MOST + " characters");
    }

    @Test
    void the_output_is_written_as_it_is_shown() {
        Matcher block = BLOCK.matcher(page);
        assertThat(block.find()).isTrue();
        assertThat(block.group(1)).isEqualTo(ExploreText.of(ofThePage(), Optional.empty()));
    }

    private static Exploration ofThePage() {
        String path = "POST /api/v1/datacenter/server";
        ClientExit exit = new ClientExit(
                OptionalInt.of(0),
                Duration.ofMillis(800),
                "{\"result\":{\"status\":\"queued\",\"jobId\":16,\"progress\":0}}");
        TrialResult shown = new TrialResult(
                Trial.of(Explorations.lostReply()),
                Verdict.DUPLICATE,
                List.of(),
                "the client called hosterapi/server.create 2 times with effect instead of 1,"
                        + " and left 2 hosterapi/vm instead of 1",
                "A robust client cannot know whether an order without a clear reply took effect: it looks for the"
                        + " result, in a list or by the job, before it orders again.",
                """
                scenario: explore/lost-reply-hosterapi-server.create-1
                description: |
                  hosterapi/server.create, call 1: takes effect, but its reply is lost.
                rules:
                  - name: fault
                    on: hosterapi/server.create
                    calls: 1
                    effect: { lose_reply: true }
                    expect: 1
                """,
                List.of(
                        new CallLine(1, Explorations.CREATE, path, "no reply (empty)", true),
                        new CallLine(2, Explorations.CREATE, path, "200 ok", false)),
                2,
                exit,
                List.of("1 order of unknown price"));
        Undisturbed undisturbed = new Undisturbed(
                List.of(new CallLine(1, Explorations.CREATE, path, "200 ok", false)),
                List.of("made hosterapi/vm account=reseller cpuCores=1 disk=10G mem=1024 state=running"
                        + " template=Debian10.0"),
                exit,
                List.of(),
                List.of());
        return new Exploration(
                List.of("./order.sh"),
                List.of("--clock", "step:5s"),
                undisturbed,
                List.of(shown),
                List.of(new Finding(1, shown, List.of())),
                0,
                Duration.ofSeconds(4));
    }
}
