package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters of any form and length leave nothing behind. */
class ListMemoryTest {
    private static final long MIB = 1024;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void thousands_of_filters_pass_through_little_memory() throws Exception {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListFlood.class.getName(),
                        "60",
                        "40")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(out)).isZero();
        List<Long> used = Files.readAllLines(out).stream()
                .filter(line -> line.matches("\\d+"))
                .map(Long::valueOf)
                .toList();
        assertThat(used).hasSize(3);
        assertThat(used.get(2)).as("KiB: %s", used).isLessThan(used.get(0) + 8 * MIB);
    }
}
