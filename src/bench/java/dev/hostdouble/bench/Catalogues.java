package dev.hostdouble.bench;

import static dev.hostdouble.bench.Report.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Pages of VSS' public images, on the shipped 224 and on 130,000. Each is asked for with another value every time, so that
 * nothing can be remembered, and then again and again.
 */
final class Catalogues {
    private static final int SIZE = 130_000;
    private static final List<String> NAMES =
            List.of("CentO", "Debia", "Fedor", "RHE", "ubunt", "SLE", "FreeBS", "MS_W", "Kal", "OracleLin");

    private static final List<Page> PAGES = List.of(
            new Page("unfiltered, by id", n -> "?page=" + (n % 22 + 1)),
            new Page("unfiltered, by name", n -> "?sort=name&page=" + (n % 22 + 1)),
            new Page("unfiltered, by created_on, down", n -> "?sort=created_on,desc&page=" + (n % 22 + 1)),
            new Page("unfiltered, by data_store, down", n -> "?sort=data_store,desc&page=" + (n % 22 + 1)),
            new Page("equality: id", n -> "?filter=id,eq," + (n % 220 + 1)),
            new Page("equality: data_store", n -> "?filter=data_store,eq,vss-ISOs&page=" + (n % 20 + 1)),
            new Page("range, narrow: id", n -> "?filter=id,lt," + (n + 100)),
            new Page("range, wide: id, by name", n -> "?sort=name&filter=id,gt," + n),
            new Page(
                    "range, wide: created_on",
                    n -> String.format(
                            Locale.ROOT, "?filter=created_on,ge,2017-11-17%%20%02d:%02d:00", n / 60 % 24, n % 60)),
            new Page("prefix: name", n -> "?filter=name,like," + NAMES.get(n % NAMES.size()) + "%25"),
            new Page(
                    "prefix: name, the page's own example",
                    n -> "?per_page=250&expand=1&sort=name,desc&filter=name,like," + NAMES.get(n % NAMES.size())
                            + "%25"),
            new Page("any other: name, in the middle", n -> "?filter=name,like,%25" + (n % 10) + "." + (n % 7) + "%25"),
            new Page("any other: not equal", n -> "?filter=name,ne,x" + n),
            new Page("any other: two sorts", n -> "?sort=data_store;name&page=" + (n % 22 + 1)));

    private Catalogues() {}

    private record Page(String what, IntFunction<String> query) {}

    static void run(Setting setting) throws Exception {
        Path world = Files.createTempDirectory("hostdouble");
        Files.writeString(world.resolve("vss.yaml"), "catalogue-size: " + SIZE + "\n");
        try (Server small = Server.hostdouble(setting.jdk(), setting.flags(), "--auth", "any")
                        .await("/v2/iso");
                Server large = Server.hostdouble(
                                setting.jdk(), setting.flags(), "--auth", "any", "--world", world.toString())
                        .await("/v2/iso")) {
            row(SIZE + " images are there after", String.format(Locale.ROOT, "%.1f s", large.ageMillis() / 1000));
            try (Connection few = new Connection(small.port());
                    Connection many = new Connection(large.port())) {
                int count = setting.quick() ? 20 : 40 * setting.rounds();
                for (int warm = 0; warm < 2; warm++) {
                    for (Page page : PAGES) {
                        measure(few, many, page, count, warm > 0);
                    }
                }
            }
        } finally {
            Files.delete(world.resolve("vss.yaml"));
            Files.delete(world);
        }
    }

    private static void measure(Connection few, Connection many, Page page, int count, boolean print)
            throws IOException {
        String fresh = compared(few, many, page, count, n -> print ? n + count : n);
        String again = compared(few, many, page, count, n -> 0);
        if (print) {
            row(page.what(), fresh + "   again " + again);
        }
    }

    private static String compared(Connection few, Connection many, Page page, int count, IntFunction<Integer> number)
            throws IOException {
        Sample small = new Sample();
        Sample large = new Sample();
        for (int i = 0; i < count; i++) {
            String path = "/v2/iso" + page.query().apply(number.apply(i));
            small.add(millis(few, path));
            large.add(millis(many, path));
        }
        return String.format(
                Locale.ROOT,
                "%.2f -> %.2f ms, %.1f times",
                small.median(),
                large.median(),
                large.median() / small.median());
    }

    private static double millis(Connection connection, String path) throws IOException {
        long start = System.nanoTime();
        connection.call("GET", path, "");
        return (System.nanoTime() - start) / 1e6;
    }
}
