package dev.hostdouble.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.Shell;
import dev.hostdouble.client.ProviderClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/openapi.md} shows is so. A test of the jar runs its commands and its Java. */
class OpenApiDocsTest {
    private static final Pattern CONSOLE = Pattern.compile("(?s)```console\n(.*?)```");
    private static final Pattern DOCUMENT = Pattern.compile("(?m)^\\| `GET /_emulator/openapi/(\\w+\\.json)` ");
    private static final Pattern MEMBER = Pattern.compile("(?m)^\\| `(x-\\w+)` ");

    private final String page;

    OpenApiDocsTest() throws Exception {
        page = Files.readString(Path.of("docs/openapi.md"));
    }

    private List<String> all(Pattern pattern) {
        return pattern.matcher(page).results().map(found -> found.group(1)).toList();
    }

    @Test
    void its_commands_print_what_it_shows() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            for (String block : all(CONSOLE)) {
                assertThat(new Shell(emulator.url()).run(block)).isPositive();
            }
        }
        assertThat(all(CONSOLE)).hasSize(1);
    }

    @Test
    void it_names_the_documents_that_a_server_has() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            List<String> names = new ArrayList<>();
            new ProviderClient(emulator, "page")
                    .controlled("GET", "openapi", "")
                    .path("documents")
                    .forEach(name -> names.add(name.asText()));
            assertThat(all(DOCUMENT)).isEqualTo(names);
        }
    }

    @Test
    void it_explains_each_member_that_is_not_in_the_standard() throws Exception {
        String document = Files.readString(Path.of("src/main/resources/dev/hostdouble/openapi/hostkey.json"));
        assertThat(all(MEMBER))
                .containsExactlyInAnyOrderElementsOf(Pattern.compile("\"(x-[a-z-]+)\":")
                        .matcher(document)
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .toList());
    }
}
