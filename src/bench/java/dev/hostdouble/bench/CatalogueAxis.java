package dev.hostdouble.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** VSS' public images. Each page is called with another value every time, so nothing can be remembered. */
final class CatalogueAxis implements Axis {
    private static final int SHIPPED = 224;
    private static final List<String> NAMES =
            List.of("CentO", "Debia", "Fedor", "RHE", "ubunt", "SLE", "FreeBS", "MS_W", "Kal", "OracleLin");
    private static final String SORTED = "page: prefix of name, by name";
    private static final String OTHER = "page, any other: not equal";

    private static final List<Page> PAGES = List.of(
            new Page("page: unfiltered, by id", n -> "?page=" + (n % 22 + 1)),
            new Page("page: unfiltered, by name", n -> "?sort=name&page=" + (n % 22 + 1)),
            new Page("page: unfiltered, by created_on, descending", n -> "?sort=created_on,desc&page=" + (n % 22 + 1)),
            new Page("page: unfiltered, by data_store, descending", n -> "?sort=data_store,desc&page=" + (n % 22 + 1)),
            new Page("page: equality, id", n -> "?filter=id,eq," + (n % 220 + 1)),
            new Page(
                    "page: equality, data_store, the value of most images",
                    n -> "?filter=data_store,eq,vss-ISOs&page=" + (n % 20 + 1)),
            new Page("page: range, 100 ids", n -> "?filter=id,lt," + (n + 100)),
            new Page("page: range, almost all ids, by name", n -> "?sort=name&filter=id,gt," + n),
            new Page(
                    "page: range, half of all images, by created_on",
                    n -> String.format(
                            Locale.ROOT, "?filter=created_on,ge,2017-11-17%%20%02d:%02d:00", n / 60 % 24, n % 60)),
            new Page(SORTED, n -> "?sort=name&filter=name,like," + NAMES.get(n % NAMES.size()) + "%25"),
            new Page(
                    "page: prefix of name, 250 images expanded, by name, descending",
                    n -> "?per_page=250&expand=1&sort=name,desc&filter=name,like," + NAMES.get(n % NAMES.size())
                            + "%25"),
            new Page(
                    "page, any other: a pattern with a leading wildcard",
                    n -> "?filter=name,like,%25" + (n % 10) + "." + (n % 7) + "%25"),
            new Page(OTHER, n -> "?filter=name,ne,x" + n),
            new Page("page, any other: two sorts", n -> "?sort=data_store;name&page=" + (n % 22 + 1)));

    private final int calls;
    private final Workdir folder = new Workdir();
    private final Map<Integer, Server> servers = new TreeMap<>();
    private int first;

    private record Page(String what, IntFunction<String> query) {}

    CatalogueAxis(Options options, Path jdk) throws Exception {
        calls = options.quick() ? 5 : 60;
        for (int size : options.quick() ? List.of(SHIPPED, 500, 1000) : List.of(SHIPPED, 10_000, 130_000)) {
            Path world = Files.createDirectory(folder.path().resolve("world" + size));
            if (size > SHIPPED) {
                Files.writeString(world.resolve("vss.yaml"), "catalogue-size: " + size + "\n");
            } else {
                Files.copy(Path.of("fixtures/worlds/default/vss.yaml"), world.resolve("vss.yaml"));
            }
            servers.put(
                    size,
                    Server.start(Target.hostdouble(jdk, options.flags(), "--auth", "any", "--world", world.toString()))
                            .await(Call.get("", "/v2/iso")));
        }
    }

    @Override
    public String name() {
        return "images in the catalogue";
    }

    @Override
    public List<Integer> sizes() {
        return List.copyOf(servers.keySet());
    }

    @Override
    public Map<String, String> plotted() {
        return Map.of(
                SORTED, "images: a page, filtered and sorted by an index", OTHER, "images: a page without an index");
    }

    @Override
    public Map<String, Double> measure(int size) throws Exception {
        Map<String, Double> took = new LinkedHashMap<>();
        try (Connection connection =
                new Connection(requireNonNull(servers.get(size)).port())) {
            for (Page page : PAGES) {
                took.put(page.what(), Axis.median(calls, i -> {
                    String query = page.query().apply(first + i);
                    connection.call(Call.get("", "/v2/iso" + query));
                }));
            }
        }
        first += calls;
        return took;
    }

    @Override
    public void close() throws IOException {
        servers.values().forEach(Server::close);
        folder.close();
    }
}
