package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the console: how they are served, and what none of them may contain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleFilesTest {
    private static final Path FOLDER = Path.of("target/classes/dev/hostdouble/ui");
    private static final long MOST_BYTES = 200_000;

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    private final ProviderClient client = new ProviderClient(server, "default");

    ConsoleFilesTest() throws Exception {}

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path file) {
        return FOLDER.relativize(file).toString();
    }

    @Test
    void the_page_allows_only_what_this_server_sends() {
        Seen page = client.send("GET", "/_emulator/ui/", "");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "trusted-types lit-html")
                .doesNotContain("unsafe", "*", "http");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void every_file_is_served_with_its_type_and_its_bytes() throws IOException {
        for (Path file : files()) {
            Seen reply = client.send("GET", "/_emulator/ui/" + name(file), "");
            if (file.endsWith("LICENSE")) {
                assertThat(reply.status()).isEqualTo(404);
                continue;
            }
            assertThat(reply.status()).as(name(file)).isEqualTo(200);
            assertThat(reply.body()).isEqualTo(Files.readString(file));
            assertThat(client.send("HEAD", "/_emulator/ui/" + name(file), "").header("Content-Length"))
                    .isEqualTo(String.valueOf(Files.size(file)));
        }
        assertThat(client.send("GET", "/_emulator/ui/app.js", "").header("Content-Type"))
                .isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void it_is_small_and_has_the_licence_of_its_library() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(FOLDER.resolve("lib/LICENSE")).content().contains("Google LLC", "Redistribution and use");
    }

    /** Markup from texts, and whatever would leave the server, is in none of our files. */
    @Test
    void no_file_makes_markup_of_texts_or_names_another_host() throws IOException {
        for (Path file : files()) {
            if (!name(file).startsWith("lib/")) {
                assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                        .as(name(file))
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|unsafe|eval\\(|https?://[a-z]");
            }
        }
    }

    @Test
    void every_module_that_is_imported_is_there() throws IOException {
        for (Path file : files()) {
            Matcher imported =
                    Pattern.compile("(?:from|import) ?['\"](\\.[^'\"]+)['\"]").matcher(Files.readString(file));
            while (imported.find()) {
                assertThat(file.resolveSibling(imported.group(1)))
                        .as(name(file) + " imports " + imported.group(1))
                        .exists();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_emulator/ui/no-such.js",
                "/_emulator/ui/../control/endpoints.yaml",
                "/_emulator/ui/%2e%2e/hostkey/schema.sql",
                "/_emulator/ui/lib",
                "/_emulator/ui/lib/",
                "/_emulator/ui//app.js",
                "/_emulator/ui/lib/LICENSE",
                "/_emulator/ui/App.js"
            })
    void nothing_else_is_served(String path) {
        assertThat(client.send("GET", path, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_emulator/ui", "/_emulator/ui/", "/_emulator/ui/app.js"})
    void a_file_is_only_read(String path) {
        Seen refused = client.send("POST", path, "");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(refused.body()).contains("method POST not allowed; use GET");
        Seen options = client.send("OPTIONS", path, "");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(client.send("PUT", path + "/none", "").status()).isEqualTo(404);
    }

    @Test
    void the_folder_leads_to_the_page_of_its_world() {
        Seen reply = client.send("GET", "/_w/some/_emulator/ui", "");
        assertThat(reply.status()).isEqualTo(308);
        assertThat(reply.header("Location")).isEqualTo("ui/");
        assertThat(client.send("GET", "/_w/some/_emulator/ui/", "").status()).isEqualTo(200);
        assertThat(client.send("GET", "/_emulator/worlds", "").body())
                .as("a page creates no world")
                .doesNotContain("some");
        assertThat(client.send("GET", "/_emulator", "", "Accept: text/html").body())
                .contains("<a href=\"/_emulator/ui/\">");
        assertThat(client.send("GET", "/", "", "Accept: text/html").body()).contains("<a href=\"/_emulator/ui/\">");
    }
}
