package dev.hostdouble.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words for a shell are quoted where a shell would change them. */
class ShellWordTest {
    @Test
    void a_shell_reads_the_words_that_were_given() {
        assertThat(ShellWord.line(List.of("./a.py", "--to", "x y", "it's", "", "$HOME", "*")))
                .isEqualTo("./a.py --to 'x y' 'it'\\''s' '' '$HOME' '*'");
    }
}
