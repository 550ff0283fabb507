package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/libraries.md} lists what the product contains, with the versions of the build. */
class LibrariesTest {
    private static final Path PAGE = Path.of("docs/libraries.md");

    @Test
    void the_page_lists_every_library_with_its_version_and_licence() throws Exception {
        String page = Libraries.page();
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/libraries.md is stale: mvn -q -Dquick test -Dtest=LibrariesTest -Ddocs.write")
                .isEqualTo(page);
    }

    @Test
    void every_licence_is_one_that_the_product_may_be_distributed_with() throws Exception {
        assertThat(Libraries.page().lines().filter(line -> line.matches("\\| .+:.+")))
                .isNotEmpty()
                .allMatch(
                        line -> line.matches(".*\\b(Apache|MIT|MPL|EPL|Eclipse|Go License|BSD).*"),
                        "has a known licence");
    }
}
