package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's tables of credentials and ids say what the files of the shipped worlds say. */
class SeedDocsTest {
    private static final Path PAGE = Path.of("README.md");
    private static final String BEGIN = "<!-- written by SeedDocsTest from fixtures/worlds -->\n";
    private static final String END = "<!-- end of what SeedDocsTest writes -->\n";

    @Test
    void the_tables_are_what_the_files_say() throws Exception {
        String tables = "\n" + SeedDocs.tables() + "\n";
        Pattern between = Pattern.compile("(?s)(?<=" + Pattern.quote(BEGIN) + ").*(?=" + Pattern.quote(END) + ")");
        if (System.getProperty("docs.write") != null) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, between.matcher(page).replaceFirst(Matcher.quoteReplacement(tables)));
        }
        Matcher written = between.matcher(Files.readString(PAGE));
        assertThat(written.find()).isTrue();
        assertThat(written.group())
                .as("README.md is stale: mvn -q -Dquick test -Dtest=SeedDocsTest -Ddocs.write")
                .isEqualTo(tables);
    }

    @Test
    void the_tables_name_what_tests_use() throws Exception {
        assertThat(SeedDocs.tables())
                .contains(
                        Credentials.HOSTERAPI_SECRET,
                        Credentials.HOSTERAPI_SECOND_TOKEN.replace("|", "\\|"),
                        Credentials.HOSTKEY_CLIENT,
                        Credentials.HOSTKEY_KEY,
                        "`vm.pico` (108): NL 25, US 10, FI 5",
                        "500.00 EUR of client@example.com",
                        "| new servers, invoices | from 1001, from 603548 |",
                        "23 `server.create` finished",
                        "224: 1 to 222, 225 to 226");
    }
}
