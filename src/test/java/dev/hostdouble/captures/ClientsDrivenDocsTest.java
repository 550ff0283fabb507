package dev.hostdouble.captures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/clients-driven.md} says what the captures and the tables of operations say. */
class ClientsDrivenDocsTest {
    private static final Path PAGE = Path.of("docs/clients-driven.md");

    @Test
    void the_page_is_what_the_captures_say() throws IOException, InvalidFileException {
        String page = ClientsDrivenDocs.page(Capture.all());
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale: mvn -q -Dquick test -Dtest=ClientsDrivenDocsTest -Ddocs.write", PAGE)
                .isEqualTo(page);
    }
}
