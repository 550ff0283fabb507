package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about fidelity lists the facts and answers of the code. */
class FidelityDocsTest {
    private static final Path PAGE = Path.of("docs/fidelity.md");

    @Test
    void the_page_is_what_the_code_says() throws Exception {
        String page = FidelityDocs.page();
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/fidelity.md is stale: mvn -q -Dquick test -Dtest=FidelityDocsTest -Ddocs.write")
                .isEqualTo(page);
    }
}
